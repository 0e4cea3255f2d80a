package dev.nestedparquet.write;

import dev.nestedparquet.s3.S3Location;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/** Where a data set is to go. */
public sealed interface Destination {
  /**
   * Prepares for a run.
   *
   * @throws OutputRefusedException if the place can't be used; nothing was changed
   */
  Output open(OutputRules rules) throws IOException;

  /**
   * The same place, with files, their names and the manifest synced to the disk in this order, so
   * that a manifest means a whole data set after a loss of power, too. An object store does as much
   * anyway.
   */
  default Destination durably() {
    return this;
  }

  /** How long it may take to end a run here, and clean up after it. */
  long endMillis();

  /**
   * A directory of a file system, created if need be.
   *
   * @param path the directory
   * @param durable whether files are to outlast a loss of power, see {@link #durably}
   */
  record Directory(Path path, boolean durable) implements Destination {
    /** A scheme has two letters at least, unlike a drive. */
    private static final String URI_PATTERN = "[A-Za-z][A-Za-z0-9+.-]+:.*";

    /** What a URI must not have in it as it is, by RFC 3986, unless it encodes a character. */
    private static final Pattern NO_URI_CHARACTER =
        Pattern.compile("%(?![0-9A-Fa-f]{2})|[^\\x21-\\x7E]|[\"<>\\\\^`{|}\\[\\]]");

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    /** A directory whose files the operating system writes to the disk when it likes. */
    public Directory(Path path) {
      this(path, /* durable= */ false);
    }

    /**
     * Reads what a user has typed: a directory, or its {@code file:} URI.
     *
     * @param what the option or parameter, for the message
     * @param alternative what else it could have been, for the message; may be empty
     * @throws IllegalArgumentException if it names no directory
     */
    public static Directory parse(String what, String text, String alternative) {
      if (text.isEmpty()) {
        throw new IllegalArgumentException(what + " is empty; give it a directory");
      }
      try {
        return new Directory(
            text.matches(URI_PATTERN) ? Path.of(URI.create(escaped(text))) : Path.of(text));
      } catch (IllegalArgumentException | FileSystemNotFoundException e) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "%s: %s is neither a directory nor a file: URI%s (%s)",
                what,
                text,
                alternative,
                e.getMessage()),
            e);
      }
    }

    /** A URI as people type it, with spaces and letters as they are, as the standard wants it. */
    private static String escaped(String uri) {
      return NO_URI_CHARACTER.matcher(uri).replaceAll(match -> percentEncoded(match.group()));
    }

    private static String percentEncoded(String characters) {
      StringBuilder encoded = new StringBuilder();
      for (byte octet : characters.getBytes(StandardCharsets.UTF_8)) {
        encoded.append('%').append(HEX.toHexDigits(octet));
      }
      return encoded.toString();
    }

    @Override
    public Output open(OutputRules rules) throws IOException {
      return OutputDirectory.open(
          path, rules, durable ? Durability.SYNCED : Durability.LEFT_TO_SYSTEM);
    }

    @Override
    public Directory durably() {
      return new Directory(path, /* durable= */ true);
    }

    /** Much less will do, unless the machine is busy with other things. */
    @Override
    public long endMillis() {
      return 8_000;
    }

    @Override
    public String toString() {
      return path.toString();
    }
  }

  /**
   * A prefix of an object store's bucket.
   *
   * @param location bucket, prefix and store
   */
  record ObjectStorePrefix(S3Location location) implements Destination {
    @Override
    public Output open(OutputRules rules) throws IOException {
      return ObjectStoreOutput.open(location, rules);
    }

    /** Parts of files are on their way, and a dozen requests are to be made. */
    @Override
    public long endMillis() {
      return 30_000;
    }

    @Override
    public String toString() {
      return location.toString();
    }
  }
}
