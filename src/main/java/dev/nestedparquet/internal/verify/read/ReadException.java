package dev.nestedparquet.internal.verify.read;

/** Thrown if a file, or a part of it, can't be read, with the reader's message in one line. */
public final class ReadException extends Exception {
  private static final long serialVersionUID = 1;

  private final boolean outOfMemory;

  private ReadException(String message, boolean outOfMemory, Throwable cause) {
    super(message, cause);
    this.outOfMemory = outOfMemory;
  }

  /** Makes the exception of a failure, without the reader's advice on its own settings. */
  static ReadException of(Exception cause) {
    String message = String.valueOf(cause.getMessage()).replaceAll("\\s+", " ").strip();
    boolean outOfMemory = message.contains("Out of Memory Error");
    if (outOfMemory) {
      message = message.replaceFirst("[.]? ?(Possible solutions|Database is launched).*", "");
    }
    return new ReadException(message, outOfMemory, cause);
  }

  /**
   * Tells whether the reader ran out of its memory. The file then claims to be larger than it is,
   * unless its data is really that large.
   */
  public boolean isOutOfMemory() {
    return outOfMemory;
  }
}
