package dev.nestedparquet.spark;

import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Translates Arrow schemas to Spark's and back, for the types that contacts have: text, lists and
 * structs.
 */
final class SparkSchema {
  private SparkSchema() {}

  static StructType of(Schema schema) {
    return struct(schema.getFields());
  }

  private static StructType struct(List<Field> fields) {
    return new StructType(
        fields.stream()
            .map(field -> DataTypes.createStructField(field.getName(), type(field), true))
            .toArray(StructField[]::new));
  }

  /** Spark's type of a field's values. A dictionary-encoded field is text. */
  static DataType type(Field field) {
    if (field.getDictionary() != null) {
      return DataTypes.StringType;
    }
    return switch (field.getType().getTypeID()) {
      case Utf8 -> DataTypes.StringType;
      case List -> DataTypes.createArrayType(type(field.getChildren().get(0)), true);
      case Struct -> struct(field.getChildren());
      default -> throw new IllegalArgumentException("no type of Spark for " + field);
    };
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
    }
    return field;
  }

  private static Field withChildren(Field field, List<Field> children) {
    return new Field(field.getName(), field.getFieldType(), children);
  }
}
