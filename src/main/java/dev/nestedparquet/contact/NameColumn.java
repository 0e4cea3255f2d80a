package dev.nestedparquet.contact;

import static org.apache.arrow.memory.util.MemoryUtil.putInt;
import static org.apache.arrow.memory.util.MemoryUtil.putLong;

import dev.nestedparquet.batch.CounterRandom;

/**
 * Fills the buffers of {@code name}, 64 rows at a time: validity is gathered in a register, and
 * each name is four 8-byte stores of which the next name overwrites what was too much.
 *
 * <p><em>Threading:</em> one producer. <em>Life cycle:</em> {@link #start} &gt; {@link #fill},
 * block after block &gt; read the counts.
 */
final class NameColumn {
  private final NameTable first;
  private final NameTable last;
  private final long key;
  private final int maxNameBytes;

  private long validity;
  private long offsets;
  private long data;
  private long at;
  private long end;
  private int nulls;

  /**
   * A column without buffers.
   *
   * @param last the last names, each with a space in front
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
   * @param rowDraws a draw for each row; the lower halves decide who has a name
   * @param rows 1 to 64; fewer than 64 only at the end of a batch
   * @return whether there was room; if not, nothing was written
   */
  boolean fill(long firstRow, long[] rowDraws, int rows) {
    if (end - at < (long) rows * maxNameBytes) {
      return false;
    }
    // C1 keeps locals in registers, but not fields.
    NameTable first = this.first;
    NameTable last = this.last;
    long key = this.key;
    long data = this.data;
    long at = this.at;
    long offsets = this.offsets;
    long valid = 0;
    for (int i = 0; i < rows; i++) {
      long present = Distribution.hasName(Distribution.low(rowDraws[i]));
      if (present != 0) { // Wrong for a fifth of the rows, and cheaper than names nobody gets.
        long draw = CounterRandom.draw(key, firstRow + i);
        int firstName = first.draw(Distribution.low(draw));
        int lastName = last.draw(Distribution.high(draw));
        long firstEnd = first.secondWord(firstName);
        long lastEnd = last.secondWord(lastName);
        int firstLength = NameTable.length(firstEnd);
        putLong(at, first.firstWord(firstName));
        putLong(at + 8, firstEnd);
        putLong(at + firstLength, last.firstWord(lastName));
        putLong(at + firstLength + 8, lastEnd);
        at += firstLength + NameTable.length(lastEnd);
      }
      offsets += Integer.BYTES;
      putInt(offsets, (int) (at - data));
      valid |= present << i;
    }
    this.at = at;
    this.offsets = offsets;
    putLong(validity, valid);
    validity += Long.BYTES;
    nulls += rows - Long.bitCount(valid);
    return true;
  }

  int nulls() {
    return nulls;
  }
}
