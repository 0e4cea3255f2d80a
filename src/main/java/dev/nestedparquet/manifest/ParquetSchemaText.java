package dev.nestedparquet.manifest;

import java.math.BigInteger;
import java.util.List;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * The Parquet schema that an Arrow schema becomes, in the notation of the Parquet format's own
 * documents: three-level lists, string columns for dictionaries of strings.
 */
public final class ParquetSchemaText {
  private final DictionaryProvider dictionaries;
  private final StringBuilder text = new StringBuilder();

  private ParquetSchemaText(DictionaryProvider dictionaries) {
    this.dictionaries = dictionaries;
  }

  /**
   * The schema as text.
   *
   * @param dictionaries where the types of dictionary-encoded fields are looked up
   */
  public static String of(Schema schema, DictionaryProvider dictionaries) {
    ParquetSchemaText writer = new ParquetSchemaText(dictionaries);
    writer.text.append("message schema {\n");
    for (Field field : schema.getFields()) {
      writer.field(field, field.getName(), 1);
    }
    return writer.text.append("}\n").toString();
  }

  private void field(Field field, String name, int depth) {
    String head = field.isNullable() ? "optional " : "required ";
    ArrowType type = field.getType();
    if (field.getDictionary() != null) {
      type = dictionaries.lookup(field.getDictionary().getId()).getVectorType();
    }
    List<Field> children = field.getChildren();
    switch (type.getTypeID()) {
      case Struct -> {
        line(depth, head + "group " + name + " {");
        children.forEach(child -> field(child, child.getName(), depth + 1));
        line(depth, "}");
      }
      case List, LargeList, FixedSizeList -> {
        line(depth, head + "group " + name + " (LIST) {");
        line(depth + 1, "repeated group list {");
        field(children.get(0), "element", depth + 2);
        line(depth + 1, "}");
        line(depth, "}");
      }
      case Map -> {
        line(depth, head + "group " + name + " (MAP) {");
        line(depth + 1, "repeated group key_value {");
        List<Field> entry = children.get(0).getChildren();
        field(entry.get(0), "key", depth + 2);
        field(entry.get(1), "value", depth + 2);
        line(depth + 1, "}");
        line(depth, "}");
      }
      default -> {
        String annotation = annotation(type);
        line(
            depth,
            head
                + physical(type)
                + " "
                + name
                + (annotation.isEmpty() ? "" : " (" + annotation + ")")
                + ";");
      }
    }
  }

  private void line(int depth, String line) {
    text.append("  ".repeat(depth)).append(line).append('\n');
  }

  private static String physical(ArrowType type) {
    if (type instanceof ArrowType.Int t) {
      return t.getBitWidth() <= 32 ? "int32" : "int64";
    } else if (type instanceof ArrowType.FloatingPoint t) {
      return t.getPrecision() == FloatingPointPrecision.DOUBLE ? "double" : "float";
    } else if (type instanceof ArrowType.Bool) {
      return "boolean";
    } else if (type instanceof ArrowType.Date) {
      return "int32";
    } else if (type instanceof ArrowType.Time t) {
      return t.getBitWidth() == 32 ? "int32" : "int64";
    } else if (type instanceof ArrowType.Timestamp) {
      return "int64";
    } else if (type instanceof ArrowType.FixedSizeBinary t) {
      return "fixed_len_byte_array(" + t.getByteWidth() + ")";
    } else if (type instanceof ArrowType.Decimal t) {
      return "fixed_len_byte_array(" + decimalBytes(t.getPrecision()) + ")";
    }
    return "binary";
  }

  /** The fewest bytes that hold a signed number of so many decimal digits. */
  private static int decimalBytes(int precision) {
    return BigInteger.TEN.pow(precision).bitLength() / 8 + 1;
  }

  private static String annotation(ArrowType type) {
    if (type instanceof ArrowType.Utf8 || type instanceof ArrowType.LargeUtf8) {
      return "STRING";
    } else if (type instanceof ArrowType.Int t) {
      boolean plain = t.getIsSigned() && t.getBitWidth() >= 32;
      return plain ? "" : "INTEGER(" + t.getBitWidth() + "," + t.getIsSigned() + ")";
    } else if (type instanceof ArrowType.Date) {
      return "DATE";
    } else if (type instanceof ArrowType.Time t) {
      return "TIME(" + unit(t.getUnit()) + ",true)";
    } else if (type instanceof ArrowType.Timestamp t) {
      return "TIMESTAMP(" + unit(t.getUnit()) + "," + (t.getTimezone() != null) + ")";
    } else if (type instanceof ArrowType.Decimal t) {
      return "DECIMAL(" + t.getPrecision() + "," + t.getScale() + ")";
    }
    return "";
  }

  /** Parquet has no seconds; the writer stores them as milliseconds. */
  private static String unit(TimeUnit unit) {
    return switch (unit) {
      case SECOND, MILLISECOND -> "MILLIS";
      case MICROSECOND -> "MICROS";
      case NANOSECOND -> "NANOS";
    };
  }
}
