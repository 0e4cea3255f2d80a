package dev.nestedparquet.internal.verify.compare;

import java.util.function.Supplier;

/** Is told of every value of a row that differs. */
@FunctionalInterface
public interface ValueSink {
  /**
   * A value differs.
   *
   * @param path where it is in the row, {@code phones[0].number}
   * @param expected makes its text, while the vectors are as they are
   * @param found likewise
   */
  void differs(String path, Supplier<String> expected, Supplier<String> found);
}
