package dev.nestedparquet.internal.schema.draw;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OutcomeNumbersTest {
  private static final long KEY = 0;

  private final Random random = new Random(7);

  @Test
  void choosesWhatTheAliasTableDoesAmongFew() {
    for (int outcomes = 1; outcomes <= 70; outcomes++) {
      compare(weights(outcomes), 1L << random.nextInt(17));
    }
  }

  @Test
  void choosesWhatTheAliasTableDoesAmongMany() {
    compare(weights(3_000), 1);
    compare(weights(5_000), 13);
    compare(weights(3_000), 1L << 40);
  }

  @Test
  void choosesWhatTheAliasTableDoesWhereSomeWeightsAreTinyOrZero() {
    compare(List.of(new BigDecimal("1e-9"), BigDecimal.ONE, BigDecimal.ZERO), 1);
    compare(List.of(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ONE), -7);
    compare(List.of(BigDecimal.ONE, new BigDecimal("0.0000001"), BigDecimal.ONE), 65_535 / 2);
    compare(List.of(BigDecimal.ONE, BigDecimal.ONE), Long.MAX_VALUE);
  }

  private List<BigDecimal> weights(int outcomes) {
    List<BigDecimal> weights = new ArrayList<>();
    for (int i = 0; i < outcomes; i++) {
      weights.add(BigDecimal.valueOf(random.nextInt(random.nextInt(1_000) + 1) + 1));
    }
    return weights;
  }

  /** Compares choices by chance, and by the draws at which columns begin or give away the rest. */
  private void compare(List<BigDecimal> weights, long step) {
    AliasTable table = AliasTable.ofWeights(weights);
    long[] numbers = new long[weights.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = -100 + i * step;
    }
    List<Long> draws = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      draws.add(random.nextLong());
    }
    addChanges(table, 0, -1, draws);
    long[] positions = draws.stream().mapToLong(OutcomeNumbersTest::position).toArray();
    long[] chosen = new long[positions.length];
    new OutcomeNumbers(table, numbers).choose(KEY, positions, positions.length, chosen);
    for (int i = 0; i < chosen.length; i++) {
      long draw = draws.get(i);
      assertThat(Draws.draw(KEY, positions[i])).isEqualTo(draw);
      assertThat(chosen[i])
          .as("%s outcomes %s apart, draw %x", numbers.length, step, draw)
          .isEqualTo(numbers[table.chosen(draw)]);
    }
  }

  /** Adds neighbouring draws with different outcomes, some from each range; unsigned, inclusive. */
  private static void addChanges(AliasTable table, long from, long to, List<Long> draws) {
    int parts = 512;
    long part = Long.divideUnsigned(to - from, parts);
    for (int i = 0; i < parts; i++) {
      long low = from + i * part;
      long high = low + part;
      while (high - low > 1 && table.chosen(low) != table.chosen(high)) {
        long middle = low + ((high - low) >>> 1);
        if (table.chosen(middle) == table.chosen(low)) {
          low = middle;
        } else {
          high = middle;
        }
      }
      draws.add(low);
      draws.add(high);
    }
  }

  /** Position whose draw is the one given: undoes the mixing. */
  private static long position(long draw) {
    long z = unshift(draw, 31) * inverse(0x94D049BB133111EBL);
    z = unshift(z, 27) * inverse(0xBF58476D1CE4E5B9L);
    return unshift(z, 30) * inverse(0x9E3779B97F4A7C15L);
  }

  private static long unshift(long z, int shift) {
    return z ^ (z >>> shift) ^ (z >>> (2 * shift));
  }

  /** Inverse of an odd number modulo 2^64, by Newton's iteration. */
  private static long inverse(long odd) {
    long inverse = odd;
    for (int i = 0; i < 6; i++) {
      inverse *= 2 - odd * inverse;
    }
    return inverse;
  }
}
