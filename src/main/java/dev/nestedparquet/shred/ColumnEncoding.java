package dev.nestedparquet.shred;

import dev.nestedparquet.shred.internal.encode.EncodingRule;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Encoding of a column's values, as options ask for it. */
public enum ColumnEncoding {
  /**
   * The encoding that is short for a sample of the row group's first values, chosen for each row
   * group.
   */
  AUTO(EncodingRule.BY_VALUES),
  PLAIN(EncodingRule.PLAIN),
  /**
   * RLE_DICTIONARY until the dictionary exceeds {@link ShredderOptions#dictionaryBytes}, PLAIN for
   * the rest of the row group. Booleans are PLAIN.
   */
  DICTIONARY(EncodingRule.DICTIONARY),
  /** DELTA_BINARY_PACKED for integers, DELTA_BYTE_ARRAY for byte arrays, PLAIN for all others. */
  DELTA(EncodingRule.DELTA),
  /** DELTA_LENGTH_BYTE_ARRAY for byte arrays, PLAIN for all others. */
  DELTA_LENGTH(EncodingRule.DELTA_LENGTH);

  private final EncodingRule rule;

  ColumnEncoding(EncodingRule rule) {
    this.rule = rule;
  }

  /**
   * Takes the text of an option, in lower or upper case.
   *
   * @throws IllegalArgumentException if the text is none of the allowed ones, which the message
   *     names
   */
  public static ColumnEncoding parse(String text) {
    for (ColumnEncoding encoding : values()) {
      if (encoding.text().equalsIgnoreCase(text)) {
        return encoding;
      }
    }
    throw new IllegalArgumentException("encoding: '" + text + "' is none of " + names());
  }

  /** The texts that {@link #parse} takes, for messages. */
  public static String names() {
    return Arrays.stream(values()).map(ColumnEncoding::text).collect(Collectors.joining(", "));
  }

  /** The text of which {@link #parse} makes the same encoding. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  EncodingRule rule() {
    return rule;
  }
}
