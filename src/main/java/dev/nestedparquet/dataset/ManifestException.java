package dev.nestedparquet.dataset;

import dev.nestedparquet.internal.OneLine;
import java.io.IOException;

/**
 * Thrown if there is no manifest to work with, or if it can't be used; the message tells the way
 * out.
 */
public final class ManifestException extends IOException {
  private static final long serialVersionUID = 1;

  public ManifestException(String message) {
    super(OneLine.of(message));
  }

  public ManifestException(String message, Throwable cause) {
    super(OneLine.of(message), cause);
  }
}
