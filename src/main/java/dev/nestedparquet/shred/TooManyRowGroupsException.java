package dev.nestedparquet.shred;

/**
 * A file has as many row groups as readers take, and rows are left; the message is for the user.
 */
public final class TooManyRowGroupsException extends RuntimeException {
  private static final long serialVersionUID = 1;

  TooManyRowGroupsException(String message) {
    super(message);
  }
}
