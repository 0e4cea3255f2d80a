package dev.nestedparquet.internal.ring;

import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.arrow.memory.ReferenceManager;

/**
 * Counts a partition's batches that are alive: being filled, waiting in the ring, or still held by
 * the writer or the native side.
 *
 * <p><em>Threading:</em> any thread. No other lock is taken while this one is held.
 */
final class AliveBatches {
  private final Object lock = new Object();

  // Guarded by the lock.
  private int beingFilled;

  /**
   * References of batches that were handed over. A batch whose reference count is 0 is no longer
   * alive.
   */
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

  /** Number of batches that the taker holds, if none is being filled for it; else 0. */
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
