package dev.nestedparquet.internal.ring;

import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.arrow.memory.ReferenceManager;

/**
 * Counts a partition's batches that are alive: being filled, waiting in the ring, or not let go of
 * by the writer.
 *
 * <p><em>Threading:</em> any. The lock is an innermost one.
 */
final class AliveBatches {
  private final Object lock = new Object();

  // Guarded by the lock.
  private int beingFilled;

  /** Of batches handed over; those whose count of references has come to 0 are gone. */
  private final Deque<ReferenceManager> handedOver = new ArrayDeque<>();

  void noteClaimed() {
    synchronized (lock) {
      beingFilled++;
    }
  }

  /** Notes that a claimed batch is filled, and about to be handed over. */
  void noteFilled(Batch batch) {
    ReferenceManager references = batch.borrowReferences();
    synchronized (lock) {
      beingFilled--;
      if (references != null) {
        handedOver.add(references);
      }
    }
  }

  int count() {
    synchronized (lock) {
      return beingFilled + countHandedOver();
    }
  }

  /** Batches that the taker holds, if none is on its way to it; else 0. */
  int heldByTaker() {
    synchronized (lock) {
      return beingFilled > 0 ? 0 : countHandedOver();
    }
  }

  private int countHandedOver() {
    handedOver.removeIf(references -> references.getRefCount() == 0);
    return handedOver.size();
  }
}
