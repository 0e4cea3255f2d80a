package dev.nestedparquet.write;

import java.io.IOException;

/** Writing failed for a reason that lies outside the program; the message is for its user. */
public final class WriteException extends IOException {
  private static final long serialVersionUID = 1;

  public WriteException(String message, Throwable cause) {
    super(message, cause);
  }

  public WriteException(String message) {
    super(message);
  }
}
