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
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.types.pojo.ArrowType;

/**
 * Reads a dictionary-encoded vector: its indices, for a dictionary page of Parquet, or the values
 * that they stand for. The dictionary is looked up with each batch, for it may have grown or be
 * another one.
 */
final class DictionaryReader implements LeafReader {
  private final DictionaryProvider provider;
  private final long id;
  private final ArrowType type;
  private final int indexWidth;
  private final LeafReader valueReader;
  private final Selection all;
  private final GrowableBuffer validity;
  private final GrowableBuffer gathered;
  private final GrowableBuffer lengths;
  private final DenseValues values;
  private long indices;
  private DenseValues dictionary;
  private DictionaryEntries entries;

  /**
   * A reader of indices.
   *
   * @param valueReader reads the dictionary's vector; belongs to this reader from here
   */
  DictionaryReader(
      DictionaryProvider provider,
      long id,
      ArrowType type,
      int indexBits,
      LeafType leafType,
      LeafReader valueReader,
      BufferAllocator allocator) {
    this.provider = provider;
    this.id = id;
    this.type = type;
    indexWidth = indexBits / Byte.SIZE;
    this.valueReader = valueReader;
    all = new Selection(allocator);
    validity = new GrowableBuffer(allocator);
    gathered = new GrowableBuffer(allocator);
    lengths = new GrowableBuffer(allocator);
    values = new DenseValues(leafType.width());
  }

  @Override
  public void bind(FieldVector vector) {
    indices = vector.getDataBuffer().memoryAddress();
    Dictionary found = provider.lookup(id);
    if (found == null || !found.getVectorType().equals(type)) {
      throw new IllegalArgumentException(
          String.format(
              "dictionary %d was of %s when the file was begun, and is %s now",
              id, type, found == null ? "not there" : "of " + found.getVectorType()));
    }
    FieldVector entries = StorageType.vectorOf(found.getVector());
    valueReader.bind(entries);
    ElementSpace everything = ElementSpace.ofRows();
    everything.setRows(0, entries.getValueCount());
    all.select(everything, 0);
    dictionary = valueReader.gather(all);
    this.entries = DictionaryEntries.of(entries, values.width());
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
      if (!vector.isNull(i) && !entries.isNull(checkedIndex(i))) {
        long at = bits + (i >>> 3);
        putByte(at, (byte) (getByte(at) | (1 << (i & 7))));
      }
    }
  }

  /** Which elements are not null, where the dictionary itself has nulls; 0 if it has none. */
  @Override
  public long validity() {
    return validity.size() == 0 ? 0 : validity.address();
  }

  /** How large the entries of the batch's dictionary are. */
  DictionaryEntries entries() {
    return entries;
  }

  /** The entries of the batch's dictionary, by index. */
  DenseValues dictionary() {
    return dictionary;
  }

  /** The same, of an entry that there is. */
  private int checkedIndex(long element) {
    return requireEntry(index(element));
  }

  /**
   * Sees to it that the dictionary has an entry.
   *
   * @throws IllegalArgumentException if not
   */
  int requireEntry(int index) {
    if (index < 0 || index >= dictionary.count()) {
      throw new IllegalArgumentException(
          String.format(
              "dictionary %d has %,d entries, and none with index %,d",
              id, dictionary.count(), index));
    }
    return index;
  }

  /** The index that an element has. */
  int index(long element) {
    return Math.toIntExact(rawIndex(element));
  }

  private long rawIndex(long element) {
    return switch (indexWidth) {
      case Byte.BYTES -> getByte(indices + element) & 0xFF;
      case Short.BYTES -> getShort(indices + element * Short.BYTES) & 0xFFFF;
      case Integer.BYTES -> getInt(indices + element * Integer.BYTES);
      default -> getLong(indices + element * Long.BYTES);
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

  /** Bytes of the indices of so many elements. */
  long indexBytes(long elements) {
    return elements * indexWidth;
  }

  @Override
  public long bytes(long first, long end) {
    if (values.width() != DenseValues.VARIABLE) {
      return (end - first) * values.width();
    }
    long bytes = (end - first) * Integer.BYTES;
    for (long element = first; element < end; element++) {
      long entry = rawIndex(element);
      // Of elements that are null, the index may be anything.
      bytes += entry >= 0 && entry < dictionary.count() ? dictionary.lengthOf((int) entry) : 0;
    }
    return bytes;
  }

  @Override
  public DenseValues gather(Selection selection) {
    int count = selection.count();
    int width = values.width();
    gathered.clear();
    if (width != DenseValues.VARIABLE) {
      long target = gathered.reserve((long) count * width);
      for (int i = 0; i < count; i++) {
        long from = dictionary.addressOf(checkedIndex(selection.index(i)));
        copyMemory(from, target + (long) i * width, width);
      }
      values.setFixed(target, count);
      return values;
    }
    lengths.clear();
    long target = gathered.reserve((long) count * Long.BYTES);
    long length = lengths.reserve((long) count * Integer.BYTES);
    long bytes = 0;
    for (int i = 0; i < count; i++) {
      int index = checkedIndex(selection.index(i));
      putLong(target + (long) i * Long.BYTES, dictionary.addressOf(index));
      putInt(length + (long) i * Integer.BYTES, dictionary.lengthOf(index));
      bytes += dictionary.lengthOf(index);
    }
    values.setVariable(target, length, count, bytes);
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
