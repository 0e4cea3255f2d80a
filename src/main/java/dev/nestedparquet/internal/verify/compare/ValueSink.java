package dev.nestedparquet.internal.verify.compare;

import java.util.function.Supplier;

/** Receives every value of a row that differs. */
@FunctionalInterface
public interface ValueSink {
  /**
   * Receives a value that differs.
   *
   * @param path place of the value in the row, such as {@code phones[0].number}
   * @param expected makes the text of the expected value; valid during the call
   * @param found makes the text of the value that was read; valid during the call
   */
  void differs(String path, Supplier<String> expected, Supplier<String> found);
}
