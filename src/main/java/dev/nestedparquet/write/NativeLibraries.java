package dev.nestedparquet.write;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.arrow.dataset.jni.JniLoader;

/**
 * Loads Arrow's native libraries, once, and cleans up after their loader.
 *
 * <p>Arrow unpacks its libraries into files {@code jnilib-*.tmp} of the temporary directory, and
 * removes them at a normal exit only. On Linux a mapped library needs no name, so the names are
 * removed as soon as the libraries are loaded: a killed process then leaves nothing behind, unless
 * it is killed while loading, and {@link #removeAbandoned} is for that.
 */
final class NativeLibraries {
  /**
   * Arrow's large library as a file that is there already, if the launcher has one. With it, the
   * class path must have another library in its place, for Arrow's loader to unpack: the JVM looks
   * for native methods in all libraries of a class loader, whichever class loaded them.
   */
  private static final String DATASET_LIBRARY =
      System.getProperty("nestedparquet.datasetLibrary", "");

  /**
   * A process that loads its library has it neither open nor mapped for a moment. What is unused
   * now and after so long is abandoned.
   */
  private static final long SECOND_LOOK_NANOS = 100_000_000;

  private static final String TEMPORARY = "java.io.tmpdir";
  private static final Path PROCESSES = Path.of("/proc");
  private static final Path THIS_PROCESS = PROCESSES.resolve("self");

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
          String.format(
              "cannot load Arrow's native libraries from the temporary directory %s (%s); it needs"
                  + " 80 MB, write access and a mount without noexec: choose another with"
                  + " JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=DIR",
              System.getProperty(TEMPORARY), e.getMessage()),
          e);
    }
    try {
      for (Path library : unpackedLibraries(THIS_PROCESS)) {
        Files.deleteIfExists(library);
      }
    } catch (IOException e) {
      // No /proc here: Arrow's own hook removes them at the exit.
    }
  }

  /**
   * Removes unpacked libraries that a killed process of this user left in the temporary directory:
   * those that no process has open or mapped. Does nothing where there is no /proc to tell. Waits
   * for this process's own to be loaded, if they are being.
   */
  static synchronized void removeAbandoned() throws IOException {
    if (!Files.isReadable(THIS_PROCESS.resolve("maps"))) {
      return;
    }
    UserPrincipal user = Files.getOwner(THIS_PROCESS);
    Set<Path> abandoned = new HashSet<>();
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(Path.of(System.getProperty(TEMPORARY)), "jnilib-*.tmp")) {
      for (Path file : files) {
        if (isOwnedBy(user, file)) {
          abandoned.add(file.toRealPath());
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    } catch (NoSuchFileException e) {
      return; // Another process is at its own: next time, then.
    }
    retainUnused(abandoned);
    if (!abandoned.isEmpty()) {
      LockSupport.parkNanos(SECOND_LOOK_NANOS);
      retainUnused(abandoned);
    }
    for (Path file : abandoned) {
      Files.deleteIfExists(file);
    }
  }

  private static boolean isOwnedBy(UserPrincipal user, Path file) throws IOException {
    return Files.exists(file) && Files.getOwner(file).equals(user);
  }

  private static void retainUnused(Set<Path> libraries) throws IOException {
    if (!libraries.isEmpty()) {
      try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROCESSES, "[0-9]*")) {
        processes.forEach(process -> libraries.removeAll(filesInUse(process)));
      }
    }
  }

  private static Set<Path> filesInUse(Path process) {
    Set<Path> files = new HashSet<>();
    try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(process.resolve("fd"))) {
      files.addAll(unpackedLibraries(process)); // First: a descriptor closed meanwhile ends this.
      for (Path descriptor : descriptors) {
        files.add(Files.readSymbolicLink(descriptor));
      }
    } catch (IOException | DirectoryIteratorException e) {
      // It has ended, or is another user's.
    }
    return files;
  }

  /** Files of Arrow's loader that the process has mapped. */
  private static Set<Path> unpackedLibraries(Path process) throws IOException {
    return Files.readAllLines(process.resolve("maps")).stream()
        .filter(line -> line.contains("/jnilib-") && line.endsWith(".tmp"))
        .map(line -> Path.of(line.substring(line.indexOf('/'))))
        .collect(Collectors.toSet());
  }
}
