package dev.nestedparquet.internal.contact;

import static dev.nestedparquet.internal.contact.ContactFiller.BLOCK;
import static dev.nestedparquet.internal.contact.NameTable.ENTRY_WORDS;
import static dev.nestedparquet.internal.contact.NameTable.FIRST_WORD;
import static dev.nestedparquet.internal.contact.NameTable.SECOND_WORD;
import static org.apache.arrow.memory.util.MemoryUtil.putInt;
import static org.apache.arrow.memory.util.MemoryUtil.putLong;

/**
 * Fills the buffers of {@code name}, 64 rows at a time and without a branch. Validity is gathered
 * in a register, and names are drawn for the rows that have one. Each row makes four 8-byte stores,
 * and the next row overwrites the bytes beyond the name's end. A row without a name stores some
 * name, too, but the next row starts at the same byte.
 *
 * <p><em>Threading:</em> one producer. <em>Life cycle:</em> {@link #start} &gt; {@link #fill},
 * block after block &gt; read the counts.
 */
final class NameColumn {
  private final NameTable first;
  private final NameTable last;
  private final long key;
  private final int maxNameBytes;

  // Draws and names of the rows of a block that have a name, one after the other; entries behind
  // them are left over from earlier blocks.
  private final long[] draws = new long[BLOCK];
  private final int[] firstNames = new int[BLOCK];
  private final int[] lastNames = new int[BLOCK];

  private long validity;
  private long offsets;
  private long data;
  private long at;
  private long end;
  private int nulls;

  /**
   * Makes a column, which has no buffers before {@link #start}.
   *
   * @param first table of first names
   * @param last table of last names, each with a space in front
   * @param key key of the draws that decide on names
   */
  NameColumn(NameTable first, NameTable last, long key) {
    this.first = first;
    this.last = last;
    this.key = key;
    maxNameBytes = first.maxLength() + last.maxLength();
  }

  void start(ContactSlab slab) {
    validity = slab.nameValidity.memoryAddress();
    offsets = slab.nameOffsets.memoryAddress();
    data = slab.nameData.memoryAddress();
    at = data;
    end = data + slab.capacity.nameBytes();
    nulls = 0;
    if (slab.columns.name()) {
      putInt(offsets, 0);
    }
  }

  /**
   * Appends a block of rows.
   *
   * @param firstRow index of the block's first row in the data set
   * @param rowDraws a draw for each row; its lower half decides whether the row has a name
   * @param rows 1 to 64; fewer than 64 only at the end of a batch
   * @return whether there was room; if not, nothing was written
   */
  boolean fill(long firstRow, long[] rowDraws, int rows) {
    if (end - at < (long) rows * maxNameBytes) {
      return false;
    }
    long valid = drawNames(firstRow, rowDraws, rows);
    storeNames(valid, rows);
    putLong(validity, valid);
    validity += Long.BYTES;
    nulls += rows - Long.bitCount(valid);
    return true;
  }

  /**
   * Draws the names of the rows that have one. Bit i of the result tells whether row i has a name.
   */
  private long drawNames(long firstRow, long[] rowDraws, int rows) {
    // C1 keeps locals in registers, but not fields.
    long key = this.key;
    long[] draws = this.draws;
    long valid = 0;
    int named = 0;
    for (int i = 0; i < rows; i++) {
      long present = Distribution.hasName(Distribution.low(rowDraws[i]));
      draws[named] = CounterRandom.draw(key, firstRow + i);
      named += (int) present;
      valid |= present << i;
    }
    first.draw(draws, 0, named, firstNames);
    last.draw(draws, Integer.SIZE, named, lastNames);
    return valid;
  }

  private void storeNames(long valid, int rows) {
    long[] firstEntries = first.borrowEntries();
    long[] lastEntries = last.borrowEntries();
    int[] firstNames = this.firstNames;
    int[] lastNames = this.lastNames;
    long data = this.data;
    long at = this.at;
    long offsets = this.offsets;
    int next = 0;
    for (int i = 0; i < rows; i++) {
      int firstEntry = firstNames[next] * ENTRY_WORDS;
      int lastEntry = lastNames[next] * ENTRY_WORDS;
      int present = (int) (valid >>> i) & 1;
      next += present;
      long firstEnd = firstEntries[firstEntry + SECOND_WORD];
      long lastEnd = lastEntries[lastEntry + SECOND_WORD];
      int firstLength = NameTable.length(firstEnd);
      putLong(at, firstEntries[firstEntry + FIRST_WORD]);
      putLong(at + 8, firstEnd);
      putLong(at + firstLength, lastEntries[lastEntry + FIRST_WORD]);
      putLong(at + firstLength + 8, lastEnd);
      at += (firstLength + NameTable.length(lastEnd)) & -present;
      offsets += Integer.BYTES;
      putInt(offsets, (int) (at - data));
    }
    this.at = at;
    this.offsets = offsets;
  }

  int nulls() {
    return nulls;
  }
}
