package dev.nestedparquet.internal.schema.fill;

/**
 * The block of slots that an expression is computed for, and where it has failed.
 *
 * <p><em>Threading:</em> one producer.
 */
final class TermBlock {
  private long number;
  private Slots slots;
  private int count;
  private long[] failed = {};
  private int firstFailed = -1;
  private String reason;

  /** Starts a block. */
  void start(Slots at) {
    number++;
    slots = at;
    count = at.count();
    int words = Values.words(count);
    if (failed.length < words) {
      failed = new long[words + words / 4];
    }
    java.util.Arrays.fill(failed, 0, words, 0);
    firstFailed = -1;
  }

  /** Starts a block of one slot that stands for all. */
  void startOne() {
    Slots one = Slots.top();
    one.setRows(0, 1);
    start(one);
  }

  /** Number of the block, by which is known whether a term has values of it. */
  long number() {
    return number;
  }

  Slots slots() {
    return slots;
  }

  int count() {
    return count;
  }

  /** Says that a wanted value can't be computed. */
  void fail(int slot, String why) {
    failed[slot >>> 6] |= 1L << slot;
    if (firstFailed < 0 || slot < firstFailed) {
      firstFailed = slot;
      reason = why;
    }
  }

  boolean hasFailed() {
    return firstFailed >= 0;
  }

  /** Bits of the slots that have failed. */
  long[] failed() {
    return failed;
  }

  int firstFailed() {
    return firstFailed;
  }

  /** Why the first of the slots has failed. */
  String reason() {
    return reason;
  }
}
