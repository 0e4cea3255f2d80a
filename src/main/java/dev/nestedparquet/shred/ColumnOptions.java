package dev.nestedparquet.shred;

import dev.nestedparquet.internal.Version;
import dev.nestedparquet.shred.internal.codec.PageCodec;
import dev.nestedparquet.shred.internal.file.ColumnLayout;
import dev.nestedparquet.shred.internal.file.FileLayout;
import dev.nestedparquet.shred.internal.levels.LeafNode;
import dev.nestedparquet.shred.internal.statistics.BloomFilter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;

/** Finds the columns that options name, and checks that the options can be honoured. */
final class ColumnOptions {
  /** Most columns that a message lists: schemas can have thousands. */
  private static final int MOST_LISTED = 20;

  /**
   * Name and version of the writer. Readers look up known faults of a writer by it, and expect this
   * form.
   */
  private static final String CREATED_BY = "nested-parquet version " + Version.get();

  private ColumnOptions() {}

  /**
   * Returns the options with each column named by its whole path.
   *
   * @throws IllegalArgumentException if a name fits no column, or several
   */
  static ShredderOptions resolve(ShredderOptions options, List<LeafNode> leaves) {
    if (options.columnCompressions().isEmpty()
        && options.columnEncodings().isEmpty()
        && options.bloomFilters().isEmpty()) {
      return options;
    }
    Set<String> bloomFilters = new LinkedHashSet<>();
    new TreeSet<>(options.bloomFilters()).forEach(name -> bloomFilters.add(path(name, leaves)));
    return options.toBuilder()
        .columnCompressions(
            byPath("compressions", options.columnCompressions(), Compression::toString, leaves))
        .columnEncodings(
            byPath("encodings", options.columnEncodings(), ColumnEncoding::text, leaves))
        .bloomFilters(bloomFilters)
        .build();
  }

  /**
   * Returns the values by the whole paths of their columns.
   *
   * @param what name of the option, for a message
   */
  private static <T> Map<String, T> byPath(
      String what, Map<String, T> byName, Function<T, String> text, List<LeafNode> leaves) {
    Map<String, String> names = new LinkedHashMap<>();
    Map<String, T> byPath = new LinkedHashMap<>();
    new TreeMap<>(byName)
        .forEach(
            (name, value) -> {
              String path = path(name, leaves);
              T other = byPath.put(path, value);
              String otherName = names.put(path, name);
              if (other != null && !other.equals(value)) {
                throw new IllegalArgumentException(
                    String.format(
                        Locale.ROOT,
                        "column %s has two %s, %s as %s and %s as %s; leave one out",
                        path,
                        what,
                        text.apply(other),
                        otherName,
                        text.apply(value),
                        name));
              }
            });
    return byPath;
  }

  /**
   * Resolves the options for each column.
   *
   * @throws IllegalArgumentException as {@link #resolve} does
   */
  static FileLayout layout(ShredderOptions named, List<LeafNode> leaves) {
    ShredderOptions options = resolve(named, leaves);
    Map<Compression, Supplier<PageCodec>> codecs = new HashMap<>();
    List<ColumnLayout> columns = new ArrayList<>();
    for (LeafNode leaf : leaves) {
      columns.add(
          new ColumnLayout(
              options.columnEncodings().getOrDefault(leaf.path, options.encoding()).rule(),
              codecs.computeIfAbsent(
                  options.columnCompressions().getOrDefault(leaf.path, options.compression()),
                  compression -> compression::newCodec),
              options.pageBytes(),
              options.pageRows(),
              options.dictionaryBytes(),
              options.statistics(),
              options.pageIndex(),
              options.bloomFilters().contains(leaf.path)
                  ? OptionalDouble.of(options.bloomFilterFpp())
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

  /**
   * Checks that each column which an option names can have that option.
   *
   * @param options options that name columns by their whole paths
   * @throws IllegalArgumentException if a column can't; the message names it
   */
  static void check(ShredderOptions options, List<LeafNode> leaves) {
    for (LeafNode leaf : leaves) {
      ColumnEncoding encoding = options.columnEncodings().get(leaf.path);
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

  /**
   * The whole path of the column that a name means. The name is that path, or else a short form of
   * it.
   */
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
    if (columns > 1) { // A dot may be part of a name, or stand between two names.
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

  /**
   * Whether a name is the end of the leaf's path, without the groups that Parquet adds for lists
   * and maps.
   */
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
