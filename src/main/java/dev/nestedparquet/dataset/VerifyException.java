package dev.nestedparquet.dataset;

/** Thrown if a check could not be carried out, which says nothing about the data. */
public final class VerifyException extends Exception {
  private static final long serialVersionUID = 1;

  public VerifyException(String message, Throwable cause) {
    super(message, cause);
  }
}
