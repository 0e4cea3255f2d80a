package dev.nestedparquet.internal.contact;

import java.util.Arrays;

/**
 * Pearson's chi-square tests. Their p-value is that of Wilson and Hilferty's approximation (1931):
 * the cube root of chi-square over its degrees of freedom is close to normally distributed.
 */
public final class ChiSquare {
  /** Standard deviations that a normal variable exceeds once in a million times. */
  public static final double ONE_IN_A_MILLION = 4.75;

  private ChiSquare() {}

  /**
   * How far the counts are from the probabilities, in standard deviations.
   *
   * @param probabilities of each outcome; they are scaled to add up to 1
   */
  public static double deviations(long[] counts, double[] probabilities) {
    double total = Arrays.stream(counts).sum();
    double scale = total / Arrays.stream(probabilities).sum();
    double chiSquare = 0;
    for (int i = 0; i < counts.length; i++) {
      chiSquare += term(counts[i], probabilities[i] * scale);
    }
    return normal(chiSquare, counts.length - 1);
  }

  /** How far two decisions are from being independent, given how often which came with which. */
  public static double deviationsFromIndependence(long[][] counts) {
    long[] rows = Arrays.stream(counts).mapToLong(row -> Arrays.stream(row).sum()).toArray();
    long[] columns = new long[counts[0].length];
    for (long[] row : counts) {
      Arrays.setAll(columns, column -> columns[column] + row[column]);
    }
    double total = Arrays.stream(rows).sum();
    double chiSquare = 0;
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < columns.length; j++) {
        chiSquare += term(counts[i][j], rows[i] * (double) columns[j] / total);
      }
    }
    return normal(chiSquare, (rows.length - 1) * (columns.length - 1));
  }

  private static double term(long count, double expected) {
    return (count - expected) * (count - expected) / expected;
  }

  private static double normal(double chiSquare, int degreesOfFreedom) {
    double variance = 2.0 / (9.0 * degreesOfFreedom);
    return (Math.cbrt(chiSquare / degreesOfFreedom) - (1 - variance)) / Math.sqrt(variance);
  }
}
