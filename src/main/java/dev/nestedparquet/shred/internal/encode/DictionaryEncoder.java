package dev.nestedparquet.shred.internal.encode;

import static org.apache.arrow.memory.util.MemoryUtil.getInt;
import static org.apache.arrow.memory.util.MemoryUtil.putByte;
import static org.apache.arrow.memory.util.MemoryUtil.putInt;
import static org.apache.arrow.memory.util.MemoryUtil.putLong;

import dev.nestedparquet.shred.internal.levels.RleBitPackingEncoder;
import dev.nestedparquet.shred.internal.memory.GrowableBuffer;
import dev.nestedparquet.shred.internal.memory.Varints;
import dev.nestedparquet.shred.internal.statistics.MinMax;
import dev.nestedparquet.shred.internal.values.DenseValues;
import dev.nestedparquet.shred.internal.values.DictionaryReader;
import dev.nestedparquet.shred.internal.values.Selection;
import java.util.Arrays;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.parquet.format.Encoding;

/**
 * Encodes values as indices into the chunk's dictionary (Encodings.md, RLE_DICTIONARY = 8), which
 * are called <em>ids</em> here. If the vector is dictionary-encoded already, each entry of its
 * dictionary is looked up once per batch, not once per row.
 */
public final class DictionaryEncoder implements ValueEncoder {
  private static final int UNKNOWN = -1;

  /** Ids below this are packed by {@link RleBitPackingEncoder}, which takes bytes. */
  private static final int BYTE_RANGE = 256;

  private final DictionaryTable table;
  private final GrowableBuffer ids;
  private final GrowableBuffer bytes;
  private int largestId;

  /** Number of the last page in which an id occurred, by id, counted from 1. */
  private int[] lastPage = new int[0];

  private int page = 1;

  /** Id of each entry of the vector's dictionary, by index. */
  private int[] idByEntry = new int[0];

  DictionaryEncoder(int width, BufferAllocator allocator) {
    table = new DictionaryTable(width, allocator);
    ids = new GrowableBuffer(allocator);
    bytes = new GrowableBuffer(allocator);
  }

  @Override
  public Encoding encoding() {
    return Encoding.RLE_DICTIONARY;
  }

  public DictionaryTable table() {
    return table;
  }

  @Override
  public void append(DenseValues values) {
    int count = values.count();
    long at = ids.reserve((long) count * Integer.BYTES);
    for (int i = 0; i < count; i++) {
      int id = table.idOf(values.addressOf(i), values.lengthOf(i));
      largestId = Math.max(largestId, id);
      putInt(at, id);
      at += Integer.BYTES;
    }
    ids.endAt(at);
  }

  /**
   * Forgets the ids of the vector's entries. To be called with each batch, before {@link
   * #append(DictionaryReader, Selection, MinMax)}.
   */
  public void forgetEntries() {
    Arrays.fill(idByEntry, UNKNOWN);
  }

  /**
   * Adds values of a dictionary-encoded vector.
   *
   * @param minMax gets each value that is new in the page
   * @throws dev.nestedparquet.shred.internal.values.RefusedValueException if an index has no entry,
   *     or one that can't be written
   */
  public void append(DictionaryReader reader, Selection selection, MinMax minMax) {
    DenseValues entries = reader.entryValues();
    if (idByEntry.length < entries.count()) {
      int known = idByEntry.length;
      idByEntry = Arrays.copyOf(idByEntry, entries.count());
      Arrays.fill(idByEntry, known, idByEntry.length, UNKNOWN);
    }
    int count = selection.count();
    long at = ids.reserve((long) count * Integer.BYTES);
    reader.indices(selection, at);
    int[] idByEntry = this.idByEntry;
    int[] lastPage = this.lastPage;
    int page = this.page;
    long start = at;
    for (long end = at + (long) count * Integer.BYTES; at < end; at += Integer.BYTES) {
      int entry = getInt(at);
      int id = entry < 0 || entry >= idByEntry.length ? UNKNOWN : idByEntry[entry];
      if (id == UNKNOWN || lastPage[id] != page) {
        int value = (int) ((at - start) / Integer.BYTES);
        id = meet(reader.checkedIndex(selection.index(value)), entries, minMax);
        lastPage = this.lastPage;
      }
      putInt(at, id);
    }
    ids.endAt(at);
  }

  /**
   * Takes in an entry that occurs for the first time in the batch or in the page, and returns its
   * id.
   */
  private int meet(int entry, DenseValues entries, MinMax minMax) {
    long address = entries.addressOf(entry);
    int length = entries.lengthOf(entry);
    int id = idByEntry[entry];
    if (id == UNKNOWN) {
      id = table.idOf(address, length);
      idByEntry[entry] = id;
      largestId = Math.max(largestId, id);
      if (id >= lastPage.length) {
        lastPage = Arrays.copyOf(lastPage, Math.max(16, 2 * id));
      }
    }
    if (lastPage[id] != page) {
      lastPage[id] = page;
      minMax.add(address, length);
    }
    return id;
  }

  @Override
  public long pageBytes() {
    return ids.size() / Integer.BYTES * RleBitPackingEncoder.bitWidth(largestId) / Byte.SIZE;
  }

  /** Bytes of the dictionary so far. */
  public long dictionaryBytes() {
    return table.page().size();
  }

  @Override
  public void finishPage(GrowableBuffer target) {
    int count = (int) (ids.size() / Integer.BYTES);
    int width = RleBitPackingEncoder.bitWidth(largestId);
    long at = target.reserve(1);
    putByte(at, (byte) width);
    target.endAt(at + 1);
    if (width == 0) { // The only id is 0, of no bits.
      at = target.reserve(10);
      target.endAt(Varints.put(at, (long) count << 1));
    } else if (largestId < BYTE_RANGE) {
      bytes.clear();
      long narrow = bytes.reserve(count + 8L);
      long from = ids.address();
      for (int i = 0; i < count; i++) {
        putByte(narrow + i, (byte) getInt(from + (long) i * Integer.BYTES));
      }
      RleBitPackingEncoder.encode(narrow, count, width, target);
    } else {
      packWide(count, width, target);
    }
    ids.clear();
    page++;
  }

  /** Appends one bit-packed run: ids of this size hardly ever make runs. */
  private void packWide(int count, int width, GrowableBuffer target) {
    long eights = (count + 7L) / 8;
    long at = target.reserve(eights * width + 10);
    long end = ids.reserve(8 * Integer.BYTES);
    for (int i = 0; i < 8; i++) {
      putInt(end + (long) i * Integer.BYTES, 0);
    }
    at = Varints.put(at, (eights << 1) | 1);
    long packedEnd = at + eights * width;
    long from = ids.address();
    long word = 0;
    int bits = 0;
    for (long i = 0; i < eights * 8; i++) {
      long id = getInt(from + i * Integer.BYTES);
      word |= id << bits;
      bits += width;
      if (bits >= Long.SIZE) {
        putLong(at, word);
        at += Long.BYTES;
        bits -= Long.SIZE;
        word = bits == 0 ? 0 : id >>> (width - bits);
      }
    }
    putLong(at, word);
    target.endAt(packedEnd);
  }

  /** Begins the next column chunk, with an empty dictionary. */
  void clear() {
    table.clear();
    ids.clear();
    largestId = 0;
    forgetEntries();
  }

  @Override
  public long growthBytes(long values, long bytes, long atOnce) {
    long count = ids.size() / Integer.BYTES + values + 8; // With those that fill up the last eight.
    return ids.growthBytes(count * Integer.BYTES)
        + this.bytes.growthBytes(count)
        + table.growthBytes(bytes);
  }

  @Override
  public void close() {
    clear();
    table.close();
    ids.close();
    bytes.close();
  }
}
