package dev.nestedparquet.shred;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import dev.nestedparquet.shred.fixtures.Encoded;
import dev.nestedparquet.shred.internal.codec.PageCodec;
import dev.nestedparquet.shred.internal.memory.GrowableBuffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jpountz.lz4.LZ4Compressor;
import net.jpountz.lz4.LZ4Factory;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** One contract for all codecs; parquet-java decompresses what they make. */
final class PageCodecTest {
  private static final List<String> COMPRESSIONS =
      List.of("none", "snappy", "lz4", "zstd", "zstd:3", "zstd:22");

  @Provide
  Arbitrary<String> compressions() {
    return Arbitraries.of(COMPRESSIONS);
  }

  /** From all the same (0 bits) to incompressible (8 bits), page after page by one codec. */
  @Property(tries = 50)
  void parquetJavaReadsBackPagesOfAnySize(
      @ForAll("compressions") String compression,
      @ForAll List<@IntRange(max = 300_000) Integer> sizes,
      @ForAll @IntRange(max = 8) int bits,
      @ForAll Random random)
      throws IOException {
    try (BufferAllocator allocator = new RootAllocator();
        PageCodec codec = Compression.parse(compression).newCodec();
        GrowableBuffer page = new GrowableBuffer(allocator);
        GrowableBuffer target = new GrowableBuffer(allocator)) {
      target.append(new byte[] {1, 2, 3});
      for (int size : sizes) {
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
          bytes[i] = (byte) random.nextInt(1 << bits);
        }
        page.clear();
        page.append(bytes);
        long before = target.size();
        codec.compress(page.address(), size, target);
        byte[] all = Encoded.bytes(target);
        assertThat(all).startsWith(1, 2, 3);
        byte[] compressed = Arrays.copyOfRange(all, (int) before, all.length);
        assertThat(decompress(codec, compressed, size)).isEqualTo(bytes);
      }
    }
  }

  private static byte[] decompress(PageCodec codec, byte[] compressed, int size)
      throws IOException {
    CodecFactory factory = new CodecFactory(new Configuration(false), 0);
    try {
      return factory
          .getDecompressor(CompressionCodecName.valueOf(codec.codec().name()))
          .decompress(BytesInput.from(compressed), size)
          .toInputStream()
          .readAllBytes();
    } finally {
      factory.release();
    }
  }

  /** Without 2 GiB of memory: the libraries tell what room they want. */
  @Example
  void theLargestPageOfACodecIsTheLargestThatItsLibraryTakes() {
    try (PageCodec zstd = Compression.zstd(1).newCodec();
        PageCodec lz4 = Compression.LZ4.newCodec()) {
      assertThat(Zstd.compressBound(zstd.mostBytes())).isLessThanOrEqualTo(Integer.MAX_VALUE);
      assertThat(Zstd.compressBound(zstd.mostBytes() + 512L)).isGreaterThan(Integer.MAX_VALUE);
      LZ4Compressor compressor = LZ4Factory.nativeInstance().fastCompressor();
      assertThat(compressor.maxCompressedLength(lz4.mostBytes())).isPositive();
      assertThatThrownBy(() -> compressor.maxCompressedLength(lz4.mostBytes() + 1))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Example
  void loadedLibrariesLeaveNoFileInTheTemporaryDirectory() throws IOException {
    for (String compression : COMPRESSIONS) {
      Compression.parse(compression).newCodec().close();
    }
    Path maps = Path.of("/proc/self/maps");
    if (Files.isReadable(maps)) {
      List<String> mapped =
          Files.readAllLines(maps).stream()
              .filter(line -> line.matches(".*/(snappy-.*|liblz4-java.*|libzstd-jni.*)"))
              .toList();
      assertThat(mapped).isNotEmpty().allMatch(line -> line.endsWith(" (deleted)"));
    }
  }
}
