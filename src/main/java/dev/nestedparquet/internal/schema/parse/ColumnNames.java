package dev.nestedparquet.internal.schema.parse;

import dev.nestedparquet.internal.schema.read.LikelyWord;
import dev.nestedparquet.internal.schema.read.Located;
import dev.nestedparquet.internal.schema.read.Quoted;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds columns by their paths, or by ends of them that no other column has. */
final class ColumnNames {
  private final List<LayoutReader.Column> columns;

  /** By the last name, which stands at the end of all that mean a column. */
  private final Map<String, List<LayoutReader.Column>> byEnd = new HashMap<>();

  ColumnNames(List<LayoutReader.Column> columns) {
    this.columns = columns;
    for (LayoutReader.Column column : columns) {
      byEnd.computeIfAbsent(end(column.path()), none -> new ArrayList<>()).add(column);
      if (!end(column.shortPath()).equals(end(column.path()))) {
        byEnd.computeIfAbsent(end(column.shortPath()), none -> new ArrayList<>()).add(column);
      }
    }
  }

  private static String end(String path) {
    return path.substring(path.lastIndexOf('.') + 1);
  }

  /** The path of the column that a name means; null with a problem if it isn't one. */
  String path(Located at, String name) {
    List<String> whole = new ArrayList<>();
    List<String> ends = new ArrayList<>();
    for (LayoutReader.Column column : byEnd.getOrDefault(end(name), List.of())) {
      if (column.path().equals(name)) {
        whole.add(column.path());
      } else if (column.shortPath().equals(name) || column.shortPath().endsWith("." + name)) {
        ends.add(column.path());
      }
    }
    List<String> found = whole.isEmpty() ? ends : whole;
    if (found.isEmpty()) {
      List<String> paths = columns.stream().limit(5_000).map(LayoutReader.Column::path).toList();
      at.problemOf(
          name,
          "there is no such column"
              + LikelyWord.hint(name, paths)
              + "; the columns are "
              + Quoted.some(paths));
      return null;
    } else if (found.size() > 1) {
      at.problemOf(
          name,
          "could be "
              + Quoted.shortened(found.get(0))
              + " or "
              + Quoted.shortened(found.get(1))
              + "; name one in full");
      return null;
    }
    return found.get(0);
  }
}
