package dev.nestedparquet.internal.verify.read;

import dev.nestedparquet.batch.RowRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.apache.arrow.memory.BufferAllocator;
import org.duckdb.DuckDBDriver;

/**
 * Reads Parquet files with DuckDB, whose Parquet reader was written from scratch: it shares no code
 * with the writers, neither with Arrow's C++ library nor with the shredder. native-notes/verify.md
 * compares it with other readers.
 *
 * <p>Each reader is a database of its own, in memory, with a single thread: the one that asks for
 * the next batch does the decoding. Results are streamed, so that memory doesn't grow with the
 * file.
 *
 * <p><em>Threading:</em> one thread. <em>Life cycle:</em> after a {@link ReadException} the
 * database may refuse to go on; close the reader and open another.
 */
public final class DuckDbReader implements AutoCloseable {
  /** Memory limit of a reader: far more than it takes to read row groups of this program. */
  public static final long MEMORY_BYTES = 1_000_000_000;

  private static final Map<String, String> SETTINGS =
      Map.of(
          "threads", "1",
          "jdbc_stream_results", "true",
          "preserve_insertion_order", "true",
          // Rows must come from the pages, whatever the statistics say.
          "disabled_optimizers", "statistics_propagation",
          "enable_external_file_cache", "false",
          "memory_limit", MEMORY_BYTES + "B",
          "temp_directory", "",
          "autoinstall_known_extensions", "false",
          "autoload_known_extensions", "false");

  private static final String OPTIONS = ", hive_partitioning = false";

  private final Connection connection;

  private DuckDbReader(Connection connection) {
    this.connection = connection;
  }

  /**
   * Opens a reader, which the caller closes. The first one unpacks and loads the native library.
   */
  public static DuckDbReader open() throws IOException {
    DuckDbLibrary.load();
    try {
      Properties properties = new Properties();
      properties.putAll(SETTINGS);
      return new DuckDbReader(new DuckDBDriver().connect("jdbc:duckdb:", properties));
    } catch (SQLException | LinkageError e) {
      throw new IOException("cannot start DuckDB, which reads the files: " + e.getMessage(), e);
    }
  }

  /** Name and version of the reader, such as {@code DuckDB v1.5.6}. */
  public String nameAndVersion() throws IOException {
    try {
      return "DuckDB " + connection.getMetaData().getDatabaseProductVersion();
    } catch (SQLException e) {
      throw new IOException("DuckDB does not tell its version: " + e.getMessage(), e);
    }
  }

  /** Ends of the row groups: for each, the index of its last row in the file, plus one. */
  public long[] rowGroupEnds(Path file) throws ReadException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT row_group_id, any_value(row_group_num_rows) FROM parquet_metadata(?)"
                + " GROUP BY row_group_id ORDER BY row_group_id")) {
      query.setString(1, file.toString());
      List<Long> ends = new ArrayList<>();
      long end = 0;
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          long count = rows.getLong(2);
          if (count < 0) {
            throw new ArithmeticException(
                String.format(Locale.ROOT, "row group %d has %,d rows", ends.size(), count));
          }
          end = Math.addExact(end, count);
          ends.add(end);
        }
      }
      return ends.stream().mapToLong(Long::longValue).toArray();
    } catch (SQLException | ArithmeticException e) {
      throw ReadException.of(e);
    }
  }

  /**
   * Uncompressed bytes of a row group, as the footer says; 0 if its compressed bytes would not fit
   * into the file.
   */
  public long declaredBytes(Path file, int rowGroup) throws ReadException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT sum(total_uncompressed_size)::DOUBLE, sum(total_compressed_size)::DOUBLE"
                + " FROM parquet_metadata(?) WHERE row_group_id = ?")) {
      query.setString(1, file.toString());
      query.setInt(2, rowGroup);
      try (ResultSet rows = query.executeQuery()) {
        boolean fits = rows.next() && rows.getDouble(2) <= Files.size(file);
        return fits ? (long) rows.getDouble(1) : 0;
      }
    } catch (SQLException | IOException e) {
      throw ReadException.of(e);
    }
  }

  /**
   * Field {@code created_by} of the footer: the library that made the file; empty if there is none.
   */
  public String createdBy(Path file) throws ReadException {
    try (PreparedStatement query =
        connection.prepareStatement("SELECT created_by FROM parquet_file_metadata(?)")) {
      query.setString(1, file.toString());
      try (ResultSet rows = query.executeQuery()) {
        String createdBy = rows.next() ? rows.getString(1) : null;
        return createdBy == null ? "" : createdBy;
      }
    } catch (SQLException e) {
      throw ReadException.of(e);
    }
  }

  /** Schema of the file, in the notation of the manifest. */
  public String schema(Path file) throws ReadException {
    try (PreparedStatement query =
        connection.prepareStatement("FROM parquet_schema(?) ORDER BY column_id")) {
      query.setString(1, file.toString());
      try (ResultSet nodes = query.executeQuery()) {
        return new FoundSchema(nodes).text();
      }
    } catch (SQLException e) {
      throw ReadException.of(e);
    }
  }

  /**
   * Starts to read rows of a file.
   *
   * @param rows range of rows in the file, counted from 0
   * @param columns names of the columns to read; empty for all
   * @param allocator allocator of the batches' vectors
   * @return batches of at most {@code batchRows} rows, in the file's order; the caller closes them
   */
  public RowBatches read(
      Path file, RowRange rows, List<String> columns, int batchRows, BufferAllocator allocator)
      throws ReadException {
    String sql =
        String.format(
            Locale.ROOT,
            "SELECT %s, %s FROM read_parquet(%s%s) WHERE %s BETWEEN %d AND %d",
            RowBatches.ROW_NUMBER,
            columns.isEmpty()
                ? "*"
                : columns.stream().map(DuckDbReader::identifier).collect(Collectors.joining(", ")),
            literal(file.toString()),
            OPTIONS,
            RowBatches.ROW_NUMBER,
            rows.first(),
            rows.end() - 1);
    Statement statement = null;
    try {
      statement = connection.createStatement();
      return RowBatches.open(statement, sql, batchRows, allocator);
    } catch (SQLException e) {
      closeQuietly(statement, e);
      throw ReadException.of(e);
    }
  }

  private static void closeQuietly(Statement statement, SQLException failure) {
    if (statement != null) {
      try {
        statement.close();
      } catch (SQLException e) {
        failure.addSuppressed(e);
      }
    }
  }

  private static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  private static String identifier(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  @Override
  public void close() throws IOException {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IOException("cannot close DuckDB: " + e.getMessage(), e);
    }
  }
}
