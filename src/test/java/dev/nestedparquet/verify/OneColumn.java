package dev.nestedparquet.verify;

import dev.nestedparquet.batch.BatchFiller;
import dev.nestedparquet.batch.Counts;
import dev.nestedparquet.batch.RowRange;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.arrow.memory.util.Float16;
import org.apache.arrow.vector.BaseIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DateMilliVector;
import org.apache.arrow.vector.Decimal256Vector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.DurationVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.FixedSizeBinaryVector;
import org.apache.arrow.vector.Float2Vector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.LargeVarBinaryVector;
import org.apache.arrow.vector.LargeVarCharVector;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.TimeMilliVector;
import org.apache.arrow.vector.TimeNanoVector;
import org.apache.arrow.vector.TimeSecVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ViewVarBinaryVector;
import org.apache.arrow.vector.ViewVarCharVector;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.apache.arrow.vector.complex.LargeListVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.ListViewVector;
import org.apache.arrow.vector.complex.RunEndEncodedVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * A column of any type, whose value in a row follows from the row's number, but for one row.
 *
 * @param field the column
 * @param otherRow the row with another value; -1 if there is none
 * @param isNull whether that row has a null, rather
 */
record OneColumn(Field field, long otherRow, boolean isNull) implements BatchFiller {
  private static final int OTHER = 1_000;

  @Override
  public String name() {
    return "one-column";
  }

  @Override
  public Schema schema() {
    return new Schema(List.of(field));
  }

  @Override
  public long maxBatchBytes(RowRange rows) {
    return 1 << 20;
  }

  @Override
  public Counts fill(RowRange rows, VectorSchemaRoot root) {
    FieldVector vector = root.getVector(0);
    vector.setInitialCapacity((int) rows.rows());
    vector.allocateNew();
    for (int i = 0; i < rows.rows(); i++) {
      long row = rows.first() + i;
      if (row != otherRow || !isNull) {
        set(vector, i, (int) (row == otherRow ? OTHER + 1 : row));
      }
    }
    root.setRowCount((int) rows.rows());
    return Counts.ofRows(rows.rows());
  }

  /** Sets a value; any two numbers make different ones, an even and an odd one of a boolean. */
  private static void set(FieldVector vector, int i, int number) {
    byte[] text = ("a text of some length " + number).getBytes(StandardCharsets.UTF_8);
    if (vector instanceof RunEndEncodedVector runs) {
      set(runs.getRunEndsVector(), i, i + 1);
      set(runs.getValuesVector(), i, number);
      runs.getRunEndsVector().setValueCount(i + 1);
      runs.getValuesVector().setValueCount(i + 1);
    } else if (vector instanceof StructVector struct) {
      struct.setIndexDefined(i);
      struct.getChildrenFromFields().forEach(child -> set(child, i, number));
    } else if (vector instanceof FixedSizeListVector list) {
      int first = list.startNewValue(i);
      set(list.getDataVector(), first, number);
      set(list.getDataVector(), first + 1, 0);
    } else if (vector instanceof ListVector list) {
      set(list.getDataVector(), list.startNewValue(i), number);
      list.endValue(i, 1);
    } else if (vector instanceof LargeListVector list) {
      set(list.getDataVector(), (int) list.startNewValue(i), number);
      list.endValue(i, 1);
    } else if (vector instanceof ListViewVector list) {
      set(list.getDataVector(), list.startNewValue(i), number);
      list.endValue(i, 1);
    } else if (vector instanceof BitVector bits) {
      bits.setSafe(i, number & 1);
    } else if (vector instanceof BaseIntVector ints) {
      while (vector.getValueCapacity() <= i) {
        vector.reAlloc();
      }
      ints.setWithPossibleTruncate(i, number);
    } else if (vector instanceof Float2Vector halves) {
      halves.setSafe(i, Float16.toFloat16(number / 64f));
    } else if (vector instanceof Float4Vector floats) {
      floats.setSafe(i, number / 64f);
    } else if (vector instanceof Float8Vector doubles) {
      doubles.setSafe(i, number / 64.0);
    } else if (vector instanceof DecimalVector decimals) {
      decimals.setSafe(i, new BigDecimal(-number).setScale(decimals.getScale()));
    } else if (vector instanceof Decimal256Vector decimals) {
      decimals.setSafe(i, new BigDecimal(-number).setScale(decimals.getScale()));
    } else if (vector instanceof DateDayVector days) {
      days.setSafe(i, -number);
    } else if (vector instanceof DateMilliVector dates) {
      dates.setSafe(i, -number * 86_400_000L);
    } else if (vector instanceof TimeSecVector times) {
      times.setSafe(i, number);
    } else if (vector instanceof TimeMilliVector times) {
      times.setSafe(i, number);
    } else if (vector instanceof TimeMicroVector times) {
      times.setSafe(i, number);
    } else if (vector instanceof TimeNanoVector times) {
      times.setSafe(i, number);
    } else if (vector instanceof TimeStampVector times) {
      times.setSafe(i, -number * 1_000L);
    } else if (vector instanceof DurationVector durations) {
      durations.setSafe(i, -number);
    } else if (vector instanceof FixedSizeBinaryVector binary) {
      binary.setSafe(i, ByteBuffer.allocate(binary.getByteWidth()).putInt(number).array());
    } else if (vector instanceof VarCharVector texts) {
      texts.setSafe(i, text);
    } else if (vector instanceof LargeVarCharVector texts) {
      texts.setSafe(i, text);
    } else if (vector instanceof ViewVarCharVector texts) {
      texts.setSafe(i, text);
    } else if (vector instanceof VarBinaryVector binary) {
      binary.setSafe(i, text);
    } else if (vector instanceof LargeVarBinaryVector binary) {
      binary.setSafe(i, text);
    } else {
      ((ViewVarBinaryVector) vector).setSafe(i, text);
    }
  }
}
