package dev.nestedparquet.shred.internal.file;

import dev.nestedparquet.shred.internal.levels.ColumnTree;
import dev.nestedparquet.shred.internal.values.StorageType;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.ArrowType.ExtensionType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.arrow.vector.util.DictionaryUtility;

/**
 * Makes the text of the Arrow schema that Arrow's libraries keep in a Parquet file by the key
 * {@code ARROW:schema}: an encapsulated IPC message, in base64.
 *
 * <p>Some fields are described by another type than the batches have, since readers could not read
 * the file otherwise:
 *
 * <ul>
 *   <li>Dictionary-encoded fields inside a list or struct are described by the type of their
 *       values: pyarrow refuses to read a nested dictionary from more than one row group ("Nested
 *       data conversions not implemented for chunked array outputs").
 *   <li>Dictionary-encoded fields with delta encoding are described so, too: pyarrow makes no
 *       dictionary of delta-encoded pages.
 *   <li>Dictionary-encoded fields with values other than strings and bytes are described so, too:
 *       pyarrow makes no dictionaries of such values, and would forget their time zone, or that
 *       they are durations.
 *   <li>Dictionary-encoded fields of an extension type are described so, too: pyarrow would find
 *       another storage type than it knows ("Invalid storage type for JsonExtensionType:
 *       dictionary").
 *   <li>Indices of fewer than 32 bits are described as 32 bits. A dictionary may be replaced from
 *       batch to batch, so a column chunk can have more entries than the index type counts.
 *       pyarrow, polars and DataFusion then can't read the column. The width doesn't depend on the
 *       data, so that all files of a data set have the same schema.
 *   <li>Run-end encoded fields are described by the type of their values: no reader makes runs.
 *   <li>Views of text, binary and lists are described by the types without views: pyarrow has no
 *       filters for views ("Function 'array_filter' has no kernel matching input types
 *       (string_view, bool)"), and polars panics at views of lists ("not yet implemented").
 *   <li>Fixed-size lists that may be null, or have a size of 0, are described as lists: pyarrow
 *       looks for the elements of a null one ("Expected all lists to be of size=3 but index 1 had
 *       size=0"). This doesn't depend on the data, either.
 * </ul>
 */
public final class ArrowSchemaText {
  /** Key of the text in the metadata of a file. */
  public static final String KEY = "ARROW:schema";

  /**
   * Prefix of extension types whose storage type pyarrow checks: it can't read a file with another
   * storage type.
   */
  private static final String CANONICAL = "arrow.";

  /** Names in Parquet of a map's keys and values, whatever Arrow's fields are called. */
  private static final List<String> ENTRY_NAMES = List.of("key", "value");

  private static final ArrowType.Int WIDE_INDEX = new ArrowType.Int(32, /* isSigned= */ true);

  private final DictionaryProvider dictionaries;
  private final Set<String> simplified;

  private ArrowSchemaText(DictionaryProvider dictionaries, Set<String> simplified) {
    this.dictionaries = dictionaries;
    this.simplified = simplified;
  }

  /**
   * Makes the text for a schema.
   *
   * @param simplified Parquet paths of the dictionary-encoded fields to describe by the type of
   *     their values, and of the fixed-size lists to describe as lists
   */
  public static String of(Schema schema, DictionaryProvider dictionaries, Set<String> simplified) {
    ArrowSchemaText text = new ArrowSchemaText(dictionaries, simplified);
    List<Field> fields = schema.getFields().stream().map(text::column).toList();
    byte[] message = new Schema(fields, schema.getCustomMetadata()).serializeAsMessage();
    return Base64.getEncoder().encodeToString(message);
  }

  private Field column(Field field) {
    return isKeptDictionary(field) && !simplified.contains(field.getName())
        ? withWideIndices(DictionaryUtility.toMessageFormat(field, dictionaries, new HashSet<>()))
        : simple(field, field.getName(), /* isEntry= */ false);
  }

  private static Field withWideIndices(Field field) {
    DictionaryEncoding encoding = field.getDictionary();
    if (encoding.getIndexType().getBitWidth() >= WIDE_INDEX.getBitWidth()) {
      return field;
    }
    DictionaryEncoding wide =
        new DictionaryEncoding(encoding.getId(), encoding.isOrdered(), WIDE_INDEX);
    return new Field(
        field.getName(),
        new FieldType(field.isNullable(), field.getType(), wide, field.getMetadata()),
        field.getChildren());
  }

  private boolean isKeptDictionary(Field field) {
    if (field.getDictionary() == null || StorageType.of(field).extension() != null) {
      return false;
    }
    ArrowType type = dictionaries.lookup(field.getDictionary().getId()).getVectorType();
    return switch (type.getTypeID()) {
      case Utf8, LargeUtf8, Binary, LargeBinary -> true;
      default -> false;
    };
  }

  /**
   * Describes a field.
   *
   * @param path path of the field in the Parquet schema
   * @param isEntry whether the field is the struct of a map's entries
   */
  private Field simple(Field field, String path, boolean isEntry) {
    if (field.getType() instanceof ArrowType.RunEndEncoded) {
      return runs(field, path);
    }
    ArrowType type = field.getType();
    List<Field> children = new ArrayList<>();
    for (int i = 0; i < field.getChildren().size(); i++) {
      Field child = field.getChildren().get(i);
      String name = isEntry ? ENTRY_NAMES.get(i) : parquetName(type, child);
      boolean isMap = type.getTypeID() == ArrowType.ArrowTypeID.Map;
      children.add(simple(child, path + "." + name, isMap));
    }
    DictionaryEncoding encoding = field.getDictionary();
    StorageType storage = StorageType.of(field);
    boolean isList =
        storage.type() instanceof ArrowType.FixedSizeList lists
            && (simplified.contains(path) || lists.getListSize() == 0);
    Map<String, String> metadata = new HashMap<>(field.getMetadata());
    if (encoding != null) {
      type = withoutView(dictionaries.lookup(encoding.getId()).getVectorType());
    } else if (isList) {
      type = ArrowType.List.INSTANCE;
    } else if (!withoutView(storage.type()).equals(storage.type())) {
      if (type instanceof ArrowType.ExtensionType extension) {
        metadata.put(ExtensionType.EXTENSION_METADATA_KEY_NAME, extension.extensionName());
        metadata.put(ExtensionType.EXTENSION_METADATA_KEY_METADATA, extension.serialize());
      }
      type = withoutView(storage.type());
    }
    boolean isChanged = isList || !children.equals(field.getChildren());
    if (isChanged && storage.extension() != null && storage.extension().startsWith(CANONICAL)) {
      type = isList ? type : storage.type();
      metadata.remove(ExtensionType.EXTENSION_METADATA_KEY_NAME);
      metadata.remove(ExtensionType.EXTENSION_METADATA_KEY_METADATA);
    }
    return new Field(
        field.getName(), new FieldType(field.isNullable(), type, null, metadata), children);
  }

  private static ArrowType withoutView(ArrowType type) {
    return switch (type.getTypeID()) {
      case Utf8View -> ArrowType.Utf8.INSTANCE;
      case BinaryView -> ArrowType.Binary.INSTANCE;
      case ListView -> ArrowType.List.INSTANCE;
      case LargeListView -> ArrowType.LargeList.INSTANCE;
      default -> type;
    };
  }

  /** Describes a run-end encoded field by its values. */
  private Field runs(Field field, String path) {
    Field values = simple(field.getChildren().get(1), path, /* isEntry= */ false);
    Map<String, String> metadata = new HashMap<>(values.getMetadata());
    metadata.putAll(field.getMetadata());
    return new Field(
        field.getName(),
        new FieldType(field.isNullable(), values.getType(), null, metadata),
        values.getChildren());
  }

  /** A child's name in Parquet, as {@link ColumnTree} gives it. */
  private static String parquetName(ArrowType parent, Field child) {
    return switch (parent.getTypeID()) {
      case Struct -> child.getName();
      case Map -> "key_value";
      default -> "list.element";
    };
  }
}
