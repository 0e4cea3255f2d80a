package dev.nestedparquet.internal.ring;

import com.lmax.disruptor.AlertException;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.SequenceBarrier;
import com.lmax.disruptor.WaitStrategy;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Blocks a consumer until its sequence is published.
 *
 * <p>Disruptor's own blocking strategy waits for the cursor, which moves when a sequence is
 * <em>claimed</em> if there are several producers. Between claim and publication a whole batch is
 * filled here, and the consumer would spin for that long.
 */
final class PublicationWait implements WaitStrategy {
  private static final long POLL_SECONDS = 1;

  private final ReentrantLock lock = new ReentrantLock();

  /** Signalled when a sequence was published, or the barrier alerted. */
  private final Condition changed = lock.newCondition();

  private final Runnable whileWaiting;
  private RingBuffer<?> ring;

  /**
   * Makes the strategy of one ring.
   *
   * @param whileWaiting called each second, under the lock, by a consumer that waits; an exception
   *     of it ends the wait
   */
  PublicationWait(Runnable whileWaiting) {
    this.whileWaiting = whileWaiting;
  }

  /** Sets the ring. Must be called before any thread waits. */
  void setRing(RingBuffer<?> ring) {
    this.ring = ring;
  }

  @Override
  public long waitFor(
      long sequence, Sequence cursor, Sequence dependentSequence, SequenceBarrier barrier)
      throws AlertException, InterruptedException {
    lock.lock();
    try {
      while (!ring.isAvailable(sequence)) {
        barrier.checkAlert();
        boolean unused = changed.await(POLL_SECONDS, TimeUnit.SECONDS);
        if (!ring.isAvailable(sequence)) {
          whileWaiting.run();
        }
      }
    } finally {
      lock.unlock();
    }
    return sequence;
  }

  /** Wakes all consumers. Disruptor calls this after each publication and each alert. */
  @Override
  public void signalAllWhenBlocking() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Number of consumers that wait, and have not been signalled since they looked. */
  int waiting() {
    lock.lock();
    try {
      return lock.getWaitQueueLength(changed);
    } finally {
      lock.unlock();
    }
  }
}
