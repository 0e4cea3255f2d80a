package dev.nestedparquet.shred.internal.values;

import static org.apache.arrow.memory.util.MemoryUtil.copyMemory;
import static org.apache.arrow.memory.util.MemoryUtil.getByte;
import static org.apache.arrow.memory.util.MemoryUtil.getInt;
import static org.apache.arrow.memory.util.MemoryUtil.getLong;
import static org.apache.arrow.memory.util.MemoryUtil.getShort;
import static org.apache.arrow.memory.util.MemoryUtil.putByte;
import static org.apache.arrow.memory.util.MemoryUtil.putInt;
import static org.apache.arrow.memory.util.MemoryUtil.putLong;

import dev.nestedparquet.shred.internal.memory.Bitmaps;
import dev.nestedparquet.shred.internal.memory.GrowableBuffer;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.types.pojo.ArrowType;

/**
 * Reads a dictionary-encoded vector: its indices, or the values that the indices stand for. The
 * dictionary is looked up with each batch, for it may have grown or been replaced.
 */
public final class DictionaryReader implements LeafReader {
  private final DictionaryProvider provider;
  private final long id;
  private final ArrowType type;
  private final int indexWidth;
  private final boolean indexIsSigned;
  private final LeafReader valueReader;
  private final Selection all;
  private final GrowableBuffer validity;
  private final GrowableBuffer gathered;
  private final GrowableBuffer lengths;
  private final int width;

  /** The gathered values, if they are of fixed width. */
  private final FixedWidthValues fixed;

  private final VariableWidthValues variable = new VariableWidthValues();
  private long indices;
  private DenseValues dictionary;
  private DictionaryEntries entries;

  /**
   * Reasons why entries can't be written, by index. The dictionary may have such an entry as long
   * as no row refers to it.
   */
  private final Map<Integer, String> refusals = new HashMap<>();

  /**
   * A reader of indices.
   *
   * @param valueReader reads the dictionary's vector; belongs to this reader from here
   */
  public DictionaryReader(
      DictionaryProvider provider,
      long id,
      ArrowType type,
      ArrowType.Int indexType,
      LeafType leafType,
      LeafReader valueReader,
      BufferAllocator allocator) {
    this.provider = provider;
    this.id = id;
    this.type = type;
    indexWidth = indexType.getBitWidth() / Byte.SIZE;
    indexIsSigned = indexType.getIsSigned();
    this.valueReader = valueReader;
    all = new Selection(allocator);
    validity = new GrowableBuffer(allocator);
    gathered = new GrowableBuffer(allocator);
    lengths = new GrowableBuffer(allocator);
    width = leafType.width();
    fixed = new FixedWidthValues(width);
  }

  @Override
  public void bind(FieldVector vector) {
    indices = vector.getDataBuffer().memoryAddress();
    Dictionary found = provider.lookup(id);
    if (found == null || !found.getVectorType().equals(type)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "dictionary %d was of %s when the file was begun, and is %s now",
              id,
              type,
              found == null ? "not there" : "of " + found.getVectorType()));
    }
    FieldVector entries = StorageType.vectorOf(found.getVector());
    valueReader.bind(entries);
    ElementRanges everything = new ElementRanges();
    everything.set(0, entries.getValueCount());
    all.select(everything, 0);
    dictionary = valueReader.gather(all);
    this.entries = DictionaryEntries.of(entries, width);
    findRefusals(everything, entries);
    validity.clear();
    if (entries.getNullCount() > 0) {
      markNulls(vector, entries);
    }
  }

  private void findRefusals(ElementRanges everything, FieldVector entries) {
    refusals.clear();
    try {
      valueReader.requireStorable(all);
    } catch (RefusedValueException some) {
      for (int entry = 0; entry < entries.getValueCount(); entry++) {
        everything.set(entry, entry + 1);
        all.select(everything, 0);
        try {
          valueReader.requireStorable(all);
        } catch (RefusedValueException e) {
          refusals.put(entry, e.getMessage());
        }
      }
    }
  }

  private boolean hasEntry(int index) {
    return index >= 0 && index < dictionary.count();
  }

  /** Marks elements as null whose index stands for a null entry. */
  private void markNulls(FieldVector vector, FieldVector entries) {
    int count = vector.getValueCount();
    long words = (count + 63L) / 64;
    long bits = validity.reserve((words + 1) * Long.BYTES);
    Bitmaps.clear(bits, words);
    validity.endAt(bits + words * Long.BYTES);
    for (int i = 0; i < count; i++) {
      // An index without an entry is refused when a row refers to it. Here it may be below a null.
      if (!vector.isNull(i) && !(hasEntry(index(i)) && entries.isNull(index(i)))) {
        long at = bits + (i >>> 3);
        putByte(at, (byte) (getByte(at) | (1 << (i & 7))));
      }
    }
  }

  /**
   * Address of the bitmap of the elements that are not null, if the dictionary has null entries; 0
   * if it has none.
   */
  @Override
  public long validity() {
    return validity.size() == 0 ? 0 : validity.address();
  }

  /** Number and sizes of the entries in the batch's dictionary. */
  public DictionaryEntries entries() {
    return entries;
  }

  /**
   * Values of the entries in the batch's dictionary, by index; valid until the next {@link #bind}.
   */
  public DenseValues entryValues() {
    return dictionary;
  }

  @Override
  public DictionaryReader dictionary() {
    return this;
  }

  @Override
  public boolean looksUpValues() {
    return true;
  }

  /**
   * The index of an element, which has an entry.
   *
   * @throws RefusedValueException if the index has no entry, or the entry can't be written
   */
  public int checkedIndex(long element) {
    int index = index(element);
    if (!hasEntry(index)) {
      throw new RefusedValueException(element, noEntry(rawIndex(element)));
    }
    if (!refusals.isEmpty() && refusals.containsKey(index)) {
      throw new RefusedValueException(
          element,
          String.format(
              Locale.ROOT, "entry %,d of dictionary %d: %s", index, id, refusals.get(index)));
    }
    return index;
  }

  private String noEntry(long index) {
    int count = dictionary.count();
    return String.format(
        Locale.ROOT,
        "index %,d has no entry in dictionary %d; %s",
        index,
        id,
        count == 0
            ? "it is empty, and null alone is allowed"
            : String.format(Locale.ROOT, "0 to %,d are allowed", count - 1));
  }

  /** The index of an element; negative if no dictionary can have an entry for it. */
  int index(long element) {
    long index = rawIndex(element);
    return index == (int) index ? (int) index : -1;
  }

  private long rawIndex(long element) {
    return switch (indexWidth) {
      case Byte.BYTES -> getByte(indices + element) & (indexIsSigned ? -1 : 0xFF);
      case Short.BYTES -> getShort(indices + element * 2) & (indexIsSigned ? -1 : 0xFFFF);
      case Integer.BYTES ->
          getInt(indices + element * Integer.BYTES) & (indexIsSigned ? -1L : 0xFFFF_FFFFL);
      default -> getLong(indices + element * Long.BYTES);
    };
  }

  /** Stores the indices of the selected elements, 4 bytes each. */
  public void indices(Selection selection, long target) {
    int count = selection.count();
    if (indexWidth != Byte.BYTES) {
      for (int i = 0; i < count; i++) {
        putInt(target + (long) i * Integer.BYTES, index(selection.index(i)));
      }
      return;
    }
    long indices = this.indices;
    int mask = indexIsSigned ? -1 : 0xFF;
    if (selection.isContiguous()) {
      indices += selection.first();
      for (int i = 0; i < count; i++) {
        putInt(target + (long) i * Integer.BYTES, getByte(indices + i) & mask);
      }
    } else {
      long listed = selection.indices();
      for (long at = target, end = at + (long) count * Integer.BYTES; at < end; at += 4) {
        putInt(at, getByte(indices + getInt(listed)) & mask);
        listed += Integer.BYTES;
      }
    }
  }

  /**
   * Whether at least a quarter of the selected elements repeat the index of another. In the whole
   * row group the share is larger.
   */
  public boolean entriesRepeat(Selection selection) {
    BitSet met = new BitSet(dictionary.count());
    for (int i = 0; i < selection.count(); i++) {
      met.set(checkedIndex(selection.index(i)));
    }
    return 4L * met.cardinality() <= 3L * selection.count();
  }

  /** Bytes that the indices of so many elements take in the vector. */
  public long indexBytes(long elements) {
    return elements * indexWidth;
  }

  @Override
  public long bytes(long first, long end) {
    if (width != DenseValues.VARIABLE) {
      return (end - first) * width;
    }
    long bytes = (end - first) * Integer.BYTES;
    for (long element = first; element < end; element++) {
      long entry = rawIndex(element);
      // The index of a null element may be any number.
      bytes += entry >= 0 && entry < dictionary.count() ? dictionary.lengthOf((int) entry) : 0;
    }
    return bytes;
  }

  @Override
  public DenseValues gather(Selection selection) {
    int count = selection.count();
    gathered.clear();
    if (width != DenseValues.VARIABLE) {
      long target = gathered.reserve((long) count * width);
      for (int i = 0; i < count; i++) {
        long from = dictionary.addressOf(checkedIndex(selection.index(i)));
        copyMemory(from, target + (long) i * width, width);
      }
      fixed.set(target, count);
      return fixed;
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
    variable.set(target, length, count, bytes, dictionary.readableEnd());
    return variable;
  }

  @Override
  public long growthBytes(long values) {
    return width == DenseValues.VARIABLE
        ? gathered.growthBytes(values * Long.BYTES) + lengths.growthBytes(values * Integer.BYTES)
        : gathered.growthBytes(values * width);
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
