package dev.nestedparquet.shred.internal.codec;

import java.util.Locale;

/**
 * Says that a codec cannot be loaded or has failed. {@code ParquetShredder} turns it into the
 * public {@code CodecException}, with the same message and cause.
 */
public final class CodecFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CodecFailure(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * Makes the failure of a codec's library at a page.
   *
   * @param bytes size of the page before compression
   */
  static CodecFailure ofPage(String codec, int bytes, Exception cause) {
    return new CodecFailure(
        String.format(
            Locale.ROOT,
            "%s cannot compress a page of %,d bytes: %s",
            codec,
            bytes,
            cause.getMessage()),
        cause);
  }

  /**
   * Returns this failure with the page's column and rows in front of its message; the codec doesn't
   * know them.
   */
  public CodecFailure at(String place) {
    return new CodecFailure(place + ": " + getMessage(), getCause());
  }
}
