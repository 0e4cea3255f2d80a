package dev.nestedparquet.shred;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.xerial.snappy.SnappyError;

/**
 * Loads the native libraries of the codecs, and cleans up after their loaders.
 *
 * <p>They unpack a library into the temporary directory. Two of the three remove it at a normal
 * exit only; on Linux a mapped library needs no name, so the name is removed once it is loaded.
 */
final class NativeCodecs {
  private static final Path MAPS = Path.of("/proc/self/maps");

  /** How the names of unpacked libraries begin. */
  private static final List<String> PREFIXES = List.of("snappy-", "liblz4-java-");

  private static final Set<String> LOADED = new HashSet<>();

  private NativeCodecs() {}

  /**
   * What a library's first use gives, which loads it; threads wait for each other.
   *
   * @throws CodecException if it can't be loaded
   */
  static synchronized <T> T loading(String codec, Supplier<T> firstUse) {
    T result;
    try {
      result = firstUse.get();
    } catch (LinkageError | SnappyError | RuntimeException e) {
      throw new CodecException(
          String.format(
              "cannot load the native library of compression %s for %s %s, from the temporary"
                  + " directory %s (%s); it needs 1 MB, write access and a mount without noexec:"
                  + " choose another with JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=DIR, or another"
                  + " compression",
              codec,
              System.getProperty("os.name"),
              System.getProperty("os.arch"),
              System.getProperty("java.io.tmpdir"),
              e),
          e);
    }
    if (LOADED.add(codec)) {
      removeUnpacked();
    }
    return result;
  }

  private static void removeUnpacked() {
    try {
      Path temporary = Path.of(System.getProperty("java.io.tmpdir")).toRealPath();
      for (String line : Files.readAllLines(MAPS)) {
        if (line.endsWith(".so") && line.contains("/")) {
          Path library = Path.of(line.substring(line.indexOf('/')));
          if (temporary.equals(library.getParent()) && isUnpacked(library)) {
            Files.deleteIfExists(library);
          }
        }
      }
    } catch (IOException e) {
      // No /proc here: the loaders remove them at the exit.
    }
  }

  private static boolean isUnpacked(Path library) {
    String name = library.getFileName().toString();
    return PREFIXES.stream().anyMatch(name::startsWith);
  }
}
