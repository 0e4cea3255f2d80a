package dev.nestedparquet.internal.schema.reference;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/** Rows as one line of ASCII each, the same on every JDK. */
public final class RowText {
  private RowText() {}

  public static String of(Object value) {
    if (value instanceof Map<?, ?> fields) {
      StringJoiner text = new StringJoiner(", ", "{", "}");
      fields.forEach((name, field) -> text.add(name + ": " + of(field)));
      return text.toString();
    } else if (value instanceof List<?> elements) {
      StringJoiner text = new StringJoiner(", ", "[", "]");
      elements.forEach(element -> text.add(of(element)));
      return text.toString();
    } else if (value instanceof Double number) {
      return Double.toHexString(number);
    } else if (value instanceof Float number) {
      return Float.toHexString(number);
    }
    return value instanceof String string ? quoted(string) : String.valueOf(value);
  }

  private static String quoted(String string) {
    StringBuilder text = new StringBuilder("\"");
    for (int i = 0; i < string.length(); i++) {
      char c = string.charAt(i);
      if (c < ' ' || c > '~' || c == '"' || c == '\\') {
        text.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        text.append(c);
      }
    }
    return text.append('"').toString();
  }
}
