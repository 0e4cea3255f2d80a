package dev.nestedparquet.internal.verify.read;

import java.io.IOException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.duckdb.DuckDBResultSet;

/**
 * Gives the rows of a file as record batches, one at a time.
 *
 * <p><em>Ownership:</em> owns the current batch; {@link #next} and {@link #close} release it.
 * <em>Threading:</em> one thread.
 */
public final class RowBatches implements AutoCloseable {
  /** DuckDB's name for a row's position in its file. */
  public static final String ROW_NUMBER = "file_row_number";

  private final Statement statement;
  private final DuckDBResultSet result;
  private final ArrowReader reader;
  private VectorSchemaRoot root;

  private RowBatches(Statement statement, DuckDBResultSet result, ArrowReader reader) {
    this.statement = statement;
    this.result = result;
    this.reader = reader;
  }

  /** Runs a query. Owns the statement from here, unless this throws. */
  static RowBatches open(Statement statement, String sql, int batchRows, BufferAllocator allocator)
      throws SQLException {
    DuckDBResultSet result = (DuckDBResultSet) statement.executeQuery(sql);
    return new RowBatches(
        statement, result, (ArrowReader) result.arrowExportStream(allocator, batchRows));
  }

  /** Goes to the next batch; returns false if there is none. */
  public boolean next() throws ReadException {
    try {
      if (!reader.loadNextBatch()) {
        return false;
      }
      root = reader.getVectorSchemaRoot();
      return true;
    } catch (IOException e) {
      throw ReadException.of(e);
    }
  }

  public int rows() {
    return root.getRowCount();
  }

  /**
   * Columns of the current batch that were asked for; borrowed until the next call of {@link
   * #next}.
   */
  public List<FieldVector> borrowColumns() {
    return root.getFieldVectors().subList(1, root.getFieldVectors().size());
  }

  /** Tells whether the batch holds the rows of the file from this one on, in order. */
  public boolean startsAt(long fileRow) {
    BigIntVector numbers = (BigIntVector) root.getVector(0);
    for (int i = 0; i < root.getRowCount(); i++) {
      if (numbers.get(i) != fileRow + i) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    try (Statement s = statement;
        DuckDBResultSet r = result;
        ArrowReader a = reader) {
      // Closed in reverse order.
    } catch (IOException | SQLException e) {
      throw new IOException("cannot close a query of DuckDB: " + e.getMessage(), e);
    }
  }
}
