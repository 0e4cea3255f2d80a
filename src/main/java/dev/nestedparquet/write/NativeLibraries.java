package dev.nestedparquet.write;

import dev.nestedparquet.internal.UnpackedLibraries;
import java.io.IOException;
import org.apache.arrow.dataset.jni.JniLoader;

/** Loads Arrow's native libraries, once, and cleans up after their loader. */
final class NativeLibraries {
  /**
   * Arrow's large library as a file that is there already, if the launcher has one. With it, the
   * class path must have another library in its place, for Arrow's loader to unpack: the JVM looks
   * for native methods in all libraries of a class loader, whichever class loaded them.
   */
  private static final String DATASET_LIBRARY =
      System.getProperty("nestedparquet.datasetLibrary", "");

  private static final int MEGABYTES = 80;

  private static final UnpackedLibraries UNPACKED = new UnpackedLibraries("jnilib-", ".tmp");

  private static volatile boolean loaded;

  private NativeLibraries() {}

  /** Whether {@link #load} has been done; never waits for it. */
  static boolean isLoaded() {
    return loaded;
  }

  /**
   * Loads the libraries unless that's done; other threads wait.
   *
   * @throws WriteException if they can't be unpacked or loaded
   */
  static synchronized void load() throws WriteException {
    if (loaded) {
      return;
    }
    try {
      if (!DATASET_LIBRARY.isEmpty()) {
        System.load(DATASET_LIBRARY);
      }
      JniLoader.get().ensureLoaded();
      org.apache.arrow.c.jni.JniLoader.get().ensureLoaded();
      loaded = true;
    } catch (IllegalStateException | LinkageError e) {
      throw new WriteException(
          UnpackedLibraries.failure("Arrow's native libraries", e.getMessage(), MEGABYTES), e);
    }
    UNPACKED.unlinkOwn();
  }

  /**
   * Removes unpacked libraries that a killed process of this user left in the temporary directory.
   * Waits for this process's own to be loaded, if they are being.
   */
  static synchronized void removeAbandoned() throws IOException {
    UNPACKED.removeAbandoned();
  }
}
