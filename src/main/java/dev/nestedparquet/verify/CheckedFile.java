package dev.nestedparquet.verify;

import dev.nestedparquet.batch.Counts;
import dev.nestedparquet.batch.RowRange;
import dev.nestedparquet.dataset.DataFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A file under check: what the manifest promises, where the row groups are, and the counts of the
 * rows compared so far.
 *
 * <p><em>Threading:</em> one thread reads the row groups. Then several threads compare ranges of
 * rows.
 */
final class CheckedFile {
  private static final int LEAST_BATCH_ROWS = 2_048;
  private static final int MOST_BATCH_ROWS = 32_768;

  final int index;
  final DataFile promised;

  private final Differences differences;

  // Set once, before rows are compared.
  private Path path;
  private long[] rowGroupEnds = {};

  // Guarded by this.
  private Counts counts = Counts.NONE;
  private final Set<String> toldPaths = new HashSet<>();

  /**
   * Begins the check of a file.
   *
   * @param index position of the file in the data set
   */
  CheckedFile(int index, DataFile promised, Differences differences) {
    this.index = index;
    this.promised = promised;
    this.differences = differences;
  }

  long promisedRows() {
    return promised.rows();
  }

  /** Path on a local disk where the file can be read. */
  Path path() {
    return path;
  }

  void setPath(Path path) {
    this.path = path;
  }

  void setRowGroupEnds(long[] ends) {
    rowGroupEnds = ends;
  }

  int rowGroups() {
    return rowGroupEnds.length;
  }

  long rowsOfGroup(int group) {
    return rowGroupEnds[group] - (group == 0 ? 0 : rowGroupEnds[group - 1]);
  }

  long rowsInFile() {
    return rowGroupEnds.length == 0 ? 0 : rowGroupEnds[rowGroupEnds.length - 1];
  }

  /**
   * Number of rows to read at a time: as many as a row group has on average, since row groups are
   * short where rows are long, but no fewer than DuckDB decodes at a time anyway.
   */
  int batchRows() {
    long average = rowsInFile() / Math.max(1, rowGroupEnds.length);
    return (int) Math.max(LEAST_BATCH_ROWS, Math.min(MOST_BATCH_ROWS, average));
  }

  /** Number of rows that can be compared. */
  long comparableRows() {
    return Math.min(promisedRows(), rowsInFile());
  }

  /** Tells whether all rows that the manifest promises are rows of the data set. */
  boolean isWithin(long rowsOfDataSet) {
    return promisedRows() <= rowsOfDataSet && promised.firstRow() <= rowsOfDataSet - promisedRows();
  }

  int rowGroup(long row) {
    int at = Arrays.binarySearch(rowGroupEnds, row + 1);
    return at >= 0 ? firstWithEnd(at) : -at - 1;
  }

  /** First of the row groups that end at the same row; all others of them are empty. */
  private int firstWithEnd(int at) {
    int first = at;
    while (first > 0 && rowGroupEnds[first - 1] == rowGroupEnds[at]) {
      first--;
    }
    return first;
  }

  /** Rows to compare, in ranges of whole row groups with at least so many rows each. */
  List<RowRange> ranges(long leastRows) {
    List<RowRange> ranges = new ArrayList<>();
    long start = 0;
    long all = comparableRows();
    for (long rowGroupEnd : rowGroupEnds) {
      long end = Math.min(all, rowGroupEnd);
      if (end - start >= leastRows || (end == all && end > start)) {
        ranges.add(new RowRange(start, end - start));
        start = end;
      }
    }
    return ranges;
  }

  /** Cuts a range of rows where row groups end. */
  List<RowRange> byRowGroup(RowRange range) {
    List<RowRange> parts = new ArrayList<>();
    long start = range.first();
    while (start < range.end()) {
      long end = Math.min(range.end(), rowGroupEnds[rowGroup(start)]);
      parts.add(new RowRange(start, end - start));
      start = end;
    }
    return parts;
  }

  /** Adds the filler's counts of rows that were compared. */
  synchronized void addCounts(Counts more) {
    counts = counts.plus(more);
  }

  /** Counts, by the filler, of the rows that were compared. */
  synchronized Counts counts() {
    return counts;
  }

  /** Reports a difference that concerns the file as a whole. */
  void differs(String path, Object expected, Object found) {
    differences.add(index, -1, () -> Difference.ofFile(promised.path(), path, expected, found));
  }

  /** Reports a difference that concerns the file as a whole, but only once for each path. */
  synchronized void differsOnce(String path, Object expected, Object found) {
    if (toldPaths.add(path)) {
      differs(path, expected, found);
    }
  }

  /** Reports a difference in a row of the file. */
  void differs(long row, String path, Supplier<String> expected, Supplier<String> found) {
    differences.add(
        index,
        row,
        () ->
            new Difference(
                promised.path(),
                rowGroup(row),
                row,
                promised.firstRow() + row,
                path,
                expected.get(),
                found.get()));
  }
}
