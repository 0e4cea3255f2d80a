package dev.nestedparquet.internal;

import java.io.IOException;
import org.apache.arrow.dataset.jni.JniLoader;

/**
 * Loads Arrow's native libraries, once in a process, and removes the unpacked files that their
 * loader leaves behind.
 */
public final class ArrowLibraries {
  /**
   * Path of Arrow's Dataset library, if the launcher has it as a file already; else empty. With it,
   * the class path must have another, small library for Arrow's loader to unpack in its place. That
   * works since the JVM looks for native methods in all libraries of a class loader, whichever
   * class loaded them.
   */
  private static final String DATASET_LIBRARY =
      System.getProperty("nestedparquet.datasetLibrary", "");

  private static final int MEGABYTES = 80;

  private static volatile boolean loaded;

  private ArrowLibraries() {}

  /** Tells whether {@link #load} is done; never waits for it. */
  public static boolean isLoaded() {
    return loaded;
  }

  /**
   * Loads the libraries, unless that is done. Other threads that call this meanwhile wait.
   *
   * @throws IOException if they can't be unpacked or loaded
   */
  public static synchronized void load() throws IOException {
    if (loaded) {
      return;
    }
    if (!OptionalLibrary.ARROW_DATASET.isThere()) {
      throw new IOException(OptionalLibrary.ARROW_DATASET.missing());
    }
    try {
      if (!DATASET_LIBRARY.isEmpty()) {
        System.load(DATASET_LIBRARY);
      }
      JniLoader.get().ensureLoaded();
      org.apache.arrow.c.jni.JniLoader.get().ensureLoaded();
      loaded = true;
    } catch (IllegalStateException | LinkageError e) {
      throw new IOException(
          UnpackedLibraries.failure("Arrow's native libraries", e.getMessage(), MEGABYTES), e);
    }
    UnpackedLibraries.ARROW.unlinkOwn();
  }
}
