package dev.nestedparquet.dataset;

/** The check itself could not be carried out; this says nothing about the data. */
public final class VerifyException extends Exception {
  private static final long serialVersionUID = 1;

  public VerifyException(String message, Throwable cause) {
    super(message, cause);
  }
}
