package dev.nestedparquet.shred.internal.encode;

import dev.nestedparquet.shred.internal.values.DictionaryEntries;
import dev.nestedparquet.shred.internal.values.DictionaryReader;
import dev.nestedparquet.shred.internal.values.LeafReader;
import dev.nestedparquet.shred.internal.values.LeafType;
import dev.nestedparquet.shred.internal.values.Selection;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.parquet.format.Type;

/**
 * The encoders of one column. Each row group chooses one, and another one for the rest of the row
 * group if the dictionary gets too large.
 *
 * <p>If the values decide, and batches are small, the values of a row group's first page wait as
 * PLAIN until there are enough of them; then they are encoded again.
 *
 * <p><em>Ownership:</em> owns the encoders until {@link #close}.
 */
public final class EncodingChoice implements AutoCloseable {
  private final LeafType type;
  private final EncodingRule rule;
  private final long mostDictionaryBytes;
  private final BufferAllocator allocator;
  private final PlainEncoder plain;
  private final DictionaryEncoder dictionary;
  private final ValueEncoder delta;
  private final ValueEncoder deltaLength;

  /** For the rest of a row group whose dictionary is full. */
  private ValueEncoder fallback;

  /** Whether the values so far were too few for a choice. */
  private boolean isUndecided;

  public EncodingChoice(
      LeafType type, EncodingRule rule, long mostDictionaryBytes, BufferAllocator allocator) {
    this.type = type;
    this.rule = rule;
    this.mostDictionaryBytes = mostDictionaryBytes;
    this.allocator = allocator;
    plain = new PlainEncoder(type.physical(), allocator);
    dictionary = new DictionaryEncoder(type.width(), allocator);
    delta =
        switch (type.physical()) {
          case INT32, INT64 -> new DeltaBinaryPackedEncoder(allocator, type.width());
          case BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY -> new DeltaByteArrayEncoder(allocator);
          default -> plain; // Parquet has no delta encoding for these.
        };
    deltaLength =
        type.physical() == Type.BYTE_ARRAY ? new DeltaLengthByteArrayEncoder(allocator) : plain;
    fallback = plain;
  }

  /**
   * Chooses the encoder for a row group that begins with these values. The memory of the other
   * encoders is released, or a column that changes its encoding would come to hold the memory of
   * all.
   */
  public ValueEncoder choose(LeafReader reader, Selection selection) {
    ValueEncoder next =
        switch (rule) {
          case PLAIN -> plain;
          case DICTIONARY -> type.physical() == Type.BOOLEAN ? plain : dictionary;
          case DELTA -> delta;
          case DELTA_LENGTH -> deltaLength;
          case BY_VALUES -> chooseByValues(reader, selection);
        };
    for (ValueEncoder other : List.of(plain, dictionary, delta, deltaLength)) {
      if (other != next) {
        other.close();
      }
    }
    return next;
  }

  private ValueEncoder chooseByValues(LeafReader reader, Selection selection) {
    if (type.physical() == Type.BOOLEAN) {
      return plain;
    }
    boolean areTooFew = selection.count() < ValueSample.ENOUGH_VALUES;
    DictionaryReader indices = reader.dictionary();
    if (indices != null) {
      DictionaryEntries entries = indices.entries();
      if (!entries.areMany() || (areTooFew && entries.fitInto(mostDictionaryBytes))) {
        fallback = plain; // pyarrow makes a dictionary of PLAIN pages, too.
        return dictionary;
      }
    }
    isUndecided = areTooFew;
    if (isUndecided) {
      return plain;
    }
    ValueSample sample = new ValueSample(reader.gather(selection), type);
    ValueEncoder chosen = chooseBySample(sample);
    return indices != null && indices.entriesRepeat(selection) && !sample.neighboursAreAlike()
        ? dictionary
        : chosen;
  }

  private ValueEncoder chooseBySample(ValueSample sample) {
    fallback = sample.lengthsMatter() ? deltaLength : plain;
    if (sample.repeatsItself()) {
      return dictionary;
    }
    return sample.neighboursAreAlike() ? delta : fallback;
  }

  /**
   * Makes a choice that had to wait, if there are enough values by now.
   *
   * @param encoder the encoder in use, which has all values of the page
   * @param pageValues number of these values
   * @return the encoder to go on with, which has these values from here on
   */
  public ValueEncoder reconsider(ValueEncoder encoder, int pageValues) {
    return isUndecided && pageValues >= ValueSample.ENOUGH_VALUES ? decide(pageValues) : encoder;
  }

  /**
   * Makes a choice that had to wait, as the page ends: a choice by few values is better than none.
   * Parameters and result are those of {@link #reconsider}.
   */
  public ValueEncoder reconsiderForPage(ValueEncoder encoder, int pageValues) {
    return isUndecided && pageValues >= ValueSample.LEAST_VALUES ? decide(pageValues) : encoder;
  }

  private ValueEncoder decide(int count) {
    isUndecided = false;
    try (PlainValues waiting = new PlainValues(plain.page(), type.width(), count, allocator)) {
      ValueEncoder chosen = chooseBySample(new ValueSample(waiting.values(), type));
      if (chosen != plain) {
        chosen.append(waiting.values());
        plain.close();
      }
      return chosen;
    }
  }

  /**
   * Bytes by which the encoders' memory grows at most as values are added and the row group ends.
   *
   * @param encoder the one in use; null if one will be chosen
   * @param open values of the page so far, and {@code openBytes} their bytes
   * @param atOnce the most values that are added in a call
   */
  public long growthBytes(
      ValueEncoder encoder, long open, long openBytes, long values, long bytes, long atOnce) {
    if (encoder == dictionary) {
      long growth = dictionary.growthBytes(values, bytes, atOnce);
      return dictionary.dictionaryBytes() + bytes < mostDictionaryBytes
          ? growth
          : growth + fallback.growthBytes(values, bytes, atOnce);
    }
    if (encoder != null && !isUndecided) {
      return encoder.growthBytes(values, bytes, atOnce);
    }
    // PLAIN first, perhaps, and then another one with all that is in the page.
    long most = 0;
    for (ValueEncoder other : candidates()) {
      long growth = other.growthBytes(open + values, openBytes + bytes, open + atOnce);
      if (other == dictionary && openBytes + bytes >= mostDictionaryBytes) {
        growth += deltaLength.growthBytes(values, bytes, atOnce);
      }
      most = Math.max(most, growth);
    }
    return most + (rule == EncodingRule.BY_VALUES ? plain.growthBytes(values, bytes, atOnce) : 0);
  }

  private List<ValueEncoder> candidates() {
    if (type.physical() == Type.BOOLEAN) {
      return List.of(plain);
    }
    return switch (rule) {
      case PLAIN -> List.of(plain);
      case DICTIONARY -> List.of(dictionary);
      case DELTA -> List.of(delta);
      case DELTA_LENGTH -> List.of(deltaLength);
      case BY_VALUES ->
          type.physical() == Type.FIXED_LEN_BYTE_ARRAY
              ? List.of(dictionary)
              : List.of(dictionary, delta, deltaLength);
    };
  }

  /** Whether values wait as PLAIN for a choice. */
  public boolean isUndecided() {
    return isUndecided;
  }

  public DictionaryEncoder dictionary() {
    return dictionary;
  }

  /** For the rest of a row group whose dictionary is full. */
  public ValueEncoder fallback() {
    return fallback;
  }

  /** Begins the next row group. */
  public void clear() {
    dictionary.clear();
    isUndecided = false;
  }

  @Override
  public void close() {
    plain.close();
    dictionary.close();
    delta.close();
    deltaLength.close();
  }
}
