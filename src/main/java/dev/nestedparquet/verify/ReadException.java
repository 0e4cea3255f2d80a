package dev.nestedparquet.verify;

/** A file, or a part of it, can't be read: the reader's message, in one line. */
final class ReadException extends Exception {
  private static final long serialVersionUID = 1;

  private ReadException(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * Says that reading failed.
   *
   * @throws VerifyException if the reason lies with this machine rather than with the file
   */
  static ReadException of(Exception cause) throws VerifyException {
    String message = String.valueOf(cause.getMessage()).replaceAll("\\s+", " ").strip();
    if (message.contains("Out of Memory Error")) {
      throw new VerifyException("DuckDB ran out of memory: " + message, cause);
    }
    return new ReadException(message, cause);
  }
}
