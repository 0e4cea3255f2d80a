package dev.nestedparquet.internal.schema.fill;

/** A row that a data-set file asks for and that can't be; the message names it, and why. */
final class FailedRowException extends RuntimeException {
  private static final long serialVersionUID = 1;

  FailedRowException(String message) {
    super(message);
  }

  /** The message alone, which is what a user is shown. */
  @Override
  public String toString() {
    return getMessage();
  }
}
