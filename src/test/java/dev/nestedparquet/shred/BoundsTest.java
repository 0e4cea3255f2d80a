package dev.nestedparquet.shred;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nestedparquet.shred.fixtures.FileLevels;
import dev.nestedparquet.shred.fixtures.RandomBatches;
import dev.nestedparquet.shred.fixtures.RandomCase;
import dev.nestedparquet.shred.fixtures.RawFooter;
import dev.nestedparquet.shred.fixtures.ReferenceLevels.Entry;
import dev.nestedparquet.shred.fixtures.ShreddedFile;
import dev.nestedparquet.shred.fixtures.ValueOrder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.format.BoundaryOrder;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnIndex;
import org.apache.parquet.format.OffsetIndex;
import org.apache.parquet.format.PageLocation;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Statistics;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.schema.PrimitiveType;

/** Statistics and page indexes of random batches tell the truth about the values that are there. */
final class BoundsTest {
  @Provide
  Arbitrary<RandomCase> cases() {
    return Combinators.combine(
            Arbitraries.longs(),
            Arbitraries.integers().between(1, 5),
            Arbitraries.integers().between(0, 3),
            Arbitraries.integers().between(1, 3),
            Arbitraries.integers().between(1, 200))
        .as(RandomCase::new);
  }

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
  void boundsHoldForRowGroupsAndPages(@ForAll("cases") RandomCase random) throws IOException {
    Path file = Files.createTempFile("bounds", ".parquet");
    try (BufferAllocator allocator = new RootAllocator();
        RandomBatches batches = random.open(/* hidesNulls= */ true, allocator)) {
      write(batches, file, allocator);
      RawFooter footer = new RawFooter(file);
      try (ParquetFileReader reader = FileLevels.open(file)) {
        List<PrimitiveType> types = new ArrayList<>();
        reader
            .getFileMetaData()
            .getSchema()
            .getColumns()
            .forEach(column -> types.add(column.getPrimitiveType()));
        List<List<List<Entry>>> groups = new ArrayList<>();
        for (PageReadStore pages; (pages = reader.readNextRowGroup()) != null; ) {
          groups.add(FileLevels.read(pages, reader));
        }
        List<RowGroup> rowGroups = rowGroups(footer);
        for (int i = 0; i < types.size(); i++) {
          int column = i;
          ValueOrder order = new ValueOrder(types.get(i));
          // One chunk without bounds has those of its column left out in the others.
          boolean hasBounds =
              groups.stream().allMatch(group -> haveBounds(group.get(column), order));
          for (int group = 0; group < groups.size(); group++) {
            ColumnChunk chunk = rowGroups.get(group).getColumns().get(i);
            check(groups.get(group).get(i), order, hasBounds, chunk, footer);
          }
        }
      }
    } finally {
      Files.delete(file);
    }
  }

  private static List<RowGroup> rowGroups(RawFooter footer) throws IOException {
    List<RowGroup> groups = footer.metadata().getRow_groups();
    for (RowGroup group : groups) {
      long bytes = 0;
      for (ColumnChunk chunk : group.getColumns()) {
        bytes += chunk.getMeta_data().getTotal_compressed_size();
      }
      assertThat(group.getTotal_compressed_size()).isEqualTo(bytes);
    }
    return groups;
  }

  private static void write(RandomBatches batches, Path file, BufferAllocator allocator)
      throws IOException {
    ShredderOptions options =
        ShredderOptions.builder()
            .compression(Compression.SNAPPY)
            .rowGroupRows(150)
            .rowGroupBytes(1 << 20)
            .pageBytes(200)
            .bloomFilters(filtered(batches.schema().getFields().get(0)))
            .arrowSchema(false)
            .build();
    ShreddedFile.write(
        file,
        batches.schema(),
        batches.dictionaries(),
        allocator,
        options,
        shredder -> {
          while (batches.loadNext()) {
            shredder.write(batches.root());
          }
        });
  }

  /** A Bloom filter, where there can be one: it is in the row group, but not of its bytes. */
  private static Set<String> filtered(Field column) {
    boolean canBe =
        column.getChildren().isEmpty()
            && column.getDictionary() == null
            && switch (column.getType().getTypeID()) {
              case Utf8, LargeUtf8, Int, Decimal, Date, Time, Timestamp -> true;
              default -> false;
            };
    return canBe ? Set.of(column.getName()) : Set.of();
  }

  private static boolean haveBounds(List<Entry> entries, ValueOrder order) {
    return nulls(entries) == entries.size() || Range.of(entries, order).isKnown();
  }

  private static void check(
      List<Entry> entries, ValueOrder order, boolean hasBounds, ColumnChunk chunk, RawFooter footer)
      throws IOException {
    String column = String.join(".", chunk.getMeta_data().getPath_in_schema());
    Statistics statistics = chunk.getMeta_data().getStatistics();
    assertThat(statistics.getNull_count()).as(column).isEqualTo(nulls(entries));
    Range range = hasBounds ? Range.of(entries, order) : new Range(null, null, order);
    range.assertMin(
        column,
        statistics.isSetMin_value() ? statistics.bufferForMin_value() : null,
        statistics.isIs_min_value_exact());
    range.assertMax(
        column,
        statistics.isSetMax_value() ? statistics.bufferForMax_value() : null,
        statistics.isIs_max_value_exact());
    OffsetIndex offsets = footer.offsetIndex(chunk);
    List<List<Entry>> pages = pages(entries, offsets.getPage_locations());
    ColumnIndex index = footer.columnIndex(chunk);
    if (index == null) {
      assertThat(pages).as(column).anyMatch(page -> !Range.of(page, order).isKnown());
      return;
    }
    for (int i = 0; i < pages.size(); i++) {
      String page = column + ", page " + i;
      assertThat(index.getNull_counts().get(i)).as(page).isEqualTo(nulls(pages.get(i)));
      boolean isNull = nulls(pages.get(i)) == pages.get(i).size();
      assertThat(index.getNull_pages().get(i)).as(page).isEqualTo(isNull);
      if (!isNull) {
        Range ofPage = Range.of(pages.get(i), order);
        ofPage.assertMin(page, index.getMin_values().get(i), /* isExact= */ false);
        ofPage.assertMax(page, index.getMax_values().get(i), /* isExact= */ false);
      }
    }
    assertOrdered(column, index, order);
  }

  private static long nulls(List<Entry> entries) {
    return entries.stream().map(Entry::value).filter(Objects::isNull).count();
  }

  /** Cuts entries where, by the offset index, a page begins with a row. */
  private static List<List<Entry>> pages(List<Entry> entries, List<PageLocation> locations) {
    List<List<Entry>> pages = new ArrayList<>();
    int row = -1;
    for (Entry entry : entries) {
      row += entry.repetition() == 0 ? 1 : 0;
      if (entry.repetition() == 0
          && pages.size() < locations.size()
          && locations.get(pages.size()).getFirst_row_index() == row) {
        pages.add(new ArrayList<>());
      }
      pages.get(pages.size() - 1).add(entry);
    }
    assertThat(pages).hasSameSizeAs(locations);
    return pages;
  }

  private static void assertOrdered(String column, ColumnIndex index, ValueOrder order) {
    boolean ascending = true;
    boolean descending = true;
    Object min = null;
    Object max = null;
    for (int i = 0; i < index.getNull_pagesSize(); i++) {
      if (index.getNull_pages().get(i)) {
        continue;
      }
      Object nextMin = order.decode(index.getMin_values().get(i));
      Object nextMax = order.decode(index.getMax_values().get(i));
      if (min != null) {
        int byMin = order.compare(min, nextMin);
        int byMax = order.compare(max, nextMax);
        ascending &= byMin <= 0 && byMax <= 0;
        descending &= byMin >= 0 && byMax >= 0;
      }
      min = nextMin;
      max = nextMax;
    }
    BoundaryOrder expected =
        ascending
            ? BoundaryOrder.ASCENDING
            : descending ? BoundaryOrder.DESCENDING : BoundaryOrder.UNORDERED;
    assertThat(index.getBoundary_order()).as(column).isEqualTo(expected);
  }

  /**
   * The smallest and the largest value; null if there is none, or one has no place in the order.
   */
  private record Range(Object min, Object max, ValueOrder order) {
    static Range of(List<Entry> entries, ValueOrder order) {
      Object min = null;
      Object max = null;
      for (Entry entry : entries) {
        Object value = entry.value();
        if (value != null && order.isNan(value)) {
          return new Range(null, null, order);
        }
        if (value != null) {
          min = min == null || order.compare(value, min) < 0 ? value : min;
          max = max == null || order.compare(value, max) > 0 ? value : max;
        }
      }
      return new Range(min, max, order);
    }

    void assertMin(String where, ByteBuffer bound, boolean isExact) {
      if (min == null) {
        assertThat(bound).as(where).isNull();
        return;
      }
      Object found = order.decode(bound);
      assertThat(order.compare(found, min)).as("%s: %s, %s", where, found, min).isNotPositive();
      if (isExact) {
        assertThat(order.isSame(found, min)).as("%s: %s, %s", where, found, min).isTrue();
      }
      assertThat(bound.remaining()).as(where).matches(order::mayBoundHave);
    }

    void assertMax(String where, ByteBuffer bound, boolean isExact) {
      if (max == null) {
        assertThat(bound).as(where).isNull();
        return;
      }
      Object found = order.decode(bound);
      assertThat(order.compare(found, max)).as("%s: %s, %s", where, found, max).isNotNegative();
      if (isExact) {
        assertThat(order.isSame(found, max)).as("%s: %s, %s", where, found, max).isTrue();
      }
      assertThat(mayBeUncut(bound) || order.mayBoundHave(bound.remaining())).as(where).isTrue();
    }

    /** Whether no shorter one may be above it. */
    private static boolean mayBeUncut(ByteBuffer bound) {
      return bound.hasRemaining() && (bound.get(bound.position()) & 0xFF) >= 0xF4;
    }

    boolean isKnown() {
      return max != null;
    }
  }
}
