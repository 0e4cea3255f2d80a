package dev.nestedparquet.shred;

import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Shreds rows as the Dremel paper tells it, record by record: the levels that a column of the file
 * must have. Slow and simple, with nothing in common with the shredder.
 */
public final class ReferenceLevels {
  /**
   * An entry of a column.
   *
   * @param value null if the definition level is not the highest
   */
  public record Entry(int repetition, int definition, Object value) {}

  private final List<Field> fields;
  private final List<List<Entry>> columns = new ArrayList<>();
  private final List<String> paths = new ArrayList<>();
  private int column;

  ReferenceLevels(Schema schema) {
    fields = schema.getFields();
    fields.forEach(field -> addColumns(field, field.getName()));
  }

  /** Runs are values of their field, and no fields. */
  private static List<Field> children(Field field) {
    return field.getType() instanceof ArrowType.RunEndEncoded ? List.of() : field.getChildren();
  }

  private static boolean isLeaf(Field field) {
    return children(field).isEmpty();
  }

  private void addColumns(Field field, String path) {
    if (isLeaf(field)) {
      columns.add(new ArrayList<>());
      paths.add(path);
    }
    for (Field child : children(field)) {
      String below =
          switch (field.getType().getTypeID()) {
            case Struct -> child.getName();
            case Map -> "key_value";
            default -> "list.element";
          };
      addColumns(child, path + "." + below);
    }
  }

  /** Names of the columns, with dots between them. */
  List<String> paths() {
    return paths;
  }

  /** Of each leaf, depth first. */
  List<List<Entry>> columns() {
    return columns;
  }

  /** Appends a row, given as {@link ArrowRows} has it. */
  void add(List<Object> row) {
    column = 0;
    for (int i = 0; i < fields.size(); i++) {
      shred(fields.get(i), row.get(i), 0, 0, 0);
    }
  }

  /**
   * Appends what a field has to say to all leaves in it.
   *
   * @param lists how many lists the field is in
   */
  private void shred(Field field, Object value, int repetition, int definition, int lists) {
    if (value == null) {
      end(field, repetition, definition);
      return;
    }
    int present = definition + (field.isNullable() ? 1 : 0);
    if (isLeaf(field)) {
      columns.get(column++).add(new Entry(repetition, present, value));
      return;
    }
    List<?> parts = (List<?>) value;
    switch (field.getType().getTypeID()) {
      case Struct -> {
        for (int i = 0; i < parts.size(); i++) {
          shred(field.getChildren().get(i), parts.get(i), repetition, present, lists);
        }
      }
      default -> shredList(field.getChildren().get(0), parts, repetition, present, lists);
    }
  }

  private void shredList(Field item, List<?> elements, int repetition, int present, int lists) {
    if (elements.isEmpty()) {
      end(item, repetition, present);
      return;
    }
    int first = column;
    for (int i = 0; i < elements.size(); i++) {
      column = first;
      int level = i == 0 ? repetition : lists + 1;
      shred(item, elements.get(i), level, present + 1, lists + 1);
    }
  }

  /** Something above the leaves is null or empty. */
  private void end(Field field, int repetition, int definition) {
    if (isLeaf(field)) {
      columns.get(column++).add(new Entry(repetition, definition, null));
    }
    children(field).forEach(child -> end(child, repetition, definition));
  }
}
