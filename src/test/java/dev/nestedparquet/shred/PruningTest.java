package dev.nestedparquet.shred;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nestedparquet.shred.fixtures.RawFooter;
import dev.nestedparquet.shred.fixtures.SortedFile;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.apache.parquet.filter2.predicate.FilterApi;
import org.apache.parquet.filter2.predicate.FilterPredicate;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.PageLocation;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.api.Binary;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Readers skip what statistics and page index say has no match. That they do is certain where what
 * they skip can't be read: its bytes are destroyed first.
 */
final class PruningTest {
  @TempDir private Path directory;

  private Path file;

  @BeforeEach
  void write() throws IOException {
    file = directory.resolve("sorted.parquet");
    SortedFile.write(file);
  }

  private void destroy(long start, long end) throws IOException {
    byte[] garbage = new byte[Math.toIntExact(end - start)];
    Arrays.fill(garbage, (byte) 0xFF);
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      bytes.seek(start);
      bytes.write(garbage);
    }
  }

  private void destroyRowGroupsBut(int group) throws IOException {
    List<RowGroup> groups = new RawFooter(file).metadata().getRow_groups();
    assertThat(groups).hasSize(SortedFile.ROWS / SortedFile.GROUP_ROWS);
    for (int i = 0; i < groups.size(); i++) {
      if (i != group) {
        long start = groups.get(i).getFile_offset();
        destroy(start, start + groups.get(i).getTotal_compressed_size());
      }
    }
  }

  /** Row 4,321 and its neighbours are in row group 4. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "id BETWEEN -680 AND -678",
        "count BETWEEN 1728000000 AND 1728800000",
        "ratio BETWEEN -170.0 AND -169.5",
        "price BETWEEN -6.80 AND -6.78",
        "day BETWEEN DATE '1970-01-01' - 680 AND DATE '1970-01-01' - 678",
        "time BETWEEN TIMESTAMP '1969-12-31 23:48:40' AND TIMESTAMP '1969-12-31 23:48:42'",
        "name BETWEEN 'ä04320' AND 'ä04323'",
      })
  void duckDbSkipsRowGroups(String condition) throws Exception {
    String query =
        String.format(
            "SELECT count(*), min(id), max(length(name)), sum(len(list)) FROM '%s' WHERE %s",
            file, condition);
    List<Object> before = duckDb(query);
    assertThat(before.subList(0, 2)).containsExactly(3L, -680L);
    destroyRowGroupsBut(4);
    assertThat(duckDb(query)).isEqualTo(before);
    String reversed = query.replace(" BETWEEN ", " NOT BETWEEN ");
    assertThatThrownBy(() -> duckDb(reversed)).isInstanceOf(SQLException.class);
  }

  private static List<Object> duckDb(String query) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      List<Object> values = new ArrayList<>();
      for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
        values.add(row.getObject(i));
      }
      return values;
    }
  }

  /** Destroys the pages of a row group that have none of the rows. */
  private void destroyPages(int group, long firstRow, long lastRow) throws IOException {
    RawFooter footer = new RawFooter(file);
    RowGroup rowGroup = footer.metadata().getRow_groups().get(group);
    for (ColumnChunk chunk : rowGroup.getColumns()) {
      List<PageLocation> pages = footer.offsetIndex(chunk).getPage_locations();
      assertThat(pages).hasSizeGreaterThan(4);
      for (int i = 0; i < pages.size(); i++) {
        PageLocation page = pages.get(i);
        long end =
            i + 1 < pages.size() ? pages.get(i + 1).getFirst_row_index() : SortedFile.GROUP_ROWS;
        if (page.getFirst_row_index() > lastRow || end <= firstRow) {
          destroy(page.getOffset(), page.getOffset() + page.getCompressed_page_size());
        }
      }
    }
  }

  /** Rows as parquet-java's record model has them. */
  private List<Group> read(FilterPredicate predicate) throws IOException {
    List<Group> rows = new ArrayList<>();
    try (ParquetReader<Group> reader =
        new Reader(new LocalInputFile(file)).withFilter(FilterCompat.get(predicate)).build()) {
      for (Group row; (row = reader.read()) != null; ) {
        rows.add(row);
      }
    }
    return rows;
  }

  private static final class Reader extends ParquetReader.Builder<Group> {
    Reader(InputFile file) {
      super(file, new PlainParquetConfiguration());
    }

    @Override
    protected ReadSupport<Group> getReadSupport() {
      return new GroupReadSupport();
    }
  }

  static List<FilterPredicate> predicates() {
    return List.of(
        FilterApi.eq(FilterApi.longColumn("id"), -679L),
        FilterApi.eq(FilterApi.intColumn("count"), 400_000 * 4_321),
        FilterApi.eq(FilterApi.doubleColumn("ratio"), -169.75),
        FilterApi.eq(FilterApi.intColumn("day"), -679),
        FilterApi.eq(FilterApi.longColumn("time"), -679_000_000L),
        FilterApi.eq(
            FilterApi.binaryColumn("name"), Binary.fromConstantByteArray(SortedFile.name(4_321))),
        FilterApi.eq(
            FilterApi.binaryColumn("bytes"), Binary.fromConstantByteArray(SortedFile.name(4_321))));
  }

  @ParameterizedTest
  @MethodSource("predicates")
  void parquetJavaReadsOnlyThePagesThatMayMatch(FilterPredicate predicate) throws IOException {
    List<Group> before = read(predicate);
    assertThat(before).hasSize(1);
    assertThat(before.get(0).getLong("id", 0)).isEqualTo(-679);
    destroyRowGroupsBut(4);
    // A page has up to 200 rows, and those of all columns are needed that have one of them.
    destroyPages(4, 321 - 199, 321 + 199);
    assertThat(read(predicate)).asString().isEqualTo(before.toString());
    FilterPredicate others = FilterApi.gt(FilterApi.longColumn("id"), -679L);
    assertThatThrownBy(() -> read(others)).isInstanceOf(IOException.class);
  }

  @Test
  void parquetJavaReadsNothingWhereNothingMatches() throws IOException {
    destroyRowGroupsBut(SortedFile.ROWS);
    assertThat(read(FilterApi.eq(FilterApi.longColumn("id"), 99_999L))).isEmpty();
  }
}
