package dev.nestedparquet.write;

import java.util.List;
import java.util.Locale;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Which columns Arrow's Dataset writer can't make: it fails at them in the middle of a file, in
 * words that name no column. Found by experiment with arrow-dataset 18.3.0.
 */
final class DatasetTypes {
  private static final int LEAST_DECIMAL_BITS = 128;

  private DatasetTypes() {}

  /**
   * Sees to it that the writer can make all columns of a schema.
   *
   * @throws IllegalArgumentException if not, with the column's path and type
   */
  static void check(Schema schema) {
    check(schema.getFields(), "");
  }

  private static void check(List<Field> fields, String parent) {
    for (Field field : fields) {
      String path = parent + field.getName();
      if (!isWritable(field.getType())) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "column %s: Arrow's Dataset writer can't write type %s; choose the shredder, or"
                    + " another type",
                path,
                field.getType()));
      }
      check(field.getChildren(), path + ".");
    }
  }

  private static boolean isWritable(ArrowType type) {
    return switch (type.getTypeID()) {
      case Map, Union, Interval, Utf8View, BinaryView, ListView, LargeListView, RunEndEncoded ->
          false;
      case Decimal -> ((ArrowType.Decimal) type).getBitWidth() >= LEAST_DECIMAL_BITS;
      default -> true;
    };
  }
}
