package dev.nestedparquet.shred.internal.values;

import static org.apache.arrow.memory.util.MemoryUtil.getInt;
import static org.apache.arrow.memory.util.MemoryUtil.getLong;

/**
 * Values of one leaf without its nulls, side by side off-heap: what statistics, encoders and Bloom
 * filters take. Of fixed width, they are as Parquet stores them, little-endian (a boolean is a byte
 * of 0 or 1); of variable length, there is an address and a length for each.
 *
 * <p><em>Ownership:</em> borrowed memory, valid during the call it was passed to.
 */
public final class DenseValues {
  /** In place of a width, for values of variable length. */
  public static final int VARIABLE = 0;

  private final int width;
  private long address;
  private long lengths;
  private long readableEnd;
  private long bytes;
  private boolean contiguous;
  private int count;

  /** No values yet, of this many bytes each or {@link #VARIABLE}. */
  public DenseValues(int width) {
    this.width = width;
  }

  /** Values of fixed width, from this address on. */
  public void setFixed(long address, int count) {
    this.address = address;
    this.count = count;
  }

  /**
   * Values of variable length.
   *
   * @param addresses where their addresses are, 8 bytes each
   * @param lengths where their lengths are, 4 bytes each
   * @param bytes the sum of the lengths
   */
  public void setVariable(long addresses, long lengths, int count, long bytes) {
    address = addresses;
    this.lengths = lengths;
    this.count = count;
    this.bytes = bytes;
    contiguous = false;
  }

  /** Of variable length: each value begins where the one before ends. */
  public void markContiguous() {
    contiguous = true;
  }

  /** Of variable length: up to where memory may be read, beyond the values as well. */
  public void setReadableEnd(long address) {
    readableEnd = address;
  }

  public int count() {
    return count;
  }

  /** The bytes of all values together. */
  public long bytes() {
    return width == VARIABLE ? bytes : (long) count * width;
  }

  /** Whether the bytes of all values are behind one another, from the first one's address on. */
  public boolean areContiguous() {
    return contiguous || width != VARIABLE;
  }

  /** Bytes of each value, or {@link #VARIABLE}. */
  public int width() {
    return width;
  }

  /** Of fixed width: where the first value is. */
  public long address() {
    return address;
  }

  /** Of variable length: where the addresses of the values are, 8 bytes each. */
  public long addresses() {
    return address;
  }

  /** Of variable length: where the lengths of the values are, 4 bytes each. */
  public long lengths() {
    return lengths;
  }

  /** Of variable length: up to where memory may be read, so that short values are read by words. */
  public long readableEnd() {
    return readableEnd;
  }

  /** Address of one value, of either kind. */
  public long addressOf(int index) {
    return width == VARIABLE
        ? getLong(address + (long) index * Long.BYTES)
        : address + (long) index * width;
  }

  /** Bytes of one value, of either kind. */
  public int lengthOf(int index) {
    return width == VARIABLE ? getInt(lengths + (long) index * Integer.BYTES) : width;
  }
}
