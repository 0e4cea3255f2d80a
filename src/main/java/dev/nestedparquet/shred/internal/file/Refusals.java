package dev.nestedparquet.shred.internal.file;

import dev.nestedparquet.shred.internal.encode.PageTooLargeException;
import java.util.Locale;

/** Says of a column which rows are refused, and why. */
record Refusals(String path) {
  /**
   * Refuses a row of the batch.
   *
   * @param row index of the row in the batch
   * @param rowsBeforeBatch rows of the file before the batch
   */
  IllegalArgumentException ofRow(
      int row, long rowsBeforeBatch, String reason, RuntimeException cause) {
    return new IllegalArgumentException(
        String.format(
            Locale.ROOT,
            "column %s, row %,d of the batch (%,d of the file, both from 0): %s",
            path,
            row,
            rowsBeforeBatch + row,
            reason),
        cause);
  }

  /** Refuses rows of the file whose page is too large. */
  IllegalArgumentException tooLarge(long firstRow, long endRow, PageTooLargeException cause) {
    return new IllegalArgumentException(place(firstRow, endRow) + ": " + cause.getMessage(), cause);
  }

  /** Names rows of the file, from the first up to the end. */
  String place(long firstRow, long endRow) {
    return String.format(
        Locale.ROOT,
        "column %s, row %,d of the file (from 0)%s",
        path,
        firstRow,
        endRow - firstRow > 1 ? " to " + (endRow - 1) : "");
  }
}
