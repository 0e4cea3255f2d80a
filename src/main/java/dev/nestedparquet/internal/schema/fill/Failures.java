package dev.nestedparquet.internal.schema.fill;

import java.util.Map;
import java.util.TreeMap;

/**
 * Values of a block that could not be computed, by slot. Fields of an entity are computed for all
 * keys that are drawn; a failure counts only where something refers to it.
 *
 * <p><em>Threading:</em> one producer.
 */
final class Failures {
  private final Map<Integer, String> reasons = new TreeMap<>();

  void clear() {
    reasons.clear();
  }

  void add(int slot, String reason) {
    reasons.putIfAbsent(slot, reason);
  }

  boolean isEmpty() {
    return reasons.isEmpty();
  }

  /** Why the value of a slot could not be computed; null if it could. */
  String reason(int slot) {
    return reasons.isEmpty() ? null : reasons.get(slot);
  }

  /**
   * Fails the wanted values of a term.
   *
   * @param slots of the failures, by those of the term; null if they are the same
   */
  void pass(TermBlock block, ReferenceTerm term, int[] slots) {
    if (reasons.isEmpty()) {
      return;
    }
    for (int i = 0; i < block.count(); i++) {
      String reason = reason(slots == null ? i : slots[i]);
      if (reason != null && term.wasWanted(block, i)) {
        block.fail(i, reason);
      }
    }
  }
}
