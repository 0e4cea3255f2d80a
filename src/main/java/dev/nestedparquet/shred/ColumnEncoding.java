package dev.nestedparquet.shred;

/** How the values of a column are to be encoded. */
public enum ColumnEncoding {
  /** Chosen by a sample of each row group's first values. */
  AUTO,
  PLAIN,
  /** Until the dictionary gets too large, PLAIN from there. */
  DICTIONARY,
  /** DELTA_BINARY_PACKED for integers, DELTA_BYTE_ARRAY for byte arrays, PLAIN for all others. */
  DELTA,
  /** DELTA_LENGTH_BYTE_ARRAY for byte arrays, PLAIN for all others. */
  DELTA_LENGTH
}
