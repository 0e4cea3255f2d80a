package dev.nestedparquet.internal;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * Cleans up after a loader that unpacks native libraries into the temporary directory. By itself, a
 * loader removes them at a normal exit at best.
 *
 * <p>On Linux a mapped library needs no name. So {@link #unlinkOwn} removes the names as soon as
 * the libraries are loaded, and a process that is killed later leaves nothing behind. {@link
 * #removeAbandoned} removes libraries of a process that was killed while it loaded them. Both need
 * {@code /proc}, and do nothing where there is none.
 *
 * <p><em>Threading:</em> any thread. Libraries that another thread is loading are too new for
 * {@link #removeAbandoned}.
 */
public final class UnpackedLibraries {
  /** Arrow's libraries: of the Dataset writer, and of the C data interface. */
  public static final UnpackedLibraries ARROW = new UnpackedLibraries("jnilib-", ".tmp");

  /**
   * Time between two looks at a library. A process that loads its library has it neither open nor
   * mapped for a moment. A library that is unused at both looks is abandoned.
   */
  private static final long SECOND_LOOK_NANOS = 100_000_000;

  /**
   * Age below which a library counts as in use. A process in another container may be unpacking it:
   * containers can share a temporary directory without sharing {@code /proc}.
   */
  private static final long NEW_MILLIS = 10_000;

  private static final Path PROCESSES = Path.of("/proc");
  private static final Path THIS_PROCESS = PROCESSES.resolve("self");

  private final String prefix;
  private final String suffix;

  /**
   * Describes the libraries of a loader.
   *
   * @param prefix how the names of their files begin
   * @param suffix how the names of their files end
   */
  public UnpackedLibraries(String prefix, String suffix) {
    this.prefix = prefix;
    this.suffix = suffix;
  }

  private static Path temporary() {
    return Path.of(System.getProperty("java.io.tmpdir"));
  }

  /**
   * Message that says that libraries can't be loaded, what they need, and the way out.
   *
   * @param whose which libraries, such as "Arrow's native libraries"
   * @param reason message of the loader
   * @param megabytes size of the unpacked libraries
   */
  public static String failure(String whose, String reason, int megabytes) {
    return String.format(
        Locale.ROOT,
        "cannot load %s from the temporary directory %s (%s); it needs %d MB, write access and a"
            + " mount without noexec: choose another with TMPDIR=DIR, or for java itself with"
            + " -Djava.io.tmpdir=DIR",
        whose,
        temporary(),
        reason,
        megabytes);
  }

  /** Removes the names of libraries that this process has open or mapped. */
  public void unlinkOwn() {
    try {
      for (Path library : usedBy(THIS_PROCESS)) {
        Files.deleteIfExists(library);
      }
    } catch (IOException e) {
      // The loader's own hook may still remove them at the exit.
    }
  }

  /**
   * Removes libraries that a killed process of this user left in the temporary directory: those
   * that no process has open or mapped, and that nobody has written to for some seconds.
   */
  public void removeAbandoned() throws IOException {
    long newest = System.currentTimeMillis() - NEW_MILLIS;
    remove(file -> Files.getLastModifiedTime(file).toMillis() < newest);
  }

  /**
   * Removes what a loader in this process that failed has left, however new it is.
   *
   * @param before what {@link #list} told before the loader began
   */
  public void removeAddedTo(Set<Path> before) throws IOException {
    remove(file -> !before.contains(file));
  }

  /** The libraries of this user that are in the temporary directory; none if there is none. */
  public Set<Path> list() throws IOException {
    Set<Path> found = new HashSet<>();
    if (!Files.isReadable(THIS_PROCESS.resolve("maps"))) {
      return found;
    }
    UserPrincipal user = Files.getOwner(THIS_PROCESS);
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(temporary(), prefix + "*" + suffix)) {
      for (Path file : files) {
        if (isOwnedBy(user, file)) {
          found.add(file.toRealPath());
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return found;
  }

  /** Which libraries may be removed. */
  @FunctionalInterface
  private interface Condition {
    boolean holds(Path library) throws IOException;
  }

  private void remove(Condition condition) throws IOException {
    Set<Path> abandoned = new HashSet<>();
    try {
      for (Path library : list()) {
        if (condition.holds(library)) {
          abandoned.add(library);
        }
      }
    } catch (NoSuchFileException e) {
      return; // Another process removes them as well; a later call does the rest.
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

  private void retainUnused(Set<Path> libraries) throws IOException {
    if (!libraries.isEmpty()) {
      try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROCESSES, "[0-9]*")) {
        processes.forEach(process -> libraries.removeAll(usedBy(process)));
      }
    }
  }

  /** Libraries of the loader that a process has mapped or open. */
  private Set<Path> usedBy(Path process) {
    Set<Path> files = new HashSet<>();
    try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(process.resolve("fd"))) {
      for (String line : Files.readAllLines(process.resolve("maps"))) {
        if (line.contains("/")) {
          addIfOfThisKind(Path.of(line.substring(line.indexOf('/'))), files);
        }
      }
      for (Path descriptor : descriptors) {
        addTarget(descriptor, files);
      }
    } catch (IOException | DirectoryIteratorException e) {
      // The process has ended, or is another user's.
    }
    return files;
  }

  private void addTarget(Path descriptor, Set<Path> files) {
    try {
      addIfOfThisKind(Files.readSymbolicLink(descriptor), files);
    } catch (IOException e) {
      // The file was closed meanwhile.
    }
  }

  private void addIfOfThisKind(Path file, Set<Path> files) {
    String name = String.valueOf(file.getFileName());
    if (name.startsWith(prefix) && name.endsWith(suffix)) {
      files.add(file);
    }
  }
}
