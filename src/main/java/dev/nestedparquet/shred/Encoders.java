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
  private final PlainEncoder plain;
  private final DictionaryEncoder dictionary;

  Encoders(LeafType type, ColumnEncoding wanted, BufferAllocator allocator) {
    this.type = type;
    this.wanted = wanted;
    plain = new PlainEncoder(type.physical(), allocator);
    dictionary = new DictionaryEncoder(type.width(), allocator);
  }

  /** The encoder for a row group that begins with these values. */
  ValueEncoder choose(LeafReader reader, Selection selection) {
    if (type.physical() == Type.BOOLEAN) {
      return plain;
    }
    return switch (wanted) {
      case PLAIN, DELTA -> plain;
      case DICTIONARY -> dictionary;
      case AUTO -> reader instanceof DictionaryReader ? dictionary : plain;
    };
  }

  DictionaryEncoder dictionary() {
    return dictionary;
  }

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
  }
}
