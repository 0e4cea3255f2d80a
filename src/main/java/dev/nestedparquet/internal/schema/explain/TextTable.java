package dev.nestedparquet.internal.schema.explain;

import java.util.ArrayList;
import java.util.List;

/** Lines of cells, each column as wide as its widest cell. */
final class TextTable {
  private final List<String[]> lines = new ArrayList<>();
  private final List<Integer> right;

  /**
   * Makes a table of a line of titles.
   *
   * @param right columns whose cells stand to the right
   */
  TextTable(List<String> titles, List<Integer> right) {
    this.right = right;
    add(titles.toArray(String[]::new));
  }

  void add(String... cells) {
    lines.add(cells);
  }

  /** Adds a line whose cells will be set, and returns its number. */
  int reserve() {
    lines.add(null);
    return lines.size() - 1;
  }

  void set(int line, String... cells) {
    lines.set(line, cells);
  }

  List<String> lines() {
    int[] widths = new int[lines.get(0).length];
    for (String[] cells : lines) {
      for (int i = 0; i < cells.length; i++) {
        widths[i] = Math.max(widths[i], cells[i].length());
      }
    }
    return lines.stream().map(cells -> line(cells, widths)).toList();
  }

  private String line(String[] cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.length; i++) {
      String space = " ".repeat(widths[i] - cells[i].length());
      line.append(right.contains(i) ? space + cells[i] : cells[i] + space).append("  ");
    }
    return line.toString().stripTrailing();
  }
}
