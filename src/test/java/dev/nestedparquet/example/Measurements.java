package dev.nestedparquet.example;

import dev.nestedparquet.batch.BatchFiller;
import dev.nestedparquet.batch.Counts;
import dev.nestedparquet.batch.RowRange;
import java.util.List;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.impl.UnionListWriter;
import org.apache.arrow.vector.complex.writer.BaseWriter.ListWriter;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

/** An example of a data set of one's own: days of measurements, {@code list<list<int32>>}. */
final class Measurements implements BatchFiller {
  private static final Field VALUE = Field.nullable("item", new ArrowType.Int(32, true));

  @Override
  public String name() {
    return "measurements";
  }

  @Override
  public Schema schema() {
    return new Schema(List.of(list("days", list("item", VALUE))));
  }

  private static Field list(String name, Field item) {
    return new Field(name, FieldType.nullable(ArrowType.List.INSTANCE), List.of(item));
  }

  @Override
  public long maxBatchBytes(RowRange rows) {
    return 128 * rows.rows() + 128 * 1024;
  }

  @Override
  public Counts fill(RowRange rows, VectorSchemaRoot root) {
    UnionListWriter days = ((ListVector) root.getVector("days")).getWriter();
    for (int i = 0; i < rows.rows(); i++) {
      days.setPosition(i);
      writeDays(rows.first() + i, days);
    }
    root.setRowCount((int) rows.rows());
    return Counts.ofRows(rows.rows());
  }

  /** Row i depends on i alone: nothing else makes rows that any machine can make again. */
  private static void writeDays(long row, ListWriter days) {
    if (row % 7 == 0) {
      days.writeNull();
      return;
    }
    days.startList();
    for (int day = 0; day < row % 4; day++) {
      ListWriter values = days.list();
      if ((row + day) % 5 == 0) {
        values.writeNull();
        continue;
      }
      values.startList();
      for (int i = 0; i < (row + day) % 3; i++) {
        if ((row + day + i) % 11 == 0) {
          values.integer().writeNull();
        } else {
          values.integer().writeInt((int) row + day + i);
        }
      }
      values.endList();
    }
    days.endList();
  }
}
