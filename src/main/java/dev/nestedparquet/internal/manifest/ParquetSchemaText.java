package dev.nestedparquet.internal.manifest;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.ArrowType.ExtensionType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Writes the Parquet schema that an Arrow schema becomes, in the notation of the Parquet format's
 * own documents. Lists have three levels, and dictionaries of strings become string columns.
 */
public final class ParquetSchemaText {
  /** Key of a field's metadata by which Arrow's libraries keep the field's number in Parquet. */
  private static final String FIELD_ID = "PARQUET:field_id";

  private static final String DATASET_WRITER = "dataset";

  private final DictionaryProvider dictionaries;

  /** True if the writer marks times of day as adjusted to UTC, as older Arrow libraries do. */
  private final boolean timesAreUtc;

  private final StringBuilder text = new StringBuilder();

  private ParquetSchemaText(DictionaryProvider dictionaries, boolean timesAreUtc) {
    this.dictionaries = dictionaries;
    this.timesAreUtc = timesAreUtc;
  }

  /**
   * Text of the schema of the shredder's files.
   *
   * @param dictionaries where the types of dictionary-encoded fields are looked up
   */
  public static String of(Schema schema, DictionaryProvider dictionaries) {
    return of(schema, dictionaries, "");
  }

  /**
   * Text of the schema of a writer's files.
   *
   * @param dictionaries where the types of dictionary-encoded fields are looked up
   * @param writerName name of the writer, as a manifest has it
   */
  public static String of(Schema schema, DictionaryProvider dictionaries, String writerName) {
    ParquetSchemaText writer =
        new ParquetSchemaText(dictionaries, writerName.equals(DATASET_WRITER));
    writer.text.append("message schema {\n");
    for (Field field : schema.getFields()) {
      writer.field(field, field.getName(), 1);
    }
    return writer.text.append("}\n").toString();
  }

  private void field(Field field, String name, int depth) {
    String head = field.isNullable() ? "optional " : "required ";
    if (field.getType() instanceof ArrowType.RunEndEncoded) {
      runs(field, name, depth);
      return;
    }
    ArrowType type = field.getType();
    if (field.getDictionary() != null) {
      type = dictionaries.lookup(field.getDictionary().getId()).getVectorType();
    }
    String extension = field.getMetadata().get(ExtensionType.EXTENSION_METADATA_KEY_NAME);
    while (type instanceof ExtensionType registered) {
      extension = registered.extensionName();
      type = registered.storageType();
    }
    List<Field> children = field.getChildren();
    String id = id(field);
    switch (type.getTypeID()) {
      case Struct -> {
        line(depth, head + "group " + name + id + " {");
        children.forEach(child -> field(child, child.getName(), depth + 1));
        line(depth, "}");
      }
      case List, LargeList, FixedSizeList, ListView, LargeListView -> {
        line(depth, head + "group " + name + " (LIST)" + id + " {");
        line(depth + 1, "repeated group list {");
        field(children.get(0), "element", depth + 2);
        line(depth + 1, "}");
        line(depth, "}");
      }
      case Map -> {
        line(depth, head + "group " + name + " (MAP)" + id + " {");
        line(depth + 1, "repeated group key_value {");
        List<Field> entry = children.get(0).getChildren();
        field(entry.get(0), "key", depth + 2);
        field(entry.get(1), "value", depth + 2);
        line(depth + 1, "}");
        line(depth, "}");
      }
      default -> {
        String annotation = annotation(type, extension);
        line(
            depth,
            head
                + physical(type)
                + " "
                + name
                + (annotation.isEmpty() ? "" : " (" + annotation + ")")
                + id
                + ";");
      }
    }
  }

  /** Appends a run-end encoded field, which is in Parquet what the values of its runs are. */
  private void runs(Field field, String name, int depth) {
    Field values = field.getChildren().get(1);
    Map<String, String> metadata = new HashMap<>(values.getMetadata());
    metadata.remove(FIELD_ID);
    if (field.getMetadata().containsKey(FIELD_ID)) {
      metadata.put(FIELD_ID, field.getMetadata().get(FIELD_ID));
    }
    FieldType type =
        new FieldType(field.isNullable(), values.getType(), values.getDictionary(), metadata);
    field(new Field(name, type, values.getChildren()), name, depth);
  }

  private static String id(Field field) {
    String id = field.getMetadata().get(FIELD_ID);
    return id == null || id.startsWith("-") ? "" : " = " + Integer.parseInt(id);
  }

  private void line(int depth, String line) {
    text.append("  ".repeat(depth)).append(line).append('\n');
  }

  private static String physical(ArrowType type) {
    if (type instanceof ArrowType.Int t) {
      return t.getBitWidth() <= 32 ? "int32" : "int64";
    } else if (type instanceof ArrowType.FloatingPoint t) {
      return switch (t.getPrecision()) {
        case HALF -> "fixed_len_byte_array(2)";
        case SINGLE -> "float";
        case DOUBLE -> "double";
      };
    } else if (type instanceof ArrowType.Bool) {
      return "boolean";
    } else if (type instanceof ArrowType.Date || type instanceof ArrowType.Null) {
      return "int32";
    } else if (type instanceof ArrowType.Time t) {
      return t.getBitWidth() == 32 ? "int32" : "int64";
    } else if (type instanceof ArrowType.Timestamp || type instanceof ArrowType.Duration) {
      return "int64";
    } else if (type instanceof ArrowType.FixedSizeBinary t) {
      return "fixed_len_byte_array(" + t.getByteWidth() + ")";
    } else if (type instanceof ArrowType.Decimal t) {
      return "fixed_len_byte_array(" + decimalBytes(t.getPrecision()) + ")";
    }
    return "binary";
  }

  /** Fewest bytes that hold a signed number of so many decimal digits. */
  private static int decimalBytes(int precision) {
    return BigInteger.TEN.pow(precision).bitLength() / 8 + 1;
  }

  private String annotation(ArrowType type, String extension) {
    if (isText(type)) {
      return "arrow.json".equals(extension) ? "JSON" : "STRING";
    } else if (type instanceof ArrowType.FixedSizeBinary t) {
      return "arrow.uuid".equals(extension) && t.getByteWidth() == 16 ? "UUID" : "";
    } else if (type instanceof ArrowType.Null) {
      return "UNKNOWN";
    } else if (type instanceof ArrowType.FloatingPoint t) {
      return t.getPrecision() == FloatingPointPrecision.HALF ? "FLOAT16" : "";
    } else if (type instanceof ArrowType.Int t) {
      boolean plain = t.getIsSigned() && t.getBitWidth() >= 32;
      return plain ? "" : "INTEGER(" + t.getBitWidth() + "," + t.getIsSigned() + ")";
    } else if (type instanceof ArrowType.Date) {
      return "DATE";
    } else if (type instanceof ArrowType.Time t) {
      return "TIME(" + unit(t.getUnit()) + "," + timesAreUtc + ")";
    } else if (type instanceof ArrowType.Timestamp t) {
      boolean hasZone = t.getTimezone() != null && !t.getTimezone().isEmpty();
      return "TIMESTAMP(" + unit(t.getUnit()) + "," + hasZone + ")";
    } else if (type instanceof ArrowType.Decimal t) {
      return "DECIMAL(" + t.getPrecision() + "," + t.getScale() + ")";
    }
    return "";
  }

  private static boolean isText(ArrowType type) {
    return switch (type.getTypeID()) {
      case Utf8, LargeUtf8, Utf8View -> true;
      default -> false;
    };
  }

  /** Name of a unit in Parquet. Parquet has no seconds; the writer stores them as milliseconds. */
  private static String unit(TimeUnit unit) {
    return switch (unit) {
      case SECOND, MILLISECOND -> "MILLIS";
      case MICROSECOND -> "MICROS";
      case NANOSECOND -> "NANOS";
    };
  }
}
