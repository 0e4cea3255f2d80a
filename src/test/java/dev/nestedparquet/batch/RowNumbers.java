package dev.nestedparquet.batch;

import java.util.List;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** The simplest of fillers: row i holds i. */
public final class RowNumbers implements BatchFiller {
  /** Bytes of a row: a 64-bit number and its validity bit, rounded up. */
  private static final int ROW_BYTES = 9;

  private static final int ALLOCATION_SEGMENT_BYTES = 1024;

  private static final Schema SCHEMA =
      new Schema(List.of(Field.nullable("row", new ArrowType.Int(64, true))));

  @Override
  public String name() {
    return "numbers";
  }

  @Override
  public Schema schema() {
    return SCHEMA;
  }

  @Override
  public long maxBatchBytes(RowRange rows) {
    return rows.rows() * ROW_BYTES + 2 * ALLOCATION_SEGMENT_BYTES;
  }

  @Override
  public Counts fill(RowRange rows, VectorSchemaRoot root) {
    BigIntVector vector = (BigIntVector) root.getVector("row");
    vector.allocateNew((int) rows.rows());
    for (int i = 0; i < rows.rows(); i++) {
      vector.set(i, rows.first() + i);
    }
    root.setRowCount((int) rows.rows());
    return Counts.ofRows(rows.rows());
  }
}
