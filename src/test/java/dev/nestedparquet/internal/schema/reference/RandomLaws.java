package dev.nestedparquet.internal.schema.reference;

import dev.nestedparquet.internal.schema.model.Type;
import java.util.List;

/** Laws of chance for a type. */
final class RandomLaws {
  private final Dice dice;
  private final Type type;
  private final boolean wide;

  RandomLaws(Dice dice, Type type) {
    this(dice, type, dice.of(2) == 1);
  }

  private RandomLaws(Dice dice, Type type, boolean wide) {
    this.dice = dice;
    this.type = type;
    this.wide = wide;
  }

  private String value(int n) {
    return RandomLiterals.yaml(RandomLiterals.of(type, n, wide));
  }

  /** Whole numbers of floating point, so that there are some of any digits. */
  private String digits() {
    return type instanceof Type.Floating && dice.of(2) == 1
        ? ", digits: " + dice.between(wide ? 0 : 1, wide ? 0 : 4)
        : "";
  }

  private String difference(int n) {
    return RandomLiterals.difference(type, n, wide);
  }

  /** A law of floating point whose values have a text. */
  String withDigits() {
    RandomLaws narrow = new RandomLaws(dice, type, false);
    String law = dice.of(2) == 1 ? narrow.uniform() : narrow.continuous();
    return law.contains(", digits: ") ? law : law + ", digits: " + dice.between(1, 4);
  }

  String uniform() {
    int least = dice.between(-9, 9);
    String law = "uniform: [" + value(least) + ", " + value(dice.between(least, 9)) + "]";
    return law + (wide ? "" : digits());
  }

  String continuous() {
    int n = dice.of(6);
    String law =
        switch (dice.of(5)) {
          case 0 -> "quantiles: [" + value(-8 + n) + ", " + value(0) + ", " + value(n + 1) + "]";
          case 1 ->
              "normal: {mean: "
                  + value(dice.between(-9, 9))
                  + ", sigma: "
                  + difference(dice.between(2, 9))
                  + bounds(-9 + n, dice.between(-2, 9))
                  + "}";
          case 2 ->
              "lognormal: {median: "
                  + (type.isTemporal()
                      ? RandomLiterals.sinceZero(type, dice.between(1, 9), wide)
                      : value(dice.between(1, 9)))
                  + ", sigma: "
                  + dice.one(List.of("0.5", "1.1", "10"))
                  + bounds(n, dice.between(6, 9))
                  + "}";
          case 3 ->
              "exponential: {mean: "
                  + difference(dice.between(1, 9))
                  + bounds(n - 6, dice.between(1, 9))
                  + "}";
          default ->
              "pareto: {alpha: "
                  + dice.one(List.of("1", "0.3", "2.5"))
                  + bounds(1 + n % 3, dice.between(4, 9))
                  + "}";
        };
    return law + (wide ? "" : digits());
  }

  private String bounds(int min, int max) {
    return ", min: " + value(min) + ", max: " + value(max);
  }

  /** Laws of counts. */
  static String counts(Dice dice, Type.Int type) {
    boolean large = type.bits() >= 32;
    return switch (dice.of(large ? 8 : 5)) {
      case 0 -> "zipf: {n: " + dice.between(1, 100) + ", s: " + exponent(dice) + "}";
      case 1 -> "geometric: {mean: 3.5, min: 1, max: " + dice.between(1, 100) + "}";
      case 2 -> "poisson: {mean: 4.5, max: " + dice.between(0, 100) + "}";
      case 3 -> "binomial: {n: " + dice.between(0, 100) + ", p: 37.5%}";
      case 4 -> "poisson: {mean: 0, max: 3}";
      case 5 -> "zipf: {n: " + dice.one(List.of("65537", "2G")) + ", s: " + exponent(dice) + "}";
      case 6 -> "geometric: {mean: 100, max: 1G}";
      default -> "binomial: {n: 100k, p: 0.5}";
    };
  }

  private static String exponent(Dice dice) {
    return dice.one(List.of("1", "0", "0.5", "1.1", "3", "20"));
  }
}
