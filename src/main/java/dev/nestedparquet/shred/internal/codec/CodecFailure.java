package dev.nestedparquet.shred.internal.codec;

import java.util.Locale;

/**
 * Says that a codec cannot be loaded or has failed. Users catch the public face's exception, which
 * takes its place there, with the same message and cause.
 */
public final class CodecFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CodecFailure(String message, Throwable cause) {
    super(message, cause);
  }

  /** Says that a library failed at a page. */
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

  /** The same failure, with the place where the page belongs, which the codec doesn't know. */
  public CodecFailure at(String place) {
    return new CodecFailure(place + ": " + getMessage(), getCause());
  }
}
