package dev.nestedparquet.shred.internal.codec;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Loads the native libraries of the codecs, and cleans up after the libraries' own loaders.
 *
 * <p>A loader unpacks its library into the temporary directory. Two of the three loaders remove the
 * file only at a normal exit. On Linux a mapped library needs no name, so the file is removed here
 * as soon as the library is loaded.
 */
public final class NativeCodecs {
  private static final Path MAPS = Path.of("/proc/self/maps");

  /** Beginnings of the names of unpacked libraries. */
  private static final List<String> PREFIXES = List.of("snappy-", "liblz4-java-");

  /** The largest of the libraries, in bytes, on any platform, is zstd's. */
  private static final int MOST_LIBRARY_BYTES = 2 << 20;

  private static final Set<String> LOADED = new HashSet<>();

  private NativeCodecs() {}

  /**
   * Checks that a codec's library is on the class path; the library is an optional dependency.
   *
   * @param className name of a class of the library
   * @param coordinates Maven coordinates of the library, without a version
   * @throws CodecFailure if the library isn't on the class path
   */
  public static void require(String codec, String className, String coordinates) {
    try {
      Class.forName(className, /* initialize= */ false, NativeCodecs.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new CodecFailure(
          String.format(
              Locale.ROOT,
              "compression %s needs a library that is not on the class path: add %s to the"
                  + " dependencies, or choose another compression",
              codec,
              coordinates),
          e);
    }
  }

  /**
   * Returns the result of a library's first use, which loads the library. Threads wait for each
   * other.
   *
   * @throws CodecFailure if the library can't be loaded
   */
  static synchronized <T> T loading(String codec, Supplier<T> firstUse) {
    if (LOADED.contains(codec)) {
      return firstUse.get();
    }
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    // Of the loaders, one prints its stack trace, one drops the cause, and one guesses at it.
    try {
      requireUsable(temporary);
    } catch (IOException e) {
      throw failure(codec, temporary, reason(e), e);
    }
    T result;
    try {
      result = firstUse.get();
    } catch (VirtualMachineError e) {
      throw e;
    } catch (Error | RuntimeException e) { // Snappy has an error of its own.
      throw failure(codec, temporary, reason(e), e);
    }
    LOADED.add(codec);
    removeUnpacked(temporary);
    return result;
  }

  /** Sees to it that a library can be written to a directory, and executed there. */
  private static void requireUsable(Path directory) throws IOException {
    Path probe = Files.createTempFile(directory, "codec-", ".so");
    try {
      Files.write(probe, new byte[MOST_LIBRARY_BYTES]);
      boolean mayExecute = probe.toFile().setExecutable(true);
      // On a mount with noexec, nothing is executable, whatever its mode.
      if (!mayExecute || !Files.isExecutable(probe)) {
        throw new IOException("nothing may be executed from there");
      }
    } finally {
      Files.deleteIfExists(probe);
    }
  }

  /** What went wrong, in one line. */
  private static String reason(Throwable failure) {
    Throwable root = failure; // Static initializers wrap it, some without a message.
    while (root.getCause() != null) {
      root = root.getCause();
    }
    if (root instanceof NoSuchFileException) {
      return "there is no such directory";
    }
    if (root instanceof AccessDeniedException) {
      return "no write access";
    }
    String message =
        root instanceof FileSystemException file ? file.getReason() : root.getMessage();
    return message == null || message.isBlank()
        ? root.getClass().getName()
        : message.strip().replaceAll("\\s*\\R\\s*", "; ");
  }

  private static CodecFailure failure(
      String codec, Path temporary, String reason, Throwable cause) {
    return new CodecFailure(
        String.format(
            Locale.ROOT,
            "cannot load the native library of compression %s for %s %s from the temporary"
                + " directory %s (%s); it needs 2 MB, write access and a mount without noexec:"
                + " choose another with TMPDIR=DIR, or for java itself with"
                + " -Djava.io.tmpdir=DIR, or choose another compression",
            codec,
            System.getProperty("os.name"),
            System.getProperty("os.arch"),
            temporary,
            reason),
        cause);
  }

  private static void removeUnpacked(Path temporary) {
    try {
      Path directory = temporary.toRealPath();
      for (String line : Files.readAllLines(MAPS)) {
        if (line.endsWith(".so") && line.contains("/")) {
          Path library = Path.of(line.substring(line.indexOf('/')));
          if (directory.equals(library.getParent()) && isUnpacked(library)) {
            Files.deleteIfExists(library);
          }
        }
      }
    } catch (IOException e) {
      // There is no /proc here: the loaders remove the files at the exit.
    }
  }

  private static boolean isUnpacked(Path library) {
    String name = library.getFileName().toString();
    return PREFIXES.stream().anyMatch(name::startsWith);
  }
}
