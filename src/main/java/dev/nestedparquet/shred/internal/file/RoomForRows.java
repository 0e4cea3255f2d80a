package dev.nestedparquet.shred.internal.file;

import dev.nestedparquet.shred.internal.levels.Levels;
import dev.nestedparquet.shred.internal.memory.SegmentPool;
import java.util.List;
import java.util.Locale;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.OutOfMemoryException;

/**
 * Tells how many rows of the batch there is memory for: what they need at most, by {@link
 * MemoryNeed}, is compared with the allocator's headroom before they are appended.
 *
 * <p><em>Ownership:</em> borrows everything. <em>Threading:</em> one thread.
 */
final class RoomForRows {
  /**
   * A row group ends early rather than take less than 1/16 of a batch's remaining rows at a time.
   */
  private static final int FEWEST_PART = 16;

  /** Rows at a time that never end a row group early: so many are worth a call for each column. */
  private static final int ENOUGH_ROWS = 256;

  private final List<ColumnChunkWriter> columns;
  private final PageWriter pageWriter;
  private final SegmentPool segments;
  private final Levels levels;
  private final BufferAllocator allocator;

  /** Upper bound, in bytes, on what the rows need that {@link #endOf} was asked for last. */
  private long nextBytes;

  // The rows that were appended last: their indices in the batch, what they need, and what there
  // was.
  private int first;
  private int end;
  private long neededBytes;
  private long roomBytes;

  RoomForRows(
      List<ColumnChunkWriter> columns,
      PageWriter pageWriter,
      SegmentPool segments,
      Levels levels,
      BufferAllocator allocator) {
    this.columns = columns;
    this.pageWriter = pageWriter;
    this.segments = segments;
    this.levels = levels;
    this.allocator = allocator;
  }

  /** The end of the rows that there is memory for; one row at least, whether or not it fits. */
  int endOf(int firstRow, int endRow) {
    int last = largestWithinMemory(firstRow, endRow);
    return last < endRow && chooseEncodings(firstRow)
        ? largestWithinMemory(firstRow, endRow)
        : last;
  }

  /** Whether so many rows fit, and are enough of all to go on with the row group. */
  boolean isDecent(int rows, int all) {
    return nextBytes <= allocator.getHeadroom()
        && (rows >= ENOUGH_ROWS || (long) rows * FEWEST_PART >= all);
  }

  /** Has undecided columns choose an encoding: until then, there must be memory for any of them. */
  private boolean chooseEncodings(int row) {
    if (bytes(row, row) > allocator.getHeadroom()) {
      return false;
    }
    boolean some = false;
    for (ColumnChunkWriter column : columns) {
      some |= column.chooseEncoding();
    }
    return some;
  }

  private int largestWithinMemory(int firstRow, int endRow) {
    int last = endRow;
    nextBytes = bytes(firstRow, last);
    while (last - firstRow > 1 && nextBytes > allocator.getHeadroom()) {
      last = firstRow + (last - firstRow) / 2;
      nextBytes = bytes(firstRow, last);
    }
    return last;
  }

  private long bytes(int firstRow, int endRow) {
    MemoryNeed need = new MemoryNeed(pageWriter, segments, levels);
    for (ColumnChunkWriter column : columns) {
      column.addNeed(firstRow, endRow, need);
    }
    return need.bytes();
  }

  /** Notes that the rows are appended which {@link #endOf} was asked for last. */
  void startAppending(int firstRow, int endRow) {
    first = firstRow;
    end = endRow;
    neededBytes = nextBytes;
    roomBytes = allocator.getHeadroom();
  }

  /** Says by how much the rows that were appended last exceed the memory. */
  OutOfMemoryException exceeded(OutOfMemoryException cause) {
    return new OutOfMemoryException(
        String.format(
            Locale.ROOT,
            "allocator %s: it has room for %,d bytes, and rows %,d to %,d of the batch may take"
                + " %,d; raise its limit of %,d bytes",
            allocator.getName(),
            roomBytes,
            first,
            end - 1,
            neededBytes,
            allocator.getLimit()),
        cause);
  }
}
