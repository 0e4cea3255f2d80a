package dev.nestedparquet.write;

import java.util.List;
import java.util.Locale;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.ArrowType.ExtensionType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Refuses columns that Arrow's Dataset writer can't write. The writer itself would fail in the
 * middle of a file, with a message that names no column. The types were found by experiment with
 * arrow-dataset 18.3.0.
 */
final class DatasetTypes {
  private static final int LEAST_DECIMAL_BITS = 128;

  private DatasetTypes() {}

  /**
   * Refuses a schema with a column that the writer can't write.
   *
   * @param dictionaries dictionaries of the dictionary-encoded columns; borrowed
   * @throws IllegalArgumentException if there is one; the message has its path and type
   */
  static void check(Schema schema, DictionaryProvider dictionaries) {
    check(schema.getFields(), "", dictionaries);
  }

  private static void check(List<Field> fields, String parent, DictionaryProvider dictionaries) {
    for (Field field : fields) {
      String path = parent + field.getName();
      if (field.getDictionary() != null) {
        checkDictionary(path, field.getDictionary().getId(), dictionaries);
      } else {
        check(path, field.getType(), "");
      }
      check(field.getChildren(), path + ".", dictionaries);
    }
  }

  private static void checkDictionary(String path, long id, DictionaryProvider dictionaries) {
    Dictionary dictionary = dictionaries.lookup(id);
    if (dictionary == null) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "column %s: there is no dictionary %d for it", path, id));
    }
    check(path, dictionary.getVectorType(), "a dictionary of ");
    if (dictionary.getVector().getNullCount() > 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "column %s: Arrow's Dataset writer can't write a dictionary that has nulls; choose the"
                  + " shredder, or indices that are null",
              path));
    }
  }

  private static void check(String path, ArrowType type, String what) {
    ArrowType stored = type;
    while (stored instanceof ExtensionType extension) {
      stored = extension.storageType();
    }
    if (!isWritable(stored)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "column %s: Arrow's Dataset writer can't write %stype %s; choose the shredder, or"
                  + " another type",
              path,
              what,
              stored));
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
