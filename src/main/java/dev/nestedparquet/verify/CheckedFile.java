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
 * A file under check: what the manifest promises of it, how it is laid out, and what has been seen
 * of it so far.
 *
 * <p><em>Threading:</em> one thread reads the layout; then several compare ranges of rows.
 */
final class CheckedFile {
  private static final int LEAST_BATCH_ROWS = 2_048;
  private static final int MOST_BATCH_ROWS = 32_768;

  final int index;
  final DataFile promised;

  private final Differences differences;

  // Written once, before rows are compared.
  private Path path;
  private long[] rowGroupEnds = {};

  // Guarded by this.
  private Counts counts = Counts.NONE;
  private final Set<String> toldPaths = new HashSet<>();

  /**
   * A file.
   *
   * @param index its position in the data set
   */
  CheckedFile(int index, DataFile promised, Differences differences) {
    this.index = index;
    this.promised = promised;
    this.differences = differences;
  }

  long promisedRows() {
    return promised.counts().get(Counts.ROWS);
  }

  /** Where the file can be read. */
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
   * Rows to read at a time: as many as a row group has on average, since where rows are long, row
   * groups are short; but no fewer than DuckDB decodes at a time anyway.
   */
  int batchRows() {
    long average = rowsInFile() / Math.max(1, rowGroupEnds.length);
    return (int) Math.max(LEAST_BATCH_ROWS, Math.min(MOST_BATCH_ROWS, average));
  }

  /** Rows that can be compared. */
  long comparableRows() {
    return Math.min(promisedRows(), rowsInFile());
  }

  /** Whether all rows that the manifest promises are rows of the data set. */
  boolean isWithin(long rowsOfDataSet) {
    return promisedRows() <= rowsOfDataSet && promised.firstRow() <= rowsOfDataSet - promisedRows();
  }

  int rowGroup(long row) {
    int at = Arrays.binarySearch(rowGroupEnds, row + 1);
    return at >= 0 ? firstWithEnd(at) : -at - 1;
  }

  /** Of row groups with the same end, all but the first are empty. */
  private int firstWithEnd(int at) {
    int first = at;
    while (first > 0 && rowGroupEnds[first - 1] == rowGroupEnds[at]) {
      first--;
    }
    return first;
  }

  /** The rows to compare, in ranges of whole row groups with so many rows at least. */
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

  /** Adds the truth about rows that were compared. */
  synchronized void addCounts(Counts more) {
    counts = counts.plus(more);
  }

  /** The truth about the rows that were compared. */
  synchronized Counts counts() {
    return counts;
  }

  /** Tells of a difference that concerns the file as a whole. */
  void differs(String path, Object expected, Object found) {
    differences.add(index, -1, () -> Difference.ofFile(promised.path(), path, expected, found));
  }

  /** Likewise, but only once for each path. */
  synchronized void differsOnce(String path, Object expected, Object found) {
    if (toldPaths.add(path)) {
      differs(path, expected, found);
    }
  }

  /** Tells of a difference in a row of the file. */
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
