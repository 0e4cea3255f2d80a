package dev.nestedparquet.internal.schema.fill;

/**
 * Makes the values of a block of slots.
 *
 * <p><em>Threading:</em> one producer.
 */
interface Kernel {
  /**
   * Fills the values of slots.
   *
   * @param positions to draw by, one for each slot: those of the slots, or numbers of runs
   * @param out whose valid bits tell which values are wanted; those of the values that turn out to
   *     be null are cleared. Numbers of slots that are not wanted may be anything
   */
  void fill(Slots at, long[] positions, Values out);
}
