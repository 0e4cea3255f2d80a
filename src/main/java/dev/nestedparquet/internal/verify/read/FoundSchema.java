package dev.nestedparquet.internal.verify.read;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Writes a file's schema, which DuckDB's {@code parquet_schema} tells, in the notation of {@link
 * dev.nestedparquet.internal.manifest.ParquetSchemaText}.
 */
final class FoundSchema {
  private static final Pattern INTEGER = Pattern.compile("(U?)INT_(\\d+)");
  private static final Pattern TIME = Pattern.compile("(TIME|TIMESTAMP)_(MILLIS|MICROS)");

  private final ResultSet nodes;
  private final StringBuilder text = new StringBuilder();

  /**
   * Makes the text of a schema.
   *
   * @param nodes the schema's nodes in the order of the file: each before its children; borrowed
   */
  FoundSchema(ResultSet nodes) {
    this.nodes = nodes;
  }

  String text() throws SQLException {
    if (nodes.next()) {
      text.append("message schema {\n");
      children(nodes.getInt("num_children"), 1);
      text.append("}\n");
    }
    return text.toString();
  }

  private void children(int count, int depth) throws SQLException {
    for (int i = 0; i < count && nodes.next(); i++) {
      String indent = "  ".repeat(depth);
      text.append(indent)
          .append(String.valueOf(nodes.getString("repetition_type")).toLowerCase(Locale.ROOT));
      int children = nodes.getInt("num_children");
      String physical = nodes.getString("type");
      text.append(' ').append(physical == null ? "group" : physical(physical));
      text.append(' ').append(nodes.getString("name"));
      String annotation = annotation();
      if (!annotation.isEmpty()) {
        text.append(" (").append(annotation).append(')');
      }
      String id = nodes.getString("field_id");
      if (id != null) {
        text.append(" = ").append(id);
      }
      if (physical == null) {
        text.append(" {\n");
        children(children, depth + 1);
        text.append(indent).append("}\n");
      } else {
        text.append(";\n");
      }
    }
  }

  private String physical(String type) throws SQLException {
    return switch (type) {
      case "BYTE_ARRAY" -> "binary";
      case "FIXED_LEN_BYTE_ARRAY" -> "fixed_len_byte_array(" + nodes.getString("type_length") + ")";
      default -> type.toLowerCase(Locale.ROOT);
    };
  }

  private static String unit(String logical) {
    return Stream.of("MILLIS", "MICROS", "NANOS")
        .filter(unit -> logical.contains(unit + "=") && !logical.contains(unit + "=<null>"))
        .findFirst()
        .orElse("?");
  }

  private String annotation() throws SQLException {
    String converted = nodes.getString("converted_type");
    String logical = String.valueOf(nodes.getString("logical_type"));
    boolean toUtc = logical.contains("isAdjustedToUTC=1");
    if (converted == null) {
      if (logical.startsWith("TimestampType") || logical.startsWith("TimeType")) {
        String type = logical.startsWith("TimeType") ? "TIME" : "TIMESTAMP";
        return type + "(" + unit(logical) + "," + toUtc + ")";
      }
      return switch (logical) {
        case "null" -> "";
        case "NullType()" -> "UNKNOWN";
        case "UUIDType()" -> "UUID";
        case "Float16Type()" -> "FLOAT16";
        default -> logical;
      };
    }
    Matcher integer = INTEGER.matcher(converted);
    if (integer.matches()) {
      boolean signed = integer.group(1).isEmpty();
      String bits = integer.group(2);
      return signed && bits.length() == 2 && !bits.equals("16")
          ? ""
          : "INTEGER(" + bits + "," + signed + ")";
    }
    Matcher time = TIME.matcher(converted);
    if (time.matches()) {
      return time.group(1) + "(" + time.group(2) + "," + toUtc + ")";
    }
    return switch (converted) {
      case "UTF8" -> "STRING";
      case "DECIMAL" ->
          "DECIMAL(" + nodes.getString("precision") + "," + nodes.getString("scale") + ")";
      default -> converted;
    };
  }
}
