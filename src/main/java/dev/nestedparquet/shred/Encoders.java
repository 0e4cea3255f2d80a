package dev.nestedparquet.shred;

import org.apache.arrow.memory.BufferAllocator;
import org.apache.parquet.format.Type;

/**
 * The encoders of one column, of which each row group chooses one, and another one for the rest of
 * it should its dictionary get too large.
 *
 * <p><em>Ownership:</em> the encoders are its own until {@link #close}.
 */
final class Encoders implements AutoCloseable {
  private final LeafType type;
  private final ColumnEncoding wanted;
  private final ValueEncoder plain;
  private final DictionaryEncoder dictionary;
  private final ValueEncoder delta;

  /** By the last sample that told anything. */
  private ValueEncoder chosen;

  Encoders(LeafType type, ColumnEncoding wanted, BufferAllocator allocator) {
    this.type = type;
    this.wanted = wanted;
    plain = new PlainEncoder(type.physical(), allocator);
    dictionary = new DictionaryEncoder(type.width(), allocator);
    delta =
        switch (type.physical()) {
          case INT32, INT64 -> new DeltaBinaryPackedEncoder(allocator, type.width());
          case BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY -> new DeltaByteArrayEncoder(allocator);
          default -> plain; // There is none for these.
        };
    chosen = plain;
  }

  /**
   * Whether there is such an encoding of the type; where all columns are meant, others are PLAIN.
   */
  static boolean canHonour(LeafType type, ColumnEncoding encoding) {
    return switch (type.physical()) {
      case BOOLEAN -> encoding != ColumnEncoding.DICTIONARY && encoding != ColumnEncoding.DELTA;
      case FLOAT, DOUBLE -> encoding != ColumnEncoding.DELTA;
      default -> true;
    };
  }

  /** The encoder for a row group that begins with these values. */
  ValueEncoder choose(LeafReader reader, Selection selection) {
    return switch (wanted) {
      case PLAIN -> plain;
      case DICTIONARY -> type.physical() == Type.BOOLEAN ? plain : dictionary;
      case DELTA -> delta;
      case AUTO -> chooseBySample(reader, selection);
    };
  }

  private ValueEncoder chooseBySample(LeafReader reader, Selection selection) {
    if (type.physical() == Type.BOOLEAN) {
      return plain;
    }
    if (reader instanceof DictionaryReader) {
      return dictionary;
    }
    ValueSample sample = new ValueSample(reader.gather(selection), type);
    if (sample.isLargeEnough()) {
      chosen = sample.repeatsItself() ? dictionary : sample.neighboursAreAlike() ? delta : plain;
    }
    return chosen;
  }

  DictionaryEncoder dictionary() {
    return dictionary;
  }

  /** For the rest of a row group whose dictionary is full. */
  ValueEncoder fallback() {
    return plain;
  }

  /** Begins the next row group. */
  void clear() {
    dictionary.clear();
  }

  @Override
  public void close() {
    plain.close();
    dictionary.close();
    delta.close();
  }
}
