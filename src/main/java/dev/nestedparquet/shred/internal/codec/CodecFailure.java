package dev.nestedparquet.shred.internal.codec;

/**
 * Says that a codec cannot be loaded or has failed. Users catch the public face's exception, which
 * takes its place there, with the same message and cause.
 */
public final class CodecFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CodecFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
