package dev.nestedparquet.internal.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A test of the test: it passes what is right, and fails what is only slightly wrong. */
final class ChiSquareTest {
  private static final int DRAWS = 10_000_000;

  /** Counts of draws from probabilities that add up to 1. */
  private static long[] draw(double... probabilities) {
    SplittableRandom random = new SplittableRandom(1);
    long[] counts = new long[probabilities.length];
    for (int i = 0; i < DRAWS; i++) {
      double left = random.nextDouble();
      int outcome = 0;
      while (outcome < probabilities.length - 1 && left >= probabilities[outcome]) {
        left -= probabilities[outcome++];
      }
      counts[outcome]++;
    }
    return counts;
  }

  @Test
  void acceptsDrawsFromTheSameProbabilities() {
    double[] probabilities = {0.4, 0.45, 0.1, 0.05};
    assertThat(ChiSquare.deviations(draw(probabilities), probabilities)).isBetween(-3.0, 3.0);
  }

  /** A tenth of a percentage point, as a threshold that is rounded carelessly would make it. */
  @Test
  void rejectsDrawsFromSlightlyOtherProbabilities() {
    assertThat(
            ChiSquare.deviations(
                draw(0.401, 0.449, 0.1, 0.05), new double[] {0.4, 0.45, 0.1, 0.05}))
        .isGreaterThan(ChiSquare.ONE_IN_A_MILLION);
  }

  @Test
  void rejectsAnOutcomeThatIsSwappedWithItsNeighbour() {
    double[] zipf = {0.48, 0.24, 0.16, 0.12};
    assertThat(ChiSquare.deviations(draw(0.48, 0.16, 0.24, 0.12), zipf))
        .isGreaterThan(ChiSquare.ONE_IN_A_MILLION);
  }

  @Test
  void acceptsIndependentDecisions() {
    long[] even = draw(0.1, 0.4, 0.1, 0.4);
    long[][] table = {{even[0], even[1]}, {even[2], even[3]}};
    assertThat(ChiSquare.deviationsFromIndependence(table)).isBetween(-3.0, 3.0);
  }

  @Test
  void rejectsDecisionsThatLeanOnOneAnother() {
    long[] leaning = draw(0.101, 0.399, 0.099, 0.401);
    long[][] table = {{leaning[0], leaning[1]}, {leaning[2], leaning[3]}};
    assertThat(ChiSquare.deviationsFromIndependence(table))
        .isGreaterThan(ChiSquare.ONE_IN_A_MILLION);
  }

  /** Chi-square with 10 degrees of freedom exceeds 29.588 with probability 0.001, z = 3.090. */
  @Test
  void deviationsAreThoseOfTheTables() {
    long[] counts = new long[11];
    double[] probabilities = new double[11];
    Arrays.fill(counts, 1_000_000);
    Arrays.fill(probabilities, 1);
    long off = Math.round(Math.sqrt(29.588 * 1_000_000 / 2));
    counts[0] += off;
    counts[1] -= off;
    assertThat(ChiSquare.deviations(counts, probabilities)).isCloseTo(3.09, within(0.03));
  }
}
