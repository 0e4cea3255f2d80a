package dev.nestedparquet.shred;

import static org.apache.arrow.memory.util.MemoryUtil.copyMemory;
import static org.apache.arrow.memory.util.MemoryUtil.getByte;
import static org.apache.arrow.memory.util.MemoryUtil.getInt;
import static org.apache.arrow.memory.util.MemoryUtil.getLong;
import static org.apache.arrow.memory.util.MemoryUtil.getShort;
import static org.apache.arrow.memory.util.MemoryUtil.putByte;
import static org.apache.arrow.memory.util.MemoryUtil.putInt;
import static org.apache.arrow.memory.util.MemoryUtil.putLong;

import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.dictionary.DictionaryProvider;

/**
 * Reads a dictionary-encoded vector: its indices, for a dictionary page of Parquet, or the values
 * that they stand for. The dictionary is looked up with each batch, for it may have grown or be
 * another one.
 */
final class DictionaryReader implements LeafReader {
  private final DictionaryProvider provider;
  private final long id;
  private final int indexWidth;
  private final LeafReader valueReader;
  private final Selection all;
  private final GrowableBuffer validity;
  private final GrowableBuffer gathered;
  private final GrowableBuffer lengths;
  private final DenseValues values;
  private long indices;
  private DenseValues dictionary;

  /**
   * A reader of indices.
   *
   * @param valueReader reads the dictionary's vector; belongs to this reader from here
   */
  DictionaryReader(
      DictionaryProvider provider,
      long id,
      int indexBits,
      LeafType type,
      LeafReader valueReader,
      BufferAllocator allocator) {
    this.provider = provider;
    this.id = id;
    indexWidth = indexBits / Byte.SIZE;
    this.valueReader = valueReader;
    all = new Selection(allocator);
    validity = new GrowableBuffer(allocator);
    gathered = new GrowableBuffer(allocator);
    lengths = new GrowableBuffer(allocator);
    values = new DenseValues(type.width());
  }

  @Override
  public void bind(FieldVector vector) {
    indices = vector.getDataBuffer().memoryAddress();
    FieldVector entries = provider.lookup(id).getVector();
    valueReader.bind(entries);
    ElementSpace everything = ElementSpace.ofRows();
    everything.setRows(0, entries.getValueCount());
    all.select(everything, 0);
    dictionary = valueReader.gather(all);
    validity.clear();
    if (entries.getNullCount() > 0) {
      markNulls(vector, entries);
    }
  }

  /** An index that stands for a null is a null. */
  private void markNulls(FieldVector vector, FieldVector entries) {
    int count = vector.getValueCount();
    long words = (count + 63L) / 64;
    long bits = validity.reserve((words + 1) * Long.BYTES);
    Bitmaps.clear(bits, words);
    validity.endAt(bits + words * Long.BYTES);
    for (int i = 0; i < count; i++) {
      if (!vector.isNull(i) && !entries.isNull(index(i))) {
        long at = bits + (i >>> 3);
        putByte(at, (byte) (getByte(at) | (1 << (i & 7))));
      }
    }
  }

  /** Which elements are not null, where the dictionary itself has nulls; 0 if it has none. */
  long validity() {
    return validity.size() == 0 ? 0 : validity.address();
  }

  /** The entries of the batch's dictionary, by index. */
  DenseValues dictionary() {
    return dictionary;
  }

  /** The index that an element has. */
  int index(long element) {
    return switch (indexWidth) {
      case Byte.BYTES -> getByte(indices + element) & 0xFF;
      case Short.BYTES -> getShort(indices + element * Short.BYTES) & 0xFFFF;
      case Integer.BYTES -> getInt(indices + element * Integer.BYTES);
      default -> (int) getLong(indices + element * Long.BYTES);
    };
  }

  /** Stores the indices of a selection, 4 bytes each. */
  void indices(Selection selection, long target) {
    int count = selection.count();
    if (indexWidth != Byte.BYTES) {
      for (int i = 0; i < count; i++) {
        putInt(target + (long) i * Integer.BYTES, index(selection.index(i)));
      }
      return;
    }
    long indices = this.indices;
    if (selection.isContiguous()) {
      indices += selection.first();
      for (int i = 0; i < count; i++) {
        putInt(target + (long) i * Integer.BYTES, getByte(indices + i) & 0xFF);
      }
    } else {
      long listed = selection.indices();
      for (long at = target, end = at + (long) count * Integer.BYTES; at < end; at += 4) {
        putInt(at, getByte(indices + getInt(listed)) & 0xFF);
        listed += Integer.BYTES;
      }
    }
  }

  @Override
  public long bytes(long first, long end) {
    return (end - first) * indexWidth;
  }

  @Override
  public DenseValues gather(Selection selection) {
    int count = selection.count();
    int width = values.width();
    gathered.clear();
    if (width != DenseValues.VARIABLE) {
      long target = gathered.reserve((long) count * width);
      for (int i = 0; i < count; i++) {
        long from = dictionary.addressOf(index(selection.index(i)));
        copyMemory(from, target + (long) i * width, width);
      }
      values.setFixed(target, count);
      return values;
    }
    lengths.clear();
    long target = gathered.reserve((long) count * Long.BYTES);
    long length = lengths.reserve((long) count * Integer.BYTES);
    for (int i = 0; i < count; i++) {
      int index = index(selection.index(i));
      putLong(target + (long) i * Long.BYTES, dictionary.addressOf(index));
      putInt(length + (long) i * Integer.BYTES, dictionary.lengthOf(index));
    }
    values.setVariable(target, length, count);
    values.setReadableEnd(dictionary.readableEnd());
    return values;
  }

  @Override
  public void close() {
    valueReader.close();
    all.close();
    validity.close();
    gathered.close();
    lengths.close();
  }
}
