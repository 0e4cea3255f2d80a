package dev.nestedparquet.shred.internal.values;

/**
 * Says of a column why it can't be written. Users catch the public face's exception, which takes
 * its place there.
 */
public final class RefusedColumnException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String path;
  private final String reason;

  /** A refusal of the column with this path. */
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
