package dev.nestedparquet.internal.verify.compare;

import java.util.Locale;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.util.Text;

/** Writes values as text, in the style of JSON; long texts are cut. */
final class ValueText {
  static final String NULL = "null";
  static final int MOST_ELEMENTS = 8;

  private static final int MOST_CHARACTERS = 80;

  /** Number of characters of a long text that are shown before the first that differs. */
  private static final int CONTEXT = 20;

  private ValueText() {}

  /** Text of a value that isn't nested, or of a null. */
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
    return length <= MOST_ELEMENTS ? "]" : String.format(Locale.ROOT, ", … %,d elements]", length);
  }

  /**
   * Text that differs from another one. Of a long text, only the part where the difference begins.
   */
  static String of(String text, String other) {
    int same = 0;
    while (same < Math.min(text.length(), other.length())
        && text.charAt(same) == other.charAt(same)) {
      same++;
    }
    if (same < MOST_CHARACTERS - CONTEXT) {
      return quoted(text);
    }
    int start = whole(text, same - CONTEXT);
    int end = whole(text, Math.min(text.length(), start + MOST_CHARACTERS));
    return String.format(
        Locale.ROOT,
        "\"%s\", characters %,d to %,d of %,d",
        text.substring(start, end),
        start,
        end,
        text.length());
  }

  private static String quoted(String text) {
    if (text.length() <= MOST_CHARACTERS) {
      return "\"" + text + "\"";
    }
    String start = text.substring(0, whole(text, MOST_CHARACTERS));
    return String.format(Locale.ROOT, "\"%s\"… %,d characters", start, text.length());
  }

  /** The index, or the one before it if the index would split a surrogate pair. */
  private static int whole(String text, int index) {
    boolean halves = index < text.length() && Character.isLowSurrogate(text.charAt(index));
    return halves ? index - 1 : index;
  }

  private static String hexadecimal(byte[] bytes) {
    StringBuilder text = new StringBuilder("0x");
    for (int i = 0; i < Math.min(bytes.length, MOST_CHARACTERS / 2); i++) {
      text.append(String.format(Locale.ROOT, "%02x", bytes[i]));
    }
    return text.append(String.format(Locale.ROOT, " (%,d bytes)", bytes.length)).toString();
  }
}
