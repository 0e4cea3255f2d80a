package dev.nestedparquet.shred;

import dev.nestedparquet.Version;
import dev.nestedparquet.shred.internal.file.ColumnLayout;
import dev.nestedparquet.shred.internal.file.FileLayout;
import dev.nestedparquet.shred.internal.levels.LeafNode;
import dev.nestedparquet.shred.internal.statistics.BloomFilter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which columns options mean, and whether they can be honoured. */
final class ColumnOptions {
  /** A message lists so many columns at most: schemas have thousands. */
  private static final int MOST_LISTED = 20;

  /** Readers look for known faults of a writer by this, and expect this form. */
  private static final String CREATED_BY = "nested-parquet version " + Version.get();

  private ColumnOptions() {}

  /**
   * The same options with each column named by its whole path.
   *
   * @throws IllegalArgumentException if a name is of no column, or of several
   */
  static ShredderOptions resolve(ShredderOptions options, List<LeafNode> leaves) {
    if (options.encodings().isEmpty() && options.bloomFilters().isEmpty()) {
      return options;
    }
    Map<String, String> names = new LinkedHashMap<>();
    Map<String, ColumnEncoding> encodings = new LinkedHashMap<>();
    new TreeMap<>(options.encodings())
        .forEach(
            (name, encoding) -> {
              String path = path(name, leaves);
              ColumnEncoding other = encodings.put(path, encoding);
              String otherName = names.put(path, name);
              if (other != null && other != encoding) {
                throw new IllegalArgumentException(
                    String.format(
                        Locale.ROOT,
                        "column %s has two encodings, %s as %s and %s as %s; leave one out",
                        path,
                        lower(other),
                        otherName,
                        lower(encoding),
                        name));
              }
            });
    Set<String> bloomFilters = new LinkedHashSet<>();
    new TreeSet<>(options.bloomFilters()).forEach(name -> bloomFilters.add(path(name, leaves)));
    return options.toBuilder().encodings(encodings).bloomFilters(bloomFilters).build();
  }

  /**
   * What the options mean for each column.
   *
   * @throws IllegalArgumentException as {@link #resolve} does
   */
  static FileLayout layout(ShredderOptions named, List<LeafNode> leaves) {
    ShredderOptions options = resolve(named, leaves);
    List<ColumnLayout> columns = new ArrayList<>();
    for (LeafNode leaf : leaves) {
      columns.add(
          new ColumnLayout(
              options.encodingOf(leaf.path).rule(),
              options.pageBytes(),
              ShredderOptions.PAGE_ROWS,
              ShredderOptions.DICTIONARY_BYTES,
              options.statistics(),
              options.pageIndex(),
              options.bloomFilters().contains(leaf.path)
                  ? OptionalDouble.of(ShredderOptions.FALSE_POSITIVES)
                  : OptionalDouble.empty()));
    }
    return new FileLayout(
        columns,
        options.pageVersion(),
        options.rowGroupRows(),
        options.rowGroupBytes(),
        options.arrowSchema(),
        options.metadata(),
        CREATED_BY);
  }

  private static String lower(ColumnEncoding encoding) {
    return encoding.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Sees to it that each column that is named can be written so.
   *
   * @param options that name columns by their whole paths
   * @throws IllegalArgumentException if not; the message names the column
   */
  static void check(ShredderOptions options, List<LeafNode> leaves) {
    for (LeafNode leaf : leaves) {
      ColumnEncoding encoding = options.encodings().get(leaf.path);
      if (encoding != null && !encoding.rule().suits(leaf.type)) {
        throw new IllegalArgumentException(
            "column "
                + leaf.path
                + ": Parquet has no such encoding of "
                + leaf.type.physical()
                + "; choose plain or auto");
      }
      String obstacle = BloomFilter.obstacle(leaf.type);
      if (obstacle != null && options.bloomFilters().contains(leaf.path)) {
        throw new IllegalArgumentException("column " + leaf.path + " " + obstacle);
      }
    }
  }

  /** The whole path of the column that a name means: its path, or else what is short for one. */
  private static String path(String name, List<LeafNode> leaves) {
    List<String> paths = leaves.stream().map(leaf -> leaf.path).toList();
    List<String> meant =
        paths.contains(name)
            ? List.of(name)
            : leaves.stream()
                .filter(leaf -> isShortFor(name, leaf))
                .map(leaf -> leaf.path)
                .distinct()
                .toList();
    if (meant.isEmpty()) {
      throw new IllegalArgumentException(
          "there is no column " + name + "; there are " + list(paths));
    }
    if (meant.size() > 1) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "column %s is ambiguous: it can be %s; name the one that is meant by its whole path",
              name,
              list(meant)));
    }
    String path = meant.get(0);
    int columns = Collections.frequency(paths, path);
    if (columns > 1) { // Dots may be of a name, or between two.
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "column %s is ambiguous: there are %d of this path, since names have dots;"
                  + " rename one, or leave the option out",
              path,
              columns));
    }
    return path;
  }

  /** Whether a name is the end of a path that doesn't count what Parquet puts into it. */
  private static boolean isShortFor(String name, LeafNode leaf) {
    List<String> names = leaf.shortNames();
    for (int first = 0; first < names.size(); first++) {
      if (String.join(".", names.subList(first, names.size())).equals(name)) {
        return true;
      }
    }
    return false;
  }

  private static String list(List<String> paths) {
    String text = String.join(", ", paths.subList(0, Math.min(MOST_LISTED, paths.size())));
    int more = paths.size() - MOST_LISTED;
    return more <= 0 ? text : String.format(Locale.ROOT, "%s and %,d more", text, more);
  }
}
