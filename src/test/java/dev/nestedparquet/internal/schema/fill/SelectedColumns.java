package dev.nestedparquet.internal.schema.fill;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** Leaves fields out of schemas, and out of rows. */
final class SelectedColumns {
  private SelectedColumns() {}

  /** Some fields of a schema, on all levels; structs may be without any. */
  static Schema some(Schema schema, Random random) {
    return new Schema(some(schema.getFields(), random));
  }

  private static List<Field> some(List<Field> fields, Random random) {
    int share = random.nextInt(4);
    List<Field> some = new ArrayList<>();
    for (Field field : fields) {
      if (random.nextInt(4) <= share) {
        some.add(some(field, random));
      }
    }
    return some;
  }

  private static Field some(Field field, Random random) {
    List<Field> children =
        field.getType() instanceof ArrowType.Struct
            ? some(field.getChildren(), random)
            : field.getChildren().stream().map(child -> someBelow(field, child, random)).toList();
    return new Field(field.getName(), field.getFieldType(), children);
  }

  /** The struct of a map's entries has both of its fields. */
  private static Field someBelow(Field field, Field child, Random random) {
    if (!(field.getType() instanceof ArrowType.Map)) {
      return some(child, random);
    }
    List<Field> both = child.getChildren().stream().map(one -> some(one, random)).toList();
    return new Field(child.getName(), child.getFieldType(), both);
  }

  /** The fields of a schema alone. */
  static Map<String, Object> of(Map<String, Object> row, Schema schema) {
    return of(row, schema.getFields());
  }

  private static Map<String, Object> of(Map<?, ?> struct, List<Field> fields) {
    Map<String, Object> selected = new LinkedHashMap<>();
    fields.forEach(one -> selected.put(one.getName(), of(struct.get(one.getName()), one)));
    return selected;
  }

  private static Object of(Object value, Field field) {
    if (value instanceof Map<?, ?> struct) {
      return of(struct, field.getChildren());
    } else if (value instanceof List<?> list && field.getType() instanceof ArrowType.Map) {
      List<Field> both = field.getChildren().get(0).getChildren();
      List<Object> entries = new ArrayList<>();
      for (Object entry : list) {
        List<?> pair = (List<?>) entry;
        List<Object> selected = new ArrayList<>();
        selected.add(of(pair.get(0), both.get(0)));
        selected.add(of(pair.get(1), both.get(1)));
        entries.add(selected);
      }
      return entries;
    } else if (value instanceof List<?> list) {
      List<Object> elements = new ArrayList<>();
      list.forEach(element -> elements.add(of(element, field.getChildren().get(0))));
      return elements;
    }
    return value;
  }
}
