package dev.nestedparquet.write;

import java.io.IOException;

/**
 * Thrown if writing fails for a reason outside of the program, such as a full disk; the message is
 * for the program's user.
 */
public final class WriteException extends IOException {
  private static final long serialVersionUID = 1;

  public WriteException(String message, Throwable cause) {
    super(message, cause);
  }

  public WriteException(String message) {
    super(message);
  }
}
