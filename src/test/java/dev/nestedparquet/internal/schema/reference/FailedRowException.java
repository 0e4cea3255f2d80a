package dev.nestedparquet.internal.schema.reference;

/** A row that the file asks for and that can't be. */
public final class FailedRowException extends RuntimeException {
  private static final long serialVersionUID = 1;

  FailedRowException(long row, String path, String reason, RuntimeException cause) {
    super("row " + row + ": " + path + ": " + reason, cause);
  }
}
