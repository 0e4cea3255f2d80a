package dev.nestedparquet.spark;

import java.util.function.IntUnaryOperator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.apache.arrow.vector.complex.LargeListVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarArray;

/** A column of lists: each is a range of the column that holds the elements of all lists. */
final class ListColumn extends FilledColumn {
  private final ColumnVector elements;
  private final IntUnaryOperator start;
  private final IntUnaryOperator end;

  private ListColumn(
      FieldVector lists, ColumnVector elements, IntUnaryOperator start, IntUnaryOperator end) {
    super(
        lists,
        DataTypes.createArrayType(
            elements.dataType(), lists.getField().getChildren().get(0).isNullable()));
    this.elements = elements;
    this.start = start;
    this.end = end;
  }

  ListColumn(ListVector lists, ColumnVector elements) {
    this(lists, elements, lists::getElementStartIndex, lists::getElementEndIndex);
  }

  /** A batch has fewer elements than 32 bits can tell. */
  ListColumn(LargeListVector lists, ColumnVector elements) {
    this(
        lists,
        elements,
        row -> Math.toIntExact(lists.getElementStartIndex(row)),
        row -> Math.toIntExact(lists.getElementEndIndex(row)));
  }

  ListColumn(FixedSizeListVector lists, ColumnVector elements) {
    this(lists, elements, row -> row * lists.getListSize(), row -> (row + 1) * lists.getListSize());
  }

  @Override
  public ColumnarArray getArray(int row) {
    if (isNullAt(row)) {
      return null;
    }
    int first = start.applyAsInt(row);
    return new ColumnarArray(elements, first, end.applyAsInt(row) - first);
  }
}
