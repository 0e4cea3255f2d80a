package dev.nestedparquet.shred;

import dev.nestedparquet.shred.internal.encode.EncodingRule;

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

  EncodingRule rule() {
    return rule;
  }
}
