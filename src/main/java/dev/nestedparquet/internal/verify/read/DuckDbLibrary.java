package dev.nestedparquet.internal.verify.read;

import dev.nestedparquet.internal.OptionalLibrary;
import dev.nestedparquet.internal.UnpackedLibraries;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Set;

/**
 * Loads DuckDB's native library, once in a process, and removes the unpacked file that its loader
 * leaves behind.
 */
final class DuckDbLibrary {
  /** Class whose static initializer unpacks and loads the library. */
  private static final String LOADER = "org.duckdb.DuckDBNative";

  private static final int MEGABYTES = 61;

  private static final UnpackedLibraries UNPACKED = new UnpackedLibraries("libduckdb_java", ".so");

  private static boolean loaded;

  private DuckDbLibrary() {}

  /**
   * Loads the library, unless that is done. Other threads that call this meanwhile wait. Files that
   * killed processes left are removed first, since these may fill the temporary directory.
   *
   * @throws IOException if the library can't be unpacked or loaded; no file of it is left
   */
  static synchronized void load() throws IOException {
    if (loaded) {
      return;
    }
    if (!OptionalLibrary.DUCKDB.isThere()) {
      throw new IOException(OptionalLibrary.DUCKDB.missing(), null);
    }
    Set<Path> before = removeAbandoned();
    // The loader removes its copy at the exit only if the copy is complete.
    Runtime.getRuntime().addShutdownHook(new Thread(UNPACKED::unlinkOwn, "unlink-duckdb"));
    try {
      Class.forName(LOADER);
    } catch (ClassNotFoundException | LinkageError e) {
      removeAddedTo(before);
      throw new IOException(
          UnpackedLibraries.failure("DuckDB, which reads the files,", reason(e), MEGABYTES), e);
    }
    loaded = true;
    UNPACKED.unlinkOwn();
  }

  /** Returns what stays. */
  private static Set<Path> removeAbandoned() {
    try {
      UNPACKED.removeAbandoned();
      return UNPACKED.list();
    } catch (IOException e) {
      return Set.of(); // If something is wrong with the directory, loading fails and tells it.
    }
  }

  private static void removeAddedTo(Set<Path> before) {
    try {
      UNPACKED.removeAddedTo(before);
    } catch (IOException e) {
      // Loading has told what is wrong with the directory.
    }
  }

  /** Reason of a failure. The JVM wraps failures of static initializers, some without a message. */
  private static String reason(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    boolean isPathAlone = root instanceof FileSystemException file && file.getReason() == null;
    return isPathAlone || root.getMessage() == null
        ? root.getClass().getSimpleName()
        : root.getMessage();
  }
}
