package dev.nestedparquet.dataset;

import java.io.IOException;

/** The output directory can't be used; nothing was touched. The message tells the way out. */
public final class OutputRefusedException extends IOException {
  private static final long serialVersionUID = 1;

  public OutputRefusedException(String message) {
    super(message);
  }

  public OutputRefusedException(String message, Throwable cause) {
    super(message, cause);
  }
}
