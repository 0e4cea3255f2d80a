package dev.nestedparquet.shred.internal.file;

import java.util.List;

/**
 * Tells how full the current row group is, and how many rows it takes before that has to be looked
 * at again. What rows will take in the file can't be known before they are encoded and compressed.
 * So rows are taken to shrink as much as the rows before them did.
 */
public final class RowGroupSizer {
  /** A row group comes as close to its size as this part of it, or a row. */
  private static final int PRECISION = 64;

  private final long mostRows;
  private final long mostBytes;
  private final List<ColumnChunkWriter> columns;
  private long rows;

  /** Bytes of the rows so far, before they were encoded. */
  private long rawBytes;

  /** Bytes in the file per byte of rows before encoding, when that was last looked at. */
  private double shrinkage = 1;

  public RowGroupSizer(FileLayout layout, List<ColumnChunkWriter> columns) {
    mostRows = layout.rowGroupRows();
    mostBytes = layout.rowGroupBytes();
    this.columns = columns;
  }

  public long rows() {
    return rows;
  }

  public boolean isFull() {
    return rows == mostRows || bufferedBytes() >= mostBytes;
  }

  /** The end of the rows that the row group takes next: at least one, and not above {@code end}. */
  public int sliceEnd(int first, int end) {
    int most = (int) Math.min(end, first + mostRows - rows);
    long buffered = bufferedBytes();
    if (rawBytes > mostBytes / PRECISION) { // Fewer bytes tell nothing.
      shrinkage = (double) Math.max(1, buffered) / rawBytes;
    }
    double room = Math.max(mostBytes - buffered, mostBytes / PRECISION) / shrinkage;
    if (rawBytes(first, most) <= mostBytes - buffered || rawBytes(first, most) <= room) {
      return most;
    }
    int fits = first + 1;
    int tooMany = most;
    while (tooMany - fits > 1) {
      int middle = (fits + tooMany) >>> 1;
      if (rawBytes(first, middle) <= room) {
        fits = middle;
      } else {
        tooMany = middle;
      }
    }
    return fits;
  }

  /** Counts rows that have been appended to all columns. */
  public void add(int first, int end) {
    rows += end - first;
    rawBytes += rawBytes(first, end);
  }

  private long rawBytes(int first, int end) {
    long bytes = 0;
    for (ColumnChunkWriter column : columns) {
      bytes += column.rawBytes(first, end);
    }
    return bytes;
  }

  private long bufferedBytes() {
    long bytes = 0;
    for (ColumnChunkWriter column : columns) {
      bytes += column.bufferedBytes();
    }
    return bytes;
  }

  /** Begins the next row group. */
  public void clear() {
    rows = 0;
    rawBytes = 0;
  }
}
