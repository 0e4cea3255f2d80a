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
 * <p>Disruptor's own blocking strategy waits for the cursor, and with several producers the cursor
 * moves when a sequence is <em>claimed</em>. Between claim and publication a whole batch is filled
 * here, and the consumer would spin for that long.
 */
final class PublicationWait implements WaitStrategy {
  private static final long POLL_SECONDS = 1;

  private final ReentrantLock lock = new ReentrantLock();

  /** A sequence was published, or the barrier alerted. */
  private final Condition changed = lock.newCondition();

  private final Runnable whileWaiting;
  private RingBuffer<?> ring;

  /**
   * A strategy of one ring's.
   *
   * @param whileWaiting called each second by a consumer that waits, under the lock; what it throws
   *     ends the wait
   */
  PublicationWait(Runnable whileWaiting) {
    this.whileWaiting = whileWaiting;
  }

  /** Must be called before anyone waits. */
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

  /** Called after each publication and each alert. */
  @Override
  public void signalAllWhenBlocking() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Consumers that wait and have not been signalled since they looked. */
  int waiting() {
    lock.lock();
    try {
      return lock.getWaitQueueLength(changed);
    } finally {
      lock.unlock();
    }
  }
}
