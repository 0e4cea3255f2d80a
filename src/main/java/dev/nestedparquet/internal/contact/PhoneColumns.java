package dev.nestedparquet.internal.contact;

import static dev.nestedparquet.internal.contact.ContactFiller.BLOCK;
import static dev.nestedparquet.internal.contact.Distribution.MAX_PHONES;
import static org.apache.arrow.memory.util.MemoryUtil.putByte;
import static org.apache.arrow.memory.util.MemoryUtil.putInt;
import static org.apache.arrow.memory.util.MemoryUtil.putLong;

import java.util.Arrays;

/**
 * Fills the buffers of {@code phones} and of the columns that are asked for below it. Lists are
 * filled 64 rows at a time. The ids of their phones wait in a queue, and leave it 64 at a time. So
 * validity is written in whole words on both levels.
 *
 * <p><em>Threading:</em> one producer. <em>Life cycle:</em> {@link #start} &gt; {@link #fill},
 * block after block &gt; {@link #finish} &gt; read the counts.
 */
final class PhoneColumns {
  /**
   * Bits of a counter, enough for a block. Counters by list length, and by phone type, share a
   * word.
   */
  private static final int COUNTER_BITS = 8;

  private final long key;
  private final PhoneNumbers numbers = new PhoneNumbers();

  /**
   * Queue of ids: nearly a block of phones that wait, a block of rows with up to 5 phones each, and
   * room for 5 more, since each row stores 5 ids.
   */
  private final long[] ids = new long[BLOCK + (BLOCK + 1) * MAX_PHONES];

  private int waiting;

  private ContactColumns columns;

  // Addresses to write to next.
  private long listValidity;
  private long listOffsets;
  private long structValidity;
  private long numberValidity;
  private long typeValidity;
  private long typeIndices;

  private int capacity;
  private int count;
  private int queued;
  private int nullNumbers;
  private int nullTypes;
  private int bothNull;
  private final int[] rowsByPhones = new int[MAX_PHONES + 1];
  private final int[] phonesByType = new int[ContactSchema.PHONE_TYPES.size()];

  PhoneColumns(long key) {
    this.key = key;
  }

  void start(ContactSlab slab) {
    columns = slab.columns;
    listValidity = slab.listValidity.memoryAddress();
    listOffsets = slab.listOffsets.memoryAddress();
    structValidity = slab.structValidity.memoryAddress();
    numberValidity = slab.numberValidity.memoryAddress();
    typeValidity = slab.typeValidity.memoryAddress();
    typeIndices = slab.typeIndices.memoryAddress();
    if (columns.number()) {
      numbers.start(slab.numberOffsets.memoryAddress(), slab.numberData.memoryAddress());
    }
    capacity = slab.capacity.phones();
    waiting = 0;
    count = 0;
    queued = 0;
    nullNumbers = 0;
    nullTypes = 0;
    bothNull = 0;
    Arrays.fill(rowsByPhones, 0);
    Arrays.fill(phonesByType, 0);
    if (columns.phones()) {
      putInt(listOffsets, 0);
    }
  }

  /**
   * Appends a block of rows.
   *
   * @param firstRow index of the block's first row in the data set
   * @param rowDraws a draw for each row; its upper half decides on the number of phones
   * @param rows 1 to 64; fewer than 64 only at the end of a batch
   * @return whether there was room; if not, nothing was written
   */
  boolean fill(long firstRow, long[] rowDraws, int rows) {
    queueLists(firstRow, rowDraws, rows);
    if (queued > capacity) {
      return false;
    }
    int done = 0;
    for (; waiting - done >= BLOCK; done += BLOCK) {
      fillPhones(done, BLOCK);
    }
    waiting -= done;
    System.arraycopy(ids, done, ids, 0, waiting);
    return true;
  }

  /** Writes the phones that wait for a full block. */
  void finish() {
    if (waiting > 0) {
      fillPhones(0, waiting);
      waiting = 0;
    }
  }

  private void queueLists(long firstRow, long[] rowDraws, int rows) {
    // C1 keeps locals in registers, but not fields.
    long[] ids = this.ids;
    long listOffsets = this.listOffsets;
    long valid = 0;
    long histogram = 0;
    int total = queued;
    int tail = waiting;
    long id = firstRow * MAX_PHONES;
    for (int i = 0; i < rows; i++) {
      int phones = Distribution.phones(Distribution.high(rowDraws[i]));
      ids[tail] = id;
      ids[tail + 1] = id + 1;
      ids[tail + 2] = id + 2;
      ids[tail + 3] = id + 3;
      ids[tail + 4] = id + 4;
      id += MAX_PHONES;
      tail += phones;
      total += phones;
      listOffsets += Integer.BYTES;
      putInt(listOffsets, total);
      valid |= (long) (-phones >>> 31) << i;
      histogram += 1L << (phones * COUNTER_BITS);
    }
    this.listOffsets = listOffsets;
    waiting = tail;
    queued = total;
    putLong(listValidity, valid);
    listValidity += Long.BYTES;
    addCounters(histogram, rowsByPhones);
  }

  private void fillPhones(int from, int phones) {
    putLong(structValidity, -1L >>> (BLOCK - phones));
    structValidity += Long.BYTES;
    count += phones;
    if (columns.phoneType()) {
      fillPhonesWithTypes(from, phones);
    } else if (columns.number()) {
      fillNumbers(from, phones, phonesWithNumber(from, phones));
    }
  }

  /** Fills types, and numbers if these are filled: both follow from the same draws. */
  private void fillPhonesWithTypes(int from, int phones) {
    long[] ids = this.ids;
    long key = this.key;
    long typeIndices = this.typeIndices;
    long withNumber = 0;
    long withType = 0;
    long histogram = 0;
    for (int i = 0; i < phones; i++) {
      long draw = CounterRandom.draw(key, ids[from + i]);
      long nulls = Distribution.phoneNulls(Distribution.low(draw));
      long typed = Distribution.hasType(nulls);
      long type = Distribution.type(Distribution.high(draw));
      withNumber |= Distribution.hasNumber(nulls) << i;
      withType |= typed << i;
      histogram += typed << (type * COUNTER_BITS);
      putByte(typeIndices + i, (byte) (type & -typed));
    }
    putLong(typeValidity, withType);
    typeValidity += Long.BYTES;
    this.typeIndices += phones;
    nullTypes += phones - Long.bitCount(withType);
    bothNull += phones - Long.bitCount(withNumber | withType);
    addCounters(histogram, phonesByType);
    if (columns.number()) {
      fillNumbers(from, phones, withNumber);
    }
  }

  private long phonesWithNumber(int from, int phones) {
    long[] ids = this.ids;
    long key = this.key;
    long withNumber = 0;
    for (int i = 0; i < phones; i++) {
      long draw = CounterRandom.draw(key, ids[from + i]);
      long nulls = Distribution.phoneNulls(Distribution.low(draw));
      withNumber |= Distribution.hasNumber(nulls) << i;
    }
    return withNumber;
  }

  private void fillNumbers(int from, int phones, long withNumber) {
    putLong(numberValidity, withNumber);
    numberValidity += Long.BYTES;
    nullNumbers += phones - Long.bitCount(withNumber);
    numbers.fill(ids, from, phones, withNumber);
  }

  private static void addCounters(long histogram, int[] totals) {
    for (int i = 0; i < totals.length; i++) {
      totals[i] += (int) (histogram >>> (i * COUNTER_BITS)) & 0xFF;
    }
  }

  /** Number of phones of the batch: elements of all its lists. */
  int count() {
    return count;
  }

  int nullLists() {
    return rowsByPhones[0];
  }

  int nullNumbers() {
    return nullNumbers;
  }

  int nullTypes() {
    return nullTypes;
  }

  /** Number of phones with neither number nor type. */
  int bothNull() {
    return bothNull;
  }

  int rowsWith(int phones) {
    return rowsByPhones[phones];
  }

  int phonesOfType(int index) {
    return phonesByType[index];
  }

  PhoneNumbers numbers() {
    return numbers;
  }
}
