package dev.nestedparquet.internal.verify.compare;

import org.apache.arrow.vector.complex.RunEndEncodedVector;

/** A pair of an expected column of runs, and a column that was read as single values. */
final class RunEndPair extends IndirectPair {
  private final RunEndEncodedVector runs;

  /**
   * Makes a pair.
   *
   * @param values pair of the runs' values and the column that was read
   */
  RunEndPair(RunEndEncodedVector runs, ColumnPair values) {
    super(runs, values);
    this.runs = runs;
  }

  @Override
  int at(int e) {
    return runs.getPhysicalIndex(e);
  }
}
