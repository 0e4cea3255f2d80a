package dev.nestedparquet.internal.contact;

import dev.nestedparquet.internal.schema.draw.Draws;

/**
 * Random bits as a pure function of a key and a counter. Any position of a sequence costs the same
 * to compute, so that no row has to depend on the row before it.
 *
 * <p>This is SplitMix64 (Steele, Lea, Flood: "Fast splittable pseudorandom number generators",
 * OOPSLA 2014) whose state, an arithmetic progression, is computed from the counter instead of
 * carried along.
 */
public final class CounterRandom {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private CounterRandom() {}

  /** Key of a sequence for one purpose. Sequences of different purposes are unrelated. */
  public static long key(long seed, int purpose) {
    return Draws.mix(Draws.mix(seed + GOLDEN_GAMMA) + purpose * GOLDEN_GAMMA);
  }

  /** Draw, that is 64 random bits, at a position of a key's sequence. */
  public static long draw(long key, long counter) {
    return Draws.mix(key + counter * GOLDEN_GAMMA);
  }
}
