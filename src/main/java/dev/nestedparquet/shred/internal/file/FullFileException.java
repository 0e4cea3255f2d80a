package dev.nestedparquet.shred.internal.file;

/**
 * Says that a file has as many row groups as readers take. {@code ParquetShredder} turns it into
 * the public {@code TooManyRowGroupsException}, with the same message.
 */
public final class FullFileException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  FullFileException(String message) {
    super(message);
  }
}
