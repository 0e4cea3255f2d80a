package dev.nestedparquet.shred.internal.encode;

import dev.nestedparquet.shred.internal.values.DictionaryEntries;
import dev.nestedparquet.shred.internal.values.LeafType;
import org.apache.parquet.format.Type;

/** Encoding of a column's values, as options ask for it. */
public enum EncodingRule {
  /** The encoding that is short for a sample of each row group's first values. */
  BY_VALUES,
  PLAIN,
  /** RLE_DICTIONARY until the dictionary gets too large, PLAIN for the rest of the row group. */
  DICTIONARY,
  /** DELTA_BINARY_PACKED for integers, DELTA_BYTE_ARRAY for byte arrays; PLAIN for all others. */
  DELTA,
  /** DELTA_LENGTH_BYTE_ARRAY for byte arrays; PLAIN for all others. */
  DELTA_LENGTH;

  /**
   * Whether Parquet has this encoding for a type. If the rule is that of all columns, those of
   * other types are PLAIN.
   */
  public boolean suits(LeafType type) {
    return switch (this) {
      case BY_VALUES, PLAIN -> true;
      case DICTIONARY -> type.physical() != Type.BOOLEAN;
      case DELTA ->
          switch (type.physical()) {
            case BOOLEAN, FLOAT, DOUBLE -> false;
            default -> true;
          };
      case DELTA_LENGTH -> type.physical() == Type.BYTE_ARRAY;
    };
  }

  /** Whether the rule asks for a delta encoding, whatever the values are. */
  public boolean isDelta() {
    return this == DELTA || this == DELTA_LENGTH;
  }

  /**
   * Whether values of a type may get delta-encoded lengths.
   *
   * @param isIndexed whether the column's vectors are dictionary-encoded
   */
  public boolean mayEncodeLengths(LeafType type, boolean isIndexed) {
    return switch (this) {
      case BY_VALUES -> type.physical() == Type.BYTE_ARRAY && !isIndexed;
      case DELTA ->
          type.physical() == Type.BYTE_ARRAY || type.physical() == Type.FIXED_LEN_BYTE_ARRAY;
      case DELTA_LENGTH -> type.physical() == Type.BYTE_ARRAY;
      case PLAIN, DICTIONARY -> false;
    };
  }

  /**
   * Whether a column with these entries never has to write an index as the value that it stands
   * for.
   *
   * @param mostBytes bytes of a dictionary page at which it gets too large
   */
  public boolean keepsIndices(DictionaryEntries entries, long mostBytes) {
    return entries.fitInto(mostBytes)
        && (this == DICTIONARY || (this == BY_VALUES && !entries.areMany()));
  }
}
