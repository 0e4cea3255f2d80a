package dev.nestedparquet.shred.internal.values;

/**
 * Says of an element of a leaf's vector why it can't be written. Only the column knows which row
 * that is: it catches this one, and throws what the caller gets.
 */
public final class RefusedValueException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final long element;

  /**
   * A refusal.
   *
   * @param element index in the vector
   * @param reason the value, and what is allowed
   */
  RefusedValueException(long element, String reason) {
    super(reason);
    this.element = element;
  }

  public long element() {
    return element;
  }
}
