package dev.nestedparquet.internal.truth;

/** Slots of a vector, and which of them are there. */
final class Slots {
  private final int first;
  private final int count;
  private final long[] present;
  private final long presentCount;
  private final long absent;

  /**
   * Makes slots.
   *
   * @param first index of the first slot in the vector
   * @param count number of slots
   * @param present a bit for each slot, from the first on, that nothing above is null of; null if
   *     all are there. The bits behind the last slot are 0
   * @param presentCount number of slots that are there
   * @param absent how many values are not there since a list above is empty, or something above is
   *     null
   */
  Slots(int first, int count, long[] present, long presentCount, long absent) {
    this.first = first;
    this.count = count;
    this.present = present;
    this.presentCount = presentCount;
    this.absent = absent;
  }

  int first() {
    return first;
  }

  int count() {
    return count;
  }

  long[] present() {
    return present;
  }

  long presentCount() {
    return presentCount;
  }

  long absent() {
    return absent;
  }
}
