package dev.nestedparquet.spark;

import org.apache.arrow.vector.complex.ListVector;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarArray;

/** A column of lists: each is a range of the column that holds the elements of all lists. */
final class ListColumn extends FilledColumn {
  private final ListVector lists;
  private final ColumnVector elements;

  ListColumn(ListVector lists, ColumnVector elements) {
    super(lists);
    this.lists = lists;
    this.elements = elements;
  }

  @Override
  public ColumnarArray getArray(int row) {
    if (isNullAt(row)) {
      return null;
    }
    int start = lists.getElementStartIndex(row);
    return new ColumnarArray(elements, start, lists.getElementEndIndex(row) - start);
  }
}
