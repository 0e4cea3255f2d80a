package dev.nestedparquet.shred;

import dev.nestedparquet.shred.internal.encode.EncodingRule;

/** How the values of a column are to be encoded. */
public enum ColumnEncoding {
  /** Chosen by a sample of each row group's first values. */
  AUTO(EncodingRule.BY_VALUES),
  PLAIN(EncodingRule.PLAIN),
  /** Until the dictionary gets too large, PLAIN from there. */
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
