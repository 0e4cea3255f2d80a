package dev.nestedparquet.internal.schema.arrow;

import dev.nestedparquet.internal.schema.model.DataSetFile;
import dev.nestedparquet.internal.schema.model.Lengths;
import dev.nestedparquet.internal.schema.model.Node;
import dev.nestedparquet.internal.schema.model.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.ArrowType.ExtensionType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * The Arrow schema of a data-set file. Elements of lists are named {@code item}, entries of maps
 * {@code entries}; dictionaries are numbered from 1 in the order of the file.
 */
public final class ArrowSchemas {
  private static final String FIELD_ID = "PARQUET:field_id";

  private final Map<Long, Field> dictionaries = new HashMap<>();

  private ArrowSchemas() {}

  /** The schema that record batches of the data set have. */
  public static Schema of(DataSetFile file) {
    return new ArrowSchemas().schema(file);
  }

  /**
   * Dictionaries as far as a schema has them: of the right types, without labels.
   *
   * @param ids those that are wanted
   * @param allocator the dictionaries, which the caller closes, take next to nothing of it
   */
  public static MapDictionaryProvider dictionaryTypes(
      DataSetFile file, LongPredicate ids, BufferAllocator allocator) {
    ArrowSchemas schemas = new ArrowSchemas();
    schemas.schema(file);
    MapDictionaryProvider provider = new MapDictionaryProvider();
    schemas.dictionaries.forEach(
        (id, field) -> {
          if (!ids.test(id)) {
            return;
          }
          FieldType values = new FieldType(true, field.getType(), null);
          FieldVector vector = values.createNewSingleVector(field.getName(), allocator, null);
          provider.put(new Dictionary(vector, field.getDictionary()));
        });
    return provider;
  }

  private Schema schema(DataSetFile file) {
    return new Schema(fields(file.columns()));
  }

  private List<Field> fields(List<Node> nodes) {
    List<Field> fields = new ArrayList<>();
    nodes.forEach(node -> fields.add(field(node)));
    return fields;
  }

  private Field field(Node node) {
    if (node instanceof Node.Leaf leaf) {
      return leaf(leaf);
    } else if (node instanceof Node.Struct struct) {
      return field(node, ArrowType.Struct.INSTANCE, fields(struct.children()));
    } else if (node instanceof Node.ListNode list) {
      ArrowType type =
          list.lengths() instanceof Lengths.Fixed fixed
              ? new ArrowType.FixedSizeList(fixed.length())
              : list.large() ? ArrowType.LargeList.INSTANCE : ArrowType.List.INSTANCE;
      return field(node, type, List.of(field(list.element())));
    }
    Node.MapNode map = (Node.MapNode) node;
    FieldType entry = new FieldType(false, ArrowType.Struct.INSTANCE, null);
    Field key = field(map.key());
    FieldType keyType = new FieldType(false, key.getType(), key.getDictionary(), key.getMetadata());
    Field entries =
        new Field(
            "entries",
            entry,
            List.of(new Field("key", keyType, key.getChildren()), field(map.value())));
    return field(node, new ArrowType.Map(false), List.of(entries));
  }

  private static Field field(Node node, ArrowType type, List<Field> children) {
    return new Field(node.head().name(), fieldType(node, type, null), children);
  }

  private static FieldType fieldType(Node node, ArrowType type, DictionaryEncoding dictionary) {
    Map<String, String> metadata = new HashMap<>(node.head().metadata());
    if (node.head().fieldId() != null) {
      metadata.put(FIELD_ID, Integer.toString(node.head().fieldId()));
    }
    if (node instanceof Node.Leaf leaf && leaf.type() instanceof Type.Uuid) {
      metadata.put(ExtensionType.EXTENSION_METADATA_KEY_NAME, "arrow.uuid");
      metadata.put(ExtensionType.EXTENSION_METADATA_KEY_METADATA, "");
    }
    boolean nullable = !node.head().nulls().required();
    return new FieldType(nullable, type, dictionary, metadata.isEmpty() ? null : metadata);
  }

  private Field leaf(Node.Leaf leaf) {
    ArrowType type = ArrowTypes.of(leaf.type());
    String name = leaf.head().name();
    if (leaf.dictionary() == null) {
      return new Field(name, fieldType(leaf, type, null), null);
    }
    ArrowType.Int index = new ArrowType.Int(leaf.dictionary().bits(), leaf.dictionary().signed());
    DictionaryEncoding encoding = new DictionaryEncoding(dictionaries.size() + 1L, false, index);
    dictionaries.put(encoding.getId(), new Field(name, fieldType(leaf, type, encoding), null));
    return new Field(name, fieldType(leaf, index, encoding), null);
  }
}
