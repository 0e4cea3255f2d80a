package dev.nestedparquet.shred;

/** A column that can't be written; thrown before anything of the file is. */
public final class UnsupportedColumnException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  UnsupportedColumnException(String path, String reason) {
    super("column " + path + ": " + reason);
  }
}
