package dev.nestedparquet.shred;

import dev.nestedparquet.shred.ReferenceLevels.Entry;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Compares, level by level and value by value, files of the shredder with those that another writer
 * made of the same batches: {@code DIRECTORY WRITER} has {@code 000.parquet} and {@code
 * 000.WRITER.parquet}, and so on. Exit code: 0 all alike, 3 one differs.
 */
final class CompareLevels {
  private CompareLevels() {}

  public static void main(String[] args) throws IOException {
    Path directory = Path.of(args[0]);
    String suffix = "." + args[1] + ".parquet";
    int pairs = 0;
    int differences = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + suffix)) {
      for (Path theirs : files) {
        String name = theirs.getFileName().toString().replace(suffix, ".parquet");
        pairs++;
        differences +=
            compare(name, FileLevels.read(directory.resolve(name)), FileLevels.read(theirs));
      }
    }
    System.out.printf("parquet-java: %,d pairs of files, %,d differences%n", pairs, differences);
    System.exit(pairs > 0 && differences == 0 ? 0 : 3);
  }

  /** Prints the first difference of each column. */
  private static int compare(String name, List<List<Entry>> ours, List<List<Entry>> theirs) {
    if (ours.size() != theirs.size()) {
      System.out.printf("%s: %,d columns, theirs has %,d%n", name, ours.size(), theirs.size());
      return 1;
    }
    int differences = 0;
    for (int column = 0; column < ours.size(); column++) {
      List<Entry> left = ours.get(column);
      List<Entry> right = theirs.get(column);
      if (!left.equals(right)) {
        int i = 0;
        while (i < Math.min(left.size(), right.size()) && left.get(i).equals(right.get(i))) {
          i++;
        }
        System.out.printf(
            "%s: column %d, entry %,d: %s, theirs %s%n",
            name, column, i, entry(left, i), entry(right, i));
        differences++;
      }
    }
    return differences;
  }

  private static String entry(List<Entry> entries, int i) {
    return i < entries.size() ? entries.get(i).toString() : "has ended";
  }
}
