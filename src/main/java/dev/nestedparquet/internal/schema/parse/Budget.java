package dev.nestedparquet.internal.schema.parse;

import dev.nestedparquet.internal.schema.read.Located;
import dev.nestedparquet.internal.schema.read.Problems.StoppedException;

/**
 * Counts what a whole file has of something, so that a file of many small parts can't exhaust
 * memory or time, either.
 */
final class Budget {
  private final long most;
  private final String what;
  private long used;

  /**
   * A budget of {@code most} of something, which is named in the problem that there is too much.
   */
  Budget(long most, String what) {
    this.most = most;
    this.what = what;
  }

  /**
   * Takes so many more.
   *
   * @throws StoppedException if that is too much, with a problem
   */
  void take(Located at, long more) {
    used += more;
    if (used > most) {
      throw at.problems()
          .stop(
              at.place(),
              at.path(),
              "the file has too many " + what + "; " + most + " are allowed");
    }
  }
}
