package dev.nestedparquet.internal.verify.compare;

import org.apache.arrow.vector.complex.RunEndEncodedVector;

/** Values that are made as runs and read one by one. */
final class RunEndPair extends IndirectPair {
  private final RunEndEncodedVector runs;

  /**
   * A column of runs.
   *
   * @param values compares the value of a run with one that was read
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
