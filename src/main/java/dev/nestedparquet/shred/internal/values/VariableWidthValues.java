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

  /**
   * Tells of the values that were set that each begins where the one before ends. Whoever sets them
   * has to have looked at every one: sums of lengths don't tell, since values may be in any order.
   */
  public void setContiguous() {
    contiguous = true;
  }

  /** Address of the list of addresses, 8 bytes each. */
  public long addresses() {
    return start();
  }

  /** Address of the list of lengths, 4 bytes each. */
  public long lengths() {
    return lengthList();
  }

  /** Whether there are values, and each is known to begin where the one before ends. */
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
