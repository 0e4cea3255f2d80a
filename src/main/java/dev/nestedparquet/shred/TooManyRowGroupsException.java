package dev.nestedparquet.shred;

/**
 * Thrown if a file has as many row groups as readers take, and more rows come; the message is for
 * the user.
 */
public final class TooManyRowGroupsException extends RuntimeException {
  private static final long serialVersionUID = 1;

  TooManyRowGroupsException(String message) {
    super(message);
  }
}
