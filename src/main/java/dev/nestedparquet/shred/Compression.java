package dev.nestedparquet.shred;

import dev.nestedparquet.shred.internal.codec.CodecFailure;
import dev.nestedparquet.shred.internal.codec.Lz4Codec;
import dev.nestedparquet.shred.internal.codec.NativeCodecs;
import dev.nestedparquet.shred.internal.codec.PageCodec;
import dev.nestedparquet.shred.internal.codec.SnappyCodec;
import dev.nestedparquet.shred.internal.codec.UncompressedCodec;
import dev.nestedparquet.shred.internal.codec.ZstdCodec;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Compression of pages. Its text is {@code none}, {@code snappy}, {@code zstd[:LEVEL]} or {@code
 * lz4}.
 *
 * @param level level of {@link Method#ZSTD}, 1 to 22; 0 for the other methods, which have no levels
 */
public record Compression(Method method, int level) {
  /** The methods; {@code LZ4} is what the format calls LZ4_RAW. */
  public enum Method {
    NONE,
    SNAPPY,
    ZSTD,
    LZ4
  }

  /**
   * The default of zstd's library. Contacts take 8 % fewer bytes than at level 1, and 15 % more
   * time.
   */
  public static final int DEFAULT_ZSTD_LEVEL = 3;

  public static final int MAX_ZSTD_LEVEL = 22;

  public static final Compression NONE = new Compression(Method.NONE, 0);
  public static final Compression SNAPPY = new Compression(Method.SNAPPY, 0);
  public static final Compression LZ4 = new Compression(Method.LZ4, 0);

  private static final Pattern ZSTD_WITH_LEVEL =
      Pattern.compile("zstd:([1-9]|1[0-9]|2[0-2])", Pattern.CASE_INSENSITIVE);

  public Compression {
    int least = method == Method.ZSTD ? 1 : 0;
    int most = method == Method.ZSTD ? MAX_ZSTD_LEVEL : 0;
    if (level < least || level > most) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "compression: level %d of %s is not between %d and %d",
              level,
              method,
              least,
              most));
    }
  }

  /** Zstandard at this level, 1 to {@link #MAX_ZSTD_LEVEL}. */
  public static Compression zstd(int level) {
    return new Compression(Method.ZSTD, level);
  }

  /**
   * Takes the text of an option, in lower or upper case.
   *
   * @throws IllegalArgumentException if the text is none of the allowed ones, which the message
   *     names
   */
  public static Compression parse(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "none" -> NONE;
      case "snappy" -> SNAPPY;
      case "lz4" -> LZ4;
      case "zstd" -> zstd(DEFAULT_ZSTD_LEVEL);
      default -> zstd(parseZstdLevel(text));
    };
  }

  /** The texts that {@link #parse} takes, for messages. */
  public static String names() {
    return Arrays.stream(Method.values())
            .map(method -> method.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "))
        + ", zstd:1 to zstd:"
        + MAX_ZSTD_LEVEL;
  }

  private static int parseZstdLevel(String text) {
    Matcher matcher = ZSTD_WITH_LEVEL.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "compression: '%s' is not none, snappy, lz4 or zstd[:LEVEL] with a level of 1 to %d",
              text,
              MAX_ZSTD_LEVEL));
    }
    return Integer.parseInt(matcher.group(1));
  }

  /**
   * Makes a codec for the calling thread, which closes it.
   *
   * @throws CodecException if the codec's library isn't on the class path, or can't be loaded
   */
  PageCodec newCodec() {
    try {
      requireLibrary();
      return switch (method) {
        case NONE -> new UncompressedCodec();
        case SNAPPY -> new SnappyCodec();
        case ZSTD -> new ZstdCodec(level);
        case LZ4 -> new Lz4Codec();
      };
    } catch (CodecFailure e) {
      throw new CodecException(e.getMessage(), e.getCause());
    }
  }

  /**
   * Checks for a codec's library before the codec's class is linked, which would fail without it.
   */
  private void requireLibrary() {
    switch (method) {
      case NONE -> {}
      case SNAPPY ->
          NativeCodecs.require(
              "snappy", "org.xerial.snappy.Snappy", "org.xerial.snappy:snappy-java");
      case ZSTD ->
          NativeCodecs.require(
              "zstd", "com.github.luben.zstd.ZstdCompressCtx", "com.github.luben:zstd-jni");
      case LZ4 -> NativeCodecs.require("lz4", "net.jpountz.lz4.LZ4Factory", "at.yawk.lz4:lz4-java");
    }
  }

  /** The text of which {@link #parse} makes the same compression. */
  @Override
  public String toString() {
    String name = method.name().toLowerCase(Locale.ROOT);
    return method == Method.ZSTD ? name + ":" + level : name;
  }
}
