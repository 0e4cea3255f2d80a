package dev.nestedparquet.verify;

import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.util.Text;

/** Values as text, in the style of JSON, cut where they are long. */
final class ValueText {
  static final String NULL = "null";
  static final int MOST_ELEMENTS = 8;

  private static final int MOST_CHARACTERS = 80;

  private ValueText() {}

  /** A value that isn't nested, or null. */
  static String of(FieldVector vector, int index) {
    Object value = vector.getObject(index);
    if (value instanceof Text || value instanceof String) {
      return quoted(value.toString());
    } else if (value instanceof byte[] bytes) {
      return hexadecimal(bytes);
    }
    return String.valueOf(value);
  }

  static String listEnd(long length) {
    return length <= MOST_ELEMENTS ? "]" : String.format(", … %,d elements]", length);
  }

  private static String quoted(String text) {
    if (text.length() <= MOST_CHARACTERS) {
      return "\"" + text + "\"";
    }
    boolean halves = Character.isHighSurrogate(text.charAt(MOST_CHARACTERS - 1));
    String start = text.substring(0, halves ? MOST_CHARACTERS - 1 : MOST_CHARACTERS);
    return String.format("\"%s\"… %,d characters", start, text.length());
  }

  private static String hexadecimal(byte[] bytes) {
    StringBuilder text = new StringBuilder("0x");
    for (int i = 0; i < Math.min(bytes.length, MOST_CHARACTERS / 2); i++) {
      text.append(String.format("%02x", bytes[i]));
    }
    return text.append(String.format(" (%,d bytes)", bytes.length)).toString();
  }
}
