package dev.nestedparquet.internal.preset;

import static org.apache.arrow.memory.util.MemoryUtil.putByte;
import static org.apache.arrow.memory.util.MemoryUtil.putInt;
import static org.apache.arrow.memory.util.MemoryUtil.putLong;

import dev.nestedparquet.batch.Counts;
import dev.nestedparquet.internal.contact.ContactColumns;
import dev.nestedparquet.internal.contact.ContactSchema;
import dev.nestedparquet.internal.contact.ContactSlab;
import dev.nestedparquet.internal.contact.NameTable;
import dev.nestedparquet.internal.contact.PhoneNumbers;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.VectorSchemaRoot;

/**
 * Writes contacts into a slab one after the other, with nulls on any level, and counts what it
 * writes. Validity is gathered 64 values at a time and stored as whole words.
 *
 * <p><em>Life cycle:</em> {@link #start} &gt; for each row one {@code …Name} or {@code addText},
 * then {@link #addNullList}, or its phones and {@link #endList}, then {@link #endRow} &gt; {@link
 * #finishInto} &gt; {@link #counts}. Columns that the slab doesn't have are left out.
 * <em>Threading:</em> one producer.
 */
final class ContactAppender {
  private static final int BLOCK = 64;
  private static final int NO_TYPE = -1;

  private final PhoneNumbers numbers = new PhoneNumbers();
  private final ListLengths lengths;

  private ContactSlab slab;
  private boolean withNumbers;
  private boolean withTypes;

  // Addresses to write to next; for offsets, addresses of those written last.
  private long nameValidity;
  private long nameOffsets;
  private long nameData;
  private long listValidity;
  private long listOffsets;
  private long structValidity;
  private long numberValidity;
  private long typeValidity;
  private long typeIndices;

  // Validity of rows and phones that is still to be stored: up to a block of each.
  private long validNames;
  private long validLists;
  private long validStructs;
  private long validNumbers;
  private long validTypes;
  private final long[] ids = new long[BLOCK];

  private int nameBytes;
  private int rows;
  private int phones;
  private int firstOfList;

  private int nullNames;
  private int emptyNames;
  private int nullLists;
  private int nullStructs;
  private int nullNumbers;
  private int nullTypes;
  private int bothNull;
  private final long[] phonesByType = new long[ContactSchema.PHONE_TYPES.size()];

  ContactAppender(ListLengths lengths) {
    this.lengths = lengths;
  }

  /** Begins a batch in a slab, which is borrowed until {@link #finishInto} returns. */
  void start(ContactSlab emptySlab) {
    slab = emptySlab;
    nameValidity = slab.nameValidity.memoryAddress();
    nameOffsets = slab.nameOffsets.memoryAddress();
    nameData = slab.nameData.memoryAddress();
    listValidity = slab.listValidity.memoryAddress();
    listOffsets = slab.listOffsets.memoryAddress();
    structValidity = slab.structValidity.memoryAddress();
    numberValidity = slab.numberValidity.memoryAddress();
    typeValidity = slab.typeValidity.memoryAddress();
    typeIndices = slab.typeIndices.memoryAddress();
    ContactColumns columns = slab.columns;
    if (columns.name()) {
      putInt(nameOffsets, 0);
    }
    if (columns.phones()) {
      putInt(listOffsets, 0);
    }
    withNumbers = columns.number();
    withTypes = columns.phoneType();
    if (withNumbers) {
      numbers.start(slab.numberOffsets.memoryAddress(), slab.numberData.memoryAddress());
    }
    clearRowBlock();
    clearPhoneBlock();
    nameBytes = 0;
    rows = 0;
    phones = 0;
    firstOfList = 0;
    nullNames = 0;
    emptyNames = 0;
    nullLists = 0;
    nullStructs = 0;
    nullNumbers = 0;
    nullTypes = 0;
    bothNull = 0;
    Arrays.fill(phonesByType, 0);
    lengths.clear();
  }

  void addNullName() {
    nullNames++;
    endName();
  }

  void addEmptyName() {
    addText(0);
  }

  void addName(NameTable firstNames, int first, NameTable lastNames, int last) {
    long at = nameData + nameBytes;
    int firstBytes = firstNames.length(first);
    putLong(at, firstNames.firstWord(first));
    putLong(at + 8, firstNames.secondWord(first));
    putLong(at + firstBytes, lastNames.firstWord(last));
    putLong(at + firstBytes + 8, lastNames.secondWord(last));
    addText(firstBytes + lastNames.length(last));
  }

  /** Buffer for the bytes of the next name, to be stored from {@link #nameIndex} on; borrowed. */
  ArrowBuf borrowNameData() {
    return slab.nameData;
  }

  int nameIndex() {
    return nameBytes;
  }

  /** Takes the bytes that were stored from {@link #nameIndex} on as the row's name. */
  void addText(int bytes) {
    nameBytes += bytes;
    validNames |= 1L << rows;
    emptyNames += bytes == 0 ? 1 : 0;
    endName();
  }

  private void endName() {
    nameOffsets += Integer.BYTES;
    putInt(nameOffsets, nameBytes);
  }

  void addNullList() {
    nullLists++;
    endListOffsets();
  }

  /**
   * Makes the row's list of the phones that were added since the row before: an empty list if there
   * are none.
   */
  void endList() {
    validLists |= 1L << rows;
    lengths.add(phones - firstOfList);
    firstOfList = phones;
    endListOffsets();
  }

  private void endListOffsets() {
    listOffsets += Integer.BYTES;
    putInt(listOffsets, phones);
  }

  /** Ends the row, which has all its columns by now. */
  void endRow() {
    rows++;
    if (rows % BLOCK == 0) {
      storeRowBlock();
    }
  }

  /** Adds a null struct. The id is the one that a phone in its place would have. */
  void addNullPhone(long id) {
    nullStructs++;
    bothNull++;
    addPhone(id, 0, NO_TYPE);
  }

  /**
   * Adds a phone; its id must not be smaller than the one before.
   *
   * @param hasNumber 1 if it has a number, else 0
   * @param hasType 1 if it has a type, else 0
   */
  void addPhone(long id, long hasNumber, long hasType, long type) {
    validStructs |= 1L << phones;
    bothNull += (int) (1 - (hasNumber | hasType));
    addPhone(id, hasNumber, hasType == 0 ? NO_TYPE : (int) type);
  }

  private void addPhone(long id, long hasNumber, int type) {
    ids[phones % BLOCK] = id;
    validNumbers |= hasNumber << phones;
    if (withTypes) {
      addType(type);
    }
    phones++;
    if (phones % BLOCK == 0) {
      storePhoneBlock(BLOCK);
    }
  }

  private void addType(int type) {
    if (type == NO_TYPE) {
      putByte(typeIndices, (byte) 0);
    } else {
      putByte(typeIndices, (byte) type);
      validTypes |= 1L << phones;
      phonesByType[type]++;
    }
    typeIndices++;
  }

  private void storeRowBlock() {
    if (slab.columns.name()) {
      putLong(nameValidity, validNames);
      nameValidity += Long.BYTES;
    }
    if (slab.columns.phones()) {
      putLong(listValidity, validLists);
      listValidity += Long.BYTES;
    }
    clearRowBlock();
  }

  private void clearRowBlock() {
    validNames = 0;
    validLists = 0;
  }

  private void storePhoneBlock(int count) {
    putLong(structValidity, validStructs);
    structValidity += Long.BYTES;
    if (withNumbers) {
      putLong(numberValidity, validNumbers);
      numberValidity += Long.BYTES;
      numbers.fill(ids, 0, count, validNumbers);
      nullNumbers += count - Long.bitCount(validNumbers);
    }
    if (withTypes) {
      putLong(typeValidity, validTypes);
      typeValidity += Long.BYTES;
      nullTypes += count - Long.bitCount(validTypes);
    }
    clearPhoneBlock();
  }

  private void clearPhoneBlock() {
    validStructs = 0;
    validNumbers = 0;
    validTypes = 0;
  }

  /** Completes the batch and loads it into the root, which owns its memory from here. */
  void finishInto(VectorSchemaRoot root) {
    if (rows % BLOCK != 0) {
      storeRowBlock();
    }
    if (phones % BLOCK != 0) {
      storePhoneBlock(phones % BLOCK);
    }
    slab.loadInto(
        root,
        rows,
        phones,
        new ContactSlab.Nulls(nullNames, nullLists, nullStructs, nullNumbers, nullTypes));
    slab = null;
  }

  /** Counts of the batch; the guide to the data sets says what each name means. */
  Map<String, Long> counts() {
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put(Counts.ROWS, (long) rows);
    counts.put("nameNulls", (long) nullNames);
    counts.put("nameEmpty", (long) emptyNames);
    counts.put("nameBytes", (long) nameBytes);
    counts.put("phonesNulls", (long) nullLists);
    counts.put("phones", (long) phones);
    lengths.putInto(counts);
    counts.put("nullPhones", (long) nullStructs);
    counts.put("numberNulls", (long) nullNumbers);
    counts.put("phoneTypeNulls", (long) nullTypes);
    counts.put("bothNull", (long) bothNull);
    for (int type = 0; type < phonesByType.length; type++) {
      counts.put("phoneTypes/" + ContactSchema.PHONE_TYPES.get(type), phonesByType[type]);
    }
    if (numbers.largest() >= 0) {
      counts.put("number/" + Counts.SMALLEST, numbers.smallest());
      counts.put("number/" + Counts.LARGEST, numbers.largest());
    }
    return counts;
  }
}
