package dev.nestedparquet.shred.internal.levels;

import dev.nestedparquet.shred.internal.values.LeafValues;
import dev.nestedparquet.shred.internal.values.RefusedColumnException;
import dev.nestedparquet.shred.internal.values.StorageType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.ListType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.MapType;
import org.apache.parquet.format.SchemaElement;

/**
 * An Arrow schema's fields as nodes, and the Parquet schema that follows from them: lists have
 * three levels ({@code list}, {@code element}), maps have {@code key_value}, as the format's
 * LogicalTypes.md has them.
 *
 * <p><em>Ownership:</em> owns the nodes' scratch memory until {@link #close}.
 */
public final class ColumnTree implements AutoCloseable {
  /** Levels are kept as bytes, and compared by their sign. */
  private static final int MOST_LEVELS = 127;

  /** Key in a field's metadata, where Arrow's libraries keep its id in the Parquet schema. */
  private static final String FIELD_ID = "PARQUET:field_id";

  private final DictionaryProvider dictionaries;
  private final BufferAllocator allocator;
  private final Levels levels;
  private final List<ColumnNode> columns = new ArrayList<>();
  private final List<LeafNode> leaves = new ArrayList<>();
  private final List<ListNode> lists = new ArrayList<>();
  private final List<SchemaElement> elements = new ArrayList<>();

  /**
   * Maps a schema.
   *
   * @throws RefusedColumnException if a column can't be written
   * @throws IllegalArgumentException if the schema has no columns
   */
  public ColumnTree(Schema schema, DictionaryProvider dictionaries, BufferAllocator allocator) {
    this.dictionaries = dictionaries;
    this.allocator = allocator;
    levels = new Levels(allocator);
    if (schema.getFields().isEmpty()) {
      throw new IllegalArgumentException("the schema has no columns; a Parquet file needs one");
    }
    SchemaElement root = new SchemaElement("schema");
    root.setNum_children(schema.getFields().size());
    elements.add(root);
    requireDistinctNames(schema.getFields(), List.of());
    for (Field field : schema.getFields()) {
      columns.add(node(null, field, List.of(), field.getName(), field.isNullable()));
    }
    for (LeafNode leaf : leaves) {
      if (leaf.presentLevel > MOST_LEVELS) {
        throw new RefusedColumnException(
            leaf.path, "nested " + leaf.presentLevel + " levels deep, above " + MOST_LEVELS);
      }
    }
  }

  public List<SchemaElement> elements() {
    return elements;
  }

  public List<LeafNode> leaves() {
    return leaves;
  }

  public List<ListNode> lists() {
    return lists;
  }

  public Levels levels() {
    return levels;
  }

  public void bind(VectorSchemaRoot root) {
    List<FieldVector> vectors = root.getFieldVectors();
    for (int i = 0; i < columns.size(); i++) {
      columns.get(i).bind(vectors.get(i), root.getRowCount());
    }
  }

  private ColumnNode node(
      ColumnNode parent, Field field, List<String> above, String name, boolean nullable) {
    List<String> path = below(above, name);
    SchemaElement element = new SchemaElement(name);
    element.setRepetition_type(
        nullable ? FieldRepetitionType.OPTIONAL : FieldRepetitionType.REQUIRED);
    elements.add(element);
    setId(element, field, path);
    if (field.getDictionary() != null) {
      return leaf(parent, field, path, nullable, element);
    }
    return switch (StorageType.of(field).type().getTypeID()) {
      case Struct -> struct(parent, field, path, nullable, element);
      case List, LargeList, FixedSizeList, ListView, LargeListView ->
          list(parent, field, path, nullable, element);
      case Map -> map(parent, field, path, nullable, element);
      default -> leaf(parent, field, path, nullable, element);
    };
  }

  /**
   * Gives an element the number by which table formats know it, if its field has one: a negative
   * number is none, as it is to Arrow's C++ library ({@code FieldIdFromMetadata}).
   */
  private static void setId(SchemaElement element, Field field, List<String> path) {
    String id = field.getMetadata().get(FIELD_ID);
    if (id == null) {
      return;
    }
    try {
      int number = Integer.parseInt(id);
      if (number >= 0) {
        element.setField_id(number);
      }
    } catch (NumberFormatException e) {
      throw new RefusedColumnException(
          text(path),
          String.format(
              Locale.ROOT,
              "its metadata says %s=%s; it takes a whole number of up to %d (none: below 0), or no"
                  + " entry",
              FIELD_ID,
              id,
              Integer.MAX_VALUE));
    }
  }

  /**
   * Refuses fields of the same name side by side: readers find a column by its names, and would
   * find none or the wrong one.
   */
  private static void requireDistinctNames(List<Field> siblings, List<String> above) {
    Set<String> names = new HashSet<>();
    for (Field field : siblings) {
      if (!names.add(field.getName())) {
        throw new RefusedColumnException(
            text(below(above, field.getName())), "another field beside it has the same name");
      }
    }
  }

  private static List<String> below(List<String> path, String name) {
    List<String> longer = new ArrayList<>(path);
    longer.add(name);
    return longer;
  }

  private static String text(List<String> path) {
    return String.join(".", path);
  }

  private StructNode struct(
      ColumnNode parent, Field field, List<String> path, boolean nullable, SchemaElement element) {
    StructNode struct = new StructNode(parent, text(path), nullable);
    addChildren(struct, field, path, element);
    return struct;
  }

  private void addChildren(
      StructNode struct, Field field, List<String> path, SchemaElement element) {
    if (field.getChildren().isEmpty()) {
      throw new RefusedColumnException(text(path), "Parquet has no struct without fields");
    }
    requireDistinctNames(field.getChildren(), path);
    element.setNum_children(field.getChildren().size());
    for (Field child : field.getChildren()) {
      struct.add(node(struct, child, path, child.getName(), child.isNullable()));
    }
  }

  private ListNode list(
      ColumnNode parent, Field field, List<String> path, boolean nullable, SchemaElement element) {
    element.setNum_children(1);
    element.setLogicalType(LogicalType.LIST(new ListType()));
    element.setConverted_type(ConvertedType.LIST);
    ListNode list = newList(parent, path, nullable);
    elements.add(repeated("list", 1));
    Field child = field.getChildren().get(0);
    list.setChild(node(list, child, below(path, "list"), "element", child.isNullable()));
    return list;
  }

  private ListNode map(
      ColumnNode parent, Field field, List<String> path, boolean nullable, SchemaElement element) {
    element.setNum_children(1);
    element.setLogicalType(LogicalType.MAP(new MapType()));
    element.setConverted_type(ConvertedType.MAP);
    ListNode map = newList(parent, path, nullable);
    SchemaElement entry = repeated("key_value", 2);
    elements.add(entry);
    Field entries = field.getChildren().get(0);
    List<String> entryPath = below(path, "key_value");
    StructNode struct = new StructNode(map, text(entryPath), /* nullable= */ false);
    Field key = entries.getChildren().get(0);
    Field value = entries.getChildren().get(1);
    struct.add(node(struct, key, entryPath, "key", /* nullable= */ false));
    struct.add(node(struct, value, entryPath, "value", value.isNullable()));
    map.setChild(struct);
    return map;
  }

  private ListNode newList(ColumnNode parent, List<String> path, boolean nullable) {
    ListNode list = new ListNode(parent, text(path), nullable, levels);
    lists.add(list);
    return list;
  }

  private static SchemaElement repeated(String name, int children) {
    SchemaElement element = new SchemaElement(name);
    element.setRepetition_type(FieldRepetitionType.REPEATED);
    element.setNum_children(children);
    return element;
  }

  private LeafNode leaf(
      ColumnNode parent, Field field, List<String> path, boolean nullable, SchemaElement element) {
    LeafValues values = LeafValues.of(field, text(path), dictionaries, allocator);
    if (values.type().isNull() && !nullable) {
      throw new RefusedColumnException(
          text(path), "of type Null, and declared not null; Parquet's must be nullable");
    }
    values.type().describe(element);
    LeafNode leaf = new LeafNode(parent, path, nullable, values.type(), values.reader());
    leaves.add(leaf);
    return leaf;
  }

  @Override
  public void close() {
    leaves.forEach(leaf -> leaf.reader.close());
    lists.forEach(ListNode::close);
    levels.close();
  }
}
