package dev.nestedparquet.internal.schema.fill;

import dev.nestedparquet.internal.schema.draw.Draws;
import dev.nestedparquet.internal.schema.draw.Purpose;
import dev.nestedparquet.internal.schema.model.Nulls;
import java.math.BigDecimal;

/**
 * Decides which slots are null.
 *
 * <p><em>Threading:</em> one producer.
 */
final class NullRule {
  private final long key;
  private final long threshold;
  private final boolean always;
  private final RunPositions runs;

  /**
   * Makes a rule.
   *
   * @param threshold of a share, as {@link Draws#threshold} makes it
   * @param always whether the share is 1
   * @param runs null if each slot decides by itself
   */
  NullRule(long key, long threshold, boolean always, RunPositions runs) {
    this.key = key;
    this.threshold = threshold;
    this.always = always;
    this.runs = runs;
  }

  /** The rule of a node that is null now and then, whose draws are keyed by a text. */
  static NullRule of(Nulls nulls, long seed, String text) {
    return new NullRule(
        Draws.key(seed, text, Purpose.NULL),
        Draws.threshold(nulls.share()),
        nulls.share().compareTo(BigDecimal.ONE) == 0,
        RunPositions.of(nulls.runs(), Draws.key(seed, text, Purpose.NULL_RUNS)));
  }

  /** Clears the valid bits of slots that are null. */
  void apply(Slots slots, Values values) {
    int count = slots.count();
    long[] positions = runs == null ? slots.positions() : runs.of(slots);
    long[] valid = values.valid;
    for (int from = 0; from < count; from += Long.SIZE) {
      valid[from >>> 6] &= always ? 0 : ~nulls(positions, from, Math.min(count, from + Long.SIZE));
    }
  }

  private long nulls(long[] positions, int from, int to) {
    // C1 keeps locals in registers, but not fields.
    long key = this.key;
    long threshold = this.threshold;
    long nulls = 0;
    for (int i = from; i < to; i++) {
      nulls |= Draws.happens(Draws.draw(key, positions[i]), threshold) << i;
    }
    return nulls;
  }
}
