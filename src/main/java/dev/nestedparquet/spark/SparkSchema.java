package dev.nestedparquet.spark;

import dev.nestedparquet.batch.BatchFiller;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Translates the schema of a filler to Spark's, and what Spark selects of it back. */
final class SparkSchema {
  private final Schema schema;

  /** Types of the values in dictionaries, by the dictionaries' ids. */
  private final Map<Long, ArrowType> dictionaries = new HashMap<>();

  private SparkSchema(Schema schema) {
    this.schema = schema;
  }

  /**
   * The schema of a filler's rows.
   *
   * @throws IllegalArgumentException if Spark has no type for a column; the message names it
   */
  static SparkSchema of(BatchFiller filler) {
    SparkSchema made = new SparkSchema(filler.schema());
    try (BufferAllocator allocator = new RootAllocator();
        MapDictionaryProvider dictionaries = filler.newDictionaries(allocator)) {
      for (long id : dictionaries.getDictionaryIds()) {
        made.dictionaries.put(id, dictionaries.lookup(id).getVector().getField().getType());
      }
    }
    made.struct();
    return made;
  }

  /** All columns. */
  Schema schema() {
    return schema;
  }

  /** Spark's schema of all columns. */
  StructType struct() {
    return struct(schema);
  }

  /** Spark's schema of some columns. */
  StructType struct(Schema columns) {
    return struct(columns.getFields(), "");
  }

  private StructType struct(List<Field> fields, String above) {
    return new StructType(
        fields.stream()
            .map(
                field ->
                    DataTypes.createStructField(
                        field.getName(), type(field, above), field.isNullable()))
            .toArray(StructField[]::new));
  }

  private DataType type(Field field, String above) {
    String path = above + field.getName();
    List<Field> children = field.getChildren();
    return switch (field.getType().getTypeID()) {
      case Struct -> struct(children, path + ".");
      case List, LargeList, FixedSizeList ->
          DataTypes.createArrayType(
              type(children.get(0), path + "."), children.get(0).isNullable());
      case Map -> {
        Field value = children.get(0).getChildren().get(1);
        DataType key = type(children.get(0).getChildren().get(0), path + ".");
        yield DataTypes.createMapType(key, type(value, path + "."), value.isNullable());
      }
      default -> leaf(field, path);
    };
  }

  private DataType leaf(Field field, String path) {
    ArrowType type =
        field.getDictionary() == null
            ? field.getType()
            : dictionaries.get(field.getDictionary().getId());
    DataType known = SparkTypes.ofLeaf(type);
    if (known == null) {
      throw new IllegalArgumentException("columns: " + path + ": Spark has no type for " + type);
    }
    return known;
  }

  /** Schema with the fields that a query requires, on any level. */
  static Schema select(Schema schema, StructType required) {
    return new Schema(select(schema.getFields(), required));
  }

  private static List<Field> select(List<Field> fields, StructType required) {
    List<String> names = List.of(required.fieldNames());
    List<Field> selected = new ArrayList<>();
    for (Field field : fields) {
      if (names.contains(field.getName())) {
        selected.add(select(field, required.apply(field.getName()).dataType()));
      }
    }
    return selected;
  }

  private static Field select(Field field, DataType required) {
    if (required instanceof StructType struct) {
      return withChildren(field, select(field.getChildren(), struct));
    } else if (required instanceof ArrayType array) {
      Field element = field.getChildren().get(0);
      return withChildren(field, List.of(select(element, array.elementType())));
    } else if (required instanceof MapType map) {
      Field entries = field.getChildren().get(0);
      Field key = select(entries.getChildren().get(0), map.keyType());
      Field value = select(entries.getChildren().get(1), map.valueType());
      return withChildren(field, List.of(withChildren(entries, List.of(key, value))));
    }
    return field;
  }

  private static Field withChildren(Field field, List<Field> children) {
    return new Field(field.getName(), field.getFieldType(), children);
  }
}
