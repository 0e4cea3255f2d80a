package dev.nestedparquet.shred;

/**
 * Thrown if a column can't be written, before any byte of the file is; the message names the column
 * and the reason.
 */
public final class UnsupportedColumnException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  UnsupportedColumnException(String path, String reason) {
    super("column " + path + ": " + reason);
  }
}
