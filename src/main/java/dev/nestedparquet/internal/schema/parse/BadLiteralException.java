package dev.nestedparquet.internal.schema.parse;

/** A text that doesn't mean what it should; the message says what would. */
final class BadLiteralException extends Exception {
  private static final long serialVersionUID = 1;

  BadLiteralException(String message) {
    super(message);
  }
}
