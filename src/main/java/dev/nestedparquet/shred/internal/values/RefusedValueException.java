package dev.nestedparquet.shred.internal.values;

/**
 * Says why an element of a leaf's vector can't be written. The column's writer, which knows the row
 * of the element, catches this exception and throws one that names column and row.
 */
public final class RefusedValueException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final long element;

  /**
   * A refusal.
   *
   * @param element index of the element in the vector
   * @param reason text that has the value, and what is allowed
   */
  RefusedValueException(long element, String reason) {
    super(reason);
    this.element = element;
  }

  public long element() {
    return element;
  }
}
