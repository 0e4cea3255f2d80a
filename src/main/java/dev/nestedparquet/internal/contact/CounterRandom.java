package dev.nestedparquet.internal.contact;

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
    return mix(mix(seed + GOLDEN_GAMMA) + purpose * GOLDEN_GAMMA);
  }

  /** Draw, that is 64 random bits, at a position of a key's sequence. */
  public static long draw(long key, long counter) {
    return mix(key + counter * GOLDEN_GAMMA);
  }

  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
