package dev.nestedparquet.shred.internal.file;

import dev.nestedparquet.shred.internal.statistics.MinMax;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.BoundaryOrder;
import org.apache.parquet.format.ColumnIndex;
import org.apache.parquet.format.OffsetIndex;
import org.apache.parquet.format.PageLocation;

/**
 * Gathers the column index and the offset index of a chunk, page by page (PageIndex.md of the
 * format).
 */
public final class PageIndex {
  private static final byte[] NO_BOUND = {};

  private final MinMax order;
  private final List<Boolean> nullPages = new ArrayList<>();
  private final List<byte[]> mins = new ArrayList<>();
  private final List<byte[]> maxs = new ArrayList<>();
  private final List<Long> nullCounts = new ArrayList<>();
  private final List<PageLocation> locations = new ArrayList<>();
  private boolean boundsKnown = true;

  /**
   * An index without pages.
   *
   * @param order compares bounds; its own values are not looked at
   */
  PageIndex(MinMax order) {
    this.order = order;
  }

  /**
   * Adds a page.
   *
   * @param minMax smallest and largest value of the page
   * @param values number of values that are not null
   * @param nulls number of slots without a value
   * @param offset offset of the page's header from the chunk's first data page
   * @param bytes bytes of the page in the file, header included
   * @param firstRow index of the page's first row in the row group
   */
  void add(MinMax minMax, int values, long nulls, long offset, int bytes, long firstRow) {
    nullPages.add(values == 0);
    nullCounts.add(nulls);
    locations.add(new PageLocation(offset, bytes, firstRow));
    if (values == 0) {
      mins.add(NO_BOUND);
      maxs.add(NO_BOUND);
      return;
    }
    boundsKnown &= minMax.isKnown();
    if (boundsKnown) {
      mins.add(minMax.min().bytes());
      maxs.add(minMax.max().bytes());
    }
  }

  /**
   * Makes the column index, with the bounds of each page.
   *
   * @return null if a page with values has no bounds, as with a NaN
   */
  ColumnIndex columnIndex() {
    if (!boundsKnown) {
      return null;
    }
    ColumnIndex index =
        new ColumnIndex(
            List.copyOf(nullPages),
            mins.stream().map(ByteBuffer::wrap).toList(),
            maxs.stream().map(ByteBuffer::wrap).toList(),
            boundaryOrder());
    index.setNull_counts(List.copyOf(nullCounts));
    return index;
  }

  private BoundaryOrder boundaryOrder() {
    if (isOrdered(1)) {
      return BoundaryOrder.ASCENDING;
    }
    return isOrdered(-1) ? BoundaryOrder.DESCENDING : BoundaryOrder.UNORDERED;
  }

  private boolean isOrdered(int sign) {
    int last = -1;
    for (int page = 0; page < mins.size(); page++) {
      if (nullPages.get(page)) {
        continue;
      }
      if (last >= 0
          && (sign * order.compare(mins.get(last), mins.get(page)) > 0
              || sign * order.compare(maxs.get(last), maxs.get(page)) > 0)) {
        return false;
      }
      last = page;
    }
    return true;
  }

  /**
   * Makes the offset index.
   *
   * @param firstPage offset in the file of the chunk's first data page
   */
  OffsetIndex offsetIndex(long firstPage) {
    List<PageLocation> inFile = new ArrayList<>();
    for (PageLocation location : locations) {
      inFile.add(
          new PageLocation(
              firstPage + location.getOffset(),
              location.getCompressed_page_size(),
              location.getFirst_row_index()));
    }
    return new OffsetIndex(inFile);
  }

  void clear() {
    nullPages.clear();
    mins.clear();
    maxs.clear();
    nullCounts.clear();
    locations.clear();
    boundsKnown = true;
  }
}
