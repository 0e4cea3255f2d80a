package dev.nestedparquet.shred.internal.values;

/** Values of variable length, as an address and a length for each; the values may lie anywhere. */
public final class VariableWidthValues extends DenseValues {
  private long bytes;
  private long readableEnd;
  private boolean contiguous;

  /** Without values yet. */
  public VariableWidthValues() {
    super(VARIABLE);
  }

  /**
   * Sets values that may lie anywhere.
   *
   * @param addresses address of the list of their addresses, 8 bytes each
   * @param lengths address of the list of their lengths, 4 bytes each
   * @param bytes the sum of the lengths
   * @param readableEnd address up to which memory may be read, also behind the values; 0 if the
   *     values are in several buffers
   */
  public void set(long addresses, long lengths, int count, long bytes, long readableEnd) {
    set(addresses, lengths, count);
    this.bytes = bytes;
    this.readableEnd = readableEnd;
    contiguous = false;
  }

  /**
   * Declares that each value begins where the one before it ends. The caller must have compared
   * every pair of neighbours: the sum of lengths doesn't tell, since values may be in any order.
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

  /** Whether there are values, and each is known to begin where the one before it ends. */
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
