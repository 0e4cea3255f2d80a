package dev.nestedparquet.internal.verify.read;

/** A file, or a part of it, can't be read: the reader's message, in one line. */
public final class ReadException extends Exception {
  private static final long serialVersionUID = 1;

  private final boolean outOfMemory;

  private ReadException(String message, boolean outOfMemory, Throwable cause) {
    super(message, cause);
    this.outOfMemory = outOfMemory;
  }

  /** Says that reading failed, without the reader's advice on its own settings. */
  static ReadException of(Exception cause) {
    String message = String.valueOf(cause.getMessage()).replaceAll("\\s+", " ").strip();
    boolean outOfMemory = message.contains("Out of Memory Error");
    if (outOfMemory) {
      message = message.replaceFirst("[.]? ?(Possible solutions|Database is launched).*", "");
    }
    return new ReadException(message, outOfMemory, cause);
  }

  /**
   * Whether it takes more memory than the reader may have: the file claims too much, unless it is
   * as large as that.
   */
  public boolean isOutOfMemory() {
    return outOfMemory;
  }
}
