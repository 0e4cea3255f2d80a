package dev.nestedparquet.shred;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.parquet.format.Type;

/** Whether options that name columns can be honoured. */
final class ColumnOptions {
  private ColumnOptions() {}

  /**
   * Sees to it that each column that is named is there, once, and can be written so.
   *
   * @throws IllegalArgumentException if not; the message names the column
   */
  static void check(ShredderOptions options, List<LeafNode> leaves) {
    requireNames(options, leaves.stream().map(leaf -> leaf.path).toList());
    for (LeafNode leaf : leaves) {
      ColumnEncoding encoding = options.encodings().get(leaf.path);
      if (encoding != null && !Encoders.canHonour(leaf.type, encoding)) {
        throw new IllegalArgumentException(
            "column "
                + leaf.path
                + ": Parquet has no such encoding of "
                + leaf.type.physical()
                + "; choose plain or auto");
      }
      if (leaf.type.physical() == Type.BOOLEAN && options.bloomFilters().contains(leaf.path)) {
        throw new IllegalArgumentException(
            "column " + leaf.path + " is boolean: a Bloom filter would tell nothing");
      }
    }
  }

  private static void requireNames(ShredderOptions options, List<String> paths) {
    List<String> named = new ArrayList<>(options.encodings().keySet());
    named.addAll(options.bloomFilters());
    for (String path : named) {
      int columns = Collections.frequency(paths, path);
      if (columns == 0) {
        throw new IllegalArgumentException(
            "there is no column " + path + "; there are " + String.join(", ", paths));
      }
      if (columns > 1) { // Dots may be of a name, or between two.
        throw new IllegalArgumentException(
            String.format(
                "column %s is ambiguous: there are %d of this path, since names have dots;"
                    + " rename one, or leave the option out",
                path, columns));
      }
    }
  }
}
