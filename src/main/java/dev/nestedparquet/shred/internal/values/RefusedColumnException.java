package dev.nestedparquet.shred.internal.values;

/**
 * Says why a column can't be written. {@code ParquetShredder} turns it into the public {@code
 * UnsupportedColumnException}.
 */
public final class RefusedColumnException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String path;
  private final String reason;

  /**
   * A refusal.
   *
   * @param path path of the column in the Parquet schema
   * @param reason why it can't be written
   */
  public RefusedColumnException(String path, String reason) {
    super("column " + path + ": " + reason);
    this.path = path;
    this.reason = reason;
  }

  public String path() {
    return path;
  }

  public String reason() {
    return reason;
  }
}
