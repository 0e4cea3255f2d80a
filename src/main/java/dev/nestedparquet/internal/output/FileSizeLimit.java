package dev.nestedparquet.internal.output;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Explains failures by the limit on the size of this process's files, which shells set with {@code
 * ulimit -f}.
 */
final class FileSizeLimit {
  private static final Path LIMITS = Path.of("/proc/self/limits");
  private static final Pattern LIMIT = Pattern.compile("Max file size +(\\d+) .*");

  private FileSizeLimit() {}

  /**
   * Names the limit if it is the reason why a file can't grow; else gives the system's own reason.
   */
  static String explain(IOException failure) {
    String reason = String.valueOf(failure.getMessage());
    if (!reason.contains("File too large")) {
      return reason;
    }
    try {
      for (String line : Files.readAllLines(LIMITS)) {
        Matcher limit = LIMIT.matcher(line);
        if (limit.matches()) {
          return String.format(
              Locale.ROOT,
              "files of this process may have %,d bytes at most (ulimit -f); raise the limit, or"
                  + " make more and smaller files",
              Long.parseLong(limit.group(1)));
        }
      }
    } catch (IOException e) {
      // No /proc here.
    }
    return reason + ": the file system, or a limit of this process (ulimit -f), allows no more";
  }
}
