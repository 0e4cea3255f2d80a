package dev.nestedparquet.internal.schema.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nestedparquet.internal.schema.draw.ZipfRanks;
import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ranks that are found by fast functions are those of exact ones, also where two of them meet. */
final class ZipfTest {
  private static final int DRAWS = 3_000;
  private static final int MEETINGS = 30;

  /** A fraction is made of the bits of a draw above these. */
  private static final long STEP = 1 << 11;

  @ParameterizedTest
  @CsvSource({
    "65_537, 0",
    "70_000, 0.3",
    "200_000, 0.9",
    "200_000, 0.999",
    "200_000, 1",
    "15_000_000, 1.0005",
    "200_000, 1.1",
    "15_000_000, 1.2",
    "1_000_000_000, 1.1",
    "9_000_000_000_000_000_000, 0.7",
    "9_000_000_000_000_000_000, 1.5",
    "100_000, 2.2",
    "1_000_000, 5",
    "70_000, 20"
  })
  void ranksAreThoseOfTheReference(String ranks, BigDecimal exponent) {
    long n = Long.parseLong(ranks.replace("_", ""));
    ZipfRanks fast = new ZipfRanks(n, exponent.doubleValue());
    Zipf exact = new Zipf(n, exponent);
    Random random = new Random(n);
    for (int i = 0; i < DRAWS; i++) {
      compare(fast, exact, random.nextLong());
    }
    for (int i = 0; i < MEETINGS; i++) {
      long meeting = meeting(exact, random.nextLong() >>> 1, random.nextLong() >>> 1);
      for (int steps = -20; steps <= 20; steps++) {
        compare(fast, exact, meeting + steps * STEP);
      }
    }
  }

  private static void compare(ZipfRanks fast, Zipf exact, long draw) {
    assertThat(fast.rank(draw)).as("draw %d", draw).isEqualTo(exact.rank(draw).longValueExact());
  }

  /** A draw next to which the rank is another one, between two draws. */
  private static long meeting(Zipf exact, long from, long to) {
    long one = from;
    long other = to;
    while (Math.abs(other - one) > STEP) {
      long middle = one + (other - one) / 2;
      if (exact.rank(middle).equals(exact.rank(one))) {
        one = middle;
      } else {
        other = middle;
      }
    }
    return one;
  }
}
