package dev.nestedparquet.internal.schema.fill;

/** A row that a data-set file asks for and that can't be; the message names it, and why. */
final class FailedRowException extends RuntimeException {
  private static final long serialVersionUID = 1;

  FailedRowException(String message) {
    super(message);
  }

  /**
   * The message alone: a failed run shows what its cause is as text, and the class says nothing.
   */
  @Override
  @SuppressWarnings("OverrideThrowableToString")
  public String toString() {
    return getMessage();
  }
}
