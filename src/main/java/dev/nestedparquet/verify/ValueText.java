package dev.nestedparquet.verify;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.util.Text;

/** Values as text, in the style of JSON, cut where they are long. */
final class ValueText {
  static final String NULL = "null";
  static final int MOST_ELEMENTS = 8;

  private static final int MOST_CHARACTERS = 80;

  private ValueText() {}

  static String of(FieldVector vector, int index) {
    return of(vector.getObject(index));
  }

  static String member(String name, String value) {
    return "\"" + name + "\": " + value;
  }

  static String listEnd(long length) {
    return length <= MOST_ELEMENTS ? "]" : String.format(", … %,d elements]", length);
  }

  private static String of(Object value) {
    if (value instanceof List<?> list) {
      return list.stream()
          .limit(MOST_ELEMENTS)
          .map(ValueText::of)
          .collect(Collectors.joining(", ", "[", listEnd(list.size())));
    } else if (value instanceof Map<?, ?> struct) {
      return struct.entrySet().stream()
          .map(member -> member(member.getKey().toString(), of(member.getValue())))
          .collect(Collectors.joining(", ", "{", "}"));
    } else if (value instanceof Text || value instanceof String) {
      return quoted(value.toString());
    } else if (value instanceof byte[] bytes) {
      return hexadecimal(bytes);
    }
    return String.valueOf(value);
  }

  private static String quoted(String text) {
    return text.length() <= MOST_CHARACTERS
        ? "\"" + text + "\""
        : String.format(
            "\"%s\"… %,d characters", text.substring(0, MOST_CHARACTERS), text.length());
  }

  private static String hexadecimal(byte[] bytes) {
    StringBuilder text = new StringBuilder("0x");
    for (int i = 0; i < Math.min(bytes.length, MOST_CHARACTERS / 2); i++) {
      text.append(String.format("%02x", bytes[i]));
    }
    return text.append(String.format(" (%,d bytes)", bytes.length)).toString();
  }
}
