package dev.nestedparquet.internal.verify.compare;

import org.apache.arrow.vector.FieldVector;

/**
 * An expected column, and its counterpart that was read.
 *
 * <p>Ranges are compared in bulk: validity, offsets and data each in one go. That can raise a false
 * alarm, since bytes below a null have no meaning and may differ. The comparison of single values
 * is exact.
 *
 * <p><em>Ownership:</em> borrows both vectors. <em>Threading:</em> one thread.
 */
public abstract class ColumnPair {
  final FieldVector expected;
  final FieldVector found;

  ColumnPair(FieldVector expected, FieldVector found) {
    this.expected = expected;
    this.found = found;
  }

  /**
   * Tells whether values {@code [e, e + n)} of the expected vector surely equal values {@code [f, f
   * + n)} of the other. If it returns false, they may still be equal.
   */
  boolean sameRange(int e, int f, int n) {
    return n == 0
        || (Buffers.sameBits(expected.getValidityBuffer(), e, found.getValidityBuffer(), f, n)
            && sameBelowValidity(e, f, n));
  }

  /** Tells whether a value has to be null. */
  boolean isExpectedNull(int e) {
    return expected.isNull(e);
  }

  /** Tells the same as {@link #sameRange}, of ranges whose validity is equal. */
  abstract boolean sameBelowValidity(int e, int f, int n);

  /** Reports all differences between two values, or within them. */
  final void compareValue(int e, int f, String path, ValueSink sink) {
    boolean isNull = isExpectedNull(e);
    if (isNull != found.isNull(f)) {
      differs(e, f, path, sink);
    } else if (!isNull) {
      comparePresent(e, f, path, sink);
    }
  }

  /** Reports all differences between two values of which neither is null. */
  abstract void comparePresent(int e, int f, String path, ValueSink sink);

  final void differs(int e, int f, String path, ValueSink sink) {
    sink.differs(path, () -> expectedText(e), () -> foundText(f));
  }

  String expectedText(int e) {
    return ValueText.of(expected, e);
  }

  String foundText(int f) {
    return ValueText.of(found, f);
  }

  /**
   * Reports all differences between values {@code [e, e + n)} and {@code [f, f + n)}. Halves a
   * range that differs until few values are left, and compares these one by one.
   */
  public final void compareRange(int e, int f, int n, RowSink sink) {
    if (sameRange(e, f, n)) {
      return;
    }
    if (n > SINGLY) {
      int half = n / 2;
      compareRange(e, f, half, sink);
      compareRange(e + half, f + half, n - half, sink);
      return;
    }
    for (int i = 0; i < n; i++) {
      sink.startRow(e + i);
      compareValue(e + i, f + i, found.getName(), sink);
    }
  }

  private static final int SINGLY = 16;

  /** Receives values that differ, and which row they belong to. */
  public interface RowSink extends ValueSink {
    /** Begins a row of the batch: the values that follow are of this row. */
    void startRow(int row);
  }
}
