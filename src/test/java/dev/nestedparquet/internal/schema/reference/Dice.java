package dev.nestedparquet.internal.schema.reference;

import java.util.List;

/** Decisions out of a list of numbers: 0, the simplest of all, when it is at its end. */
final class Dice {
  private final List<Integer> numbers;
  private int next;

  Dice(List<Integer> numbers) {
    this.numbers = numbers;
  }

  /** From 0 to {@code n - 1}. */
  int of(int n) {
    return next < numbers.size() ? numbers.get(next++) % n : 0;
  }

  int between(int least, int most) {
    return least + of(most - least + 1);
  }

  /** True once in {@code n} times. */
  boolean once(int n) {
    return of(n) == n - 1;
  }

  <T> T one(List<T> choices) {
    return choices.get(of(choices.size()));
  }
}
