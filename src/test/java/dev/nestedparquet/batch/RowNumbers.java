package dev.nestedparquet.batch;

import java.util.List;
import java.util.function.Consumer;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** The simplest of fillers: row i holds i. Tests make it do what a filler mustn't. */
public final class RowNumbers implements BatchFiller {
  /** Bytes of a row: a 64-bit number and its validity bit, rounded up. */
  private static final int ROW_BYTES = 9;

  private static final int ALLOCATION_SEGMENT_BYTES = 1024;

  private static final Schema SCHEMA =
      new Schema(List.of(Field.nullable("row", new ArrowType.Int(64, true))));

  private final Consumer<RowRange> beforeFill;

  /** Row numbers, without anything happening before. */
  public RowNumbers() {
    this(rows -> {});
  }

  /**
   * Row numbers.
   *
   * @param beforeFill called with the rows of each batch that is filled, on the producer's thread;
   *     not for no rows
   */
  public RowNumbers(Consumer<RowRange> beforeFill) {
    this.beforeFill = beforeFill;
  }

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
    if (!rows.isEmpty()) {
      beforeFill.accept(rows);
    }
    BigIntVector vector = (BigIntVector) root.getVector("row");
    vector.allocateNew((int) rows.rows());
    for (int i = 0; i < rows.rows(); i++) {
      vector.set(i, rows.first() + i);
    }
    root.setRowCount((int) rows.rows());
    return Counts.ofRows(rows.rows());
  }
}
