package dev.nestedparquet.internal.schema.parse;

import dev.nestedparquet.internal.schema.read.Located;

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
   * Whether so many more are within the budget; if they are the first that aren't, with a problem.
   */
  boolean take(Located at, long more) {
    boolean had = used <= most;
    used += more;
    if (had && used > most) {
      at.problem("the file has too many " + what + "; " + most + " are allowed");
    }
    return used <= most;
  }
}
