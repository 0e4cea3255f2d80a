package dev.nestedparquet.shred;

/** Thrown if a codec's library cannot be loaded or has failed; the message is for the user. */
public final class CodecException extends RuntimeException {
  private static final long serialVersionUID = 1;

  CodecException(String message, Throwable cause) {
    super(message, cause);
  }
}
