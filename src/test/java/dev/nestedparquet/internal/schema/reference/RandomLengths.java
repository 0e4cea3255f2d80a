package dev.nestedparquet.internal.schema.reference;

/**
 * Lengths of lists, maps and texts.
 *
 * @param yaml the value of {@code length}
 */
record RandomLengths(String yaml, int most) {
  private static final String RUNS = "runs: {from: 1, to: 4}";

  /** Of a list or map; {@code fixed} if the type can say the length. */
  static RandomLengths ofList(Dice dice, boolean fixed) {
    int kind = dice.of(fixed ? 17 : 16);
    return kind == 16 ? new RandomLengths("{fixed: 2}", 2) : of(dice, kind);
  }

  /** Of a text or bytes. */
  static RandomLengths ofText(Dice dice) {
    return switch (dice.of(20)) {
      case 18 -> new RandomLengths("{0-3: 2, 70000-140000: 0, 5: 1}", 140_000);
      case 19 -> new RandomLengths("{fixed: 5}", 5);
      default -> of(dice, dice.of(16));
    };
  }

  private static RandomLengths of(Dice dice, int kind) {
    return switch (kind) {
      case 0 -> new RandomLengths("2", 2);
      case 1 -> new RandomLengths("{0-3: 1}", 3);
      case 2 -> new RandomLengths("{0: 5, 1: 0.5, 1-2: 3, 3: 0}", 3);
      case 3 -> new RandomLengths("{0: 1, 2-3: 2.000000001, " + RUNS + "}", 3);
      case 4 -> new RandomLengths("0", 0);
      case 5 -> new RandomLengths("{uniform: [0, 3]}", 3);
      case 6 -> new RandomLengths("{const: 1, " + RUNS + "}", 1);
      case 7 -> new RandomLengths("{pick: [3, 0, 1], zipf: 0.7}", 3);
      case 8 -> new RandomLengths("{pick: {1: 3, 2: 1}}", 2);
      case 9 -> new RandomLengths("{zipf: {n: 3, s: 1.1}, " + RUNS + "}", 3);
      case 10 -> new RandomLengths("{geometric: {mean: 1, max: 3}}", 3);
      case 11 -> new RandomLengths("{poisson: {mean: 1.5, max: 3}}", 3);
      case 12 -> new RandomLengths("{binomial: {n: 3, p: 40%}}", 3);
      case 13 -> new RandomLengths("{normal: {mean: 1.5, sigma: 1, min: 0, max: 3}}", 3);
      case 14 -> new RandomLengths("{exponential: {mean: 1, max: 3}, " + RUNS + "}", 3);
      default -> new RandomLengths("{quantiles: [0, 0, 1, " + dice.between(1, 3) + "]}", 3);
    };
  }
}
