package dev.nestedparquet.shred.internal.values;

/** Values of variable length, which lie anywhere: an address and a length for each. */
public final class VariableWidthValues extends DenseValues {
  private long bytes;
  private long readableEnd;
  private boolean contiguous;

  /** No values yet. */
  public VariableWidthValues() {
    super(VARIABLE);
  }

  /**
   * Sets values that lie anywhere.
   *
   * @param addresses where their addresses are, 8 bytes each
   * @param lengths where their lengths are, 4 bytes each
   * @param bytes the sum of the lengths
   * @param readableEnd up to where memory may be read, beyond the values as well; 0 if they are in
   *     several buffers
   */
  public void set(long addresses, long lengths, int count, long bytes, long readableEnd) {
    set(addresses, lengths, count);
    this.bytes = bytes;
    this.readableEnd = readableEnd;
    contiguous = false;
  }

  /** Sets values of one buffer, none of which begins before the one before it ends. */
  public void setInOrder(long addresses, long lengths, int count, long bytes, long readableEnd) {
    set(addresses, lengths, count, bytes, readableEnd);
    // Nothing is between them, as most nulls have no bytes.
    contiguous = count > 0 && addressOf(count - 1) + lengthOf(count - 1) - addressOf(0) == bytes;
  }

  /** Address of the list of addresses, 8 bytes each. */
  public long addresses() {
    return start();
  }

  /** Address of the list of lengths, 4 bytes each. */
  public long lengths() {
    return lengthList();
  }

  /** Whether there are values, and each begins where the one before ends. */
  public boolean areContiguous() {
    return contiguous;
  }

  @Override
  public long bytes() {
    return bytes;
  }

  @Override
  public long readableEnd() {
    return readableEnd;
  }
}
