package dev.nestedparquet.write;

import dev.nestedparquet.internal.ArrowLibraries;
import java.io.IOException;

/** Loads Arrow's native libraries for the Dataset writer. */
final class NativeLibraries {
  private NativeLibraries() {}

  /**
   * Loads the libraries, unless that is done.
   *
   * @throws WriteException if they can't be unpacked or loaded
   */
  static void load() throws WriteException {
    try {
      ArrowLibraries.load();
    } catch (IOException e) {
      throw new WriteException(e.getMessage(), e);
    }
  }

  /** Tells whether {@link #load} is done; never waits for it. */
  static boolean isLoaded() {
    return ArrowLibraries.isLoaded();
  }
}
