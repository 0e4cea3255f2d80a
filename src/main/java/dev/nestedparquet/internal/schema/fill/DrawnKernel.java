package dev.nestedparquet.internal.schema.fill;

import dev.nestedparquet.internal.schema.draw.Draws;

/** Makes each value from one draw, or mostly so. */
abstract class DrawnKernel implements Kernel {
  private final long key;

  DrawnKernel(long key) {
    this.key = key;
  }

  @Override
  public final void fill(Slots at, long[] positions, Values out) {
    int count = at.count();
    long[] draws = out.longs(count);
    Draws.draw(key, positions, count, draws);
    apply(draws, count, out);
  }

  /**
   * Makes values of draws.
   *
   * @param draws the longs of {@code out}, to be replaced by values if these are longs
   */
  abstract void apply(long[] draws, int count, Values out);
}
