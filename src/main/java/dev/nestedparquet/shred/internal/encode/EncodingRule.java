package dev.nestedparquet.shred.internal.encode;

import dev.nestedparquet.shred.internal.values.DictionaryEntries;
import dev.nestedparquet.shred.internal.values.LeafType;
import org.apache.parquet.format.Type;

/** How the values of a column are to be encoded, as the user has it. */
public enum EncodingRule {
  /** By a sample of each row group's first values. */
  BY_VALUES,
  PLAIN,
  /** Until the dictionary gets too large; PLAIN from there. */
  DICTIONARY,
  /** DELTA_BINARY_PACKED for integers, DELTA_BYTE_ARRAY for byte arrays; PLAIN for all others. */
  DELTA,
  /** DELTA_LENGTH_BYTE_ARRAY for byte arrays; PLAIN for all others. */
  DELTA_LENGTH;

  /**
   * Whether there is such an encoding of the type; where all columns are meant, others are PLAIN.
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

  /** Whether it asks for delta encoding, whatever the values are. */
  public boolean isDelta() {
    return this == DELTA || this == DELTA_LENGTH;
  }

  /**
   * Whether a value may come to have delta-encoded lengths.
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
   * Whether a dictionary-encoded column never has to write an index as the value that it stands
   * for.
   *
   * @param mostBytes of a dictionary page
   */
  public boolean keepsIndices(DictionaryEntries entries, long mostBytes) {
    return entries.fitInto(mostBytes)
        && (this == DICTIONARY || (this == BY_VALUES && !entries.areMany()));
  }
}
