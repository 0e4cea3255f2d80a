package dev.nestedparquet.ring;

import com.lmax.disruptor.AlertException;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.SequenceBarrier;
import com.lmax.disruptor.WaitStrategy;

/**
 * Blocks a consumer until its sequence is published.
 *
 * <p>Disruptor's own blocking strategy waits for the cursor, and with several producers the cursor
 * moves when a sequence is <em>claimed</em>. Between claim and publication a whole batch is filled
 * here, and the consumer would spin for that long.
 */
final class PublicationWait implements WaitStrategy {
  private static final long POLL_MILLIS = 1_000;

  private final Object monitor = new Object();
  private final Runnable whileWaiting;
  private RingBuffer<?> ring;

  /**
   * A strategy of one ring's.
   *
   * @param whileWaiting called each second by a consumer that waits; what it throws ends the wait
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
    synchronized (monitor) {
      while (!ring.isAvailable(sequence)) {
        barrier.checkAlert();
        monitor.wait(POLL_MILLIS);
        if (!ring.isAvailable(sequence)) {
          whileWaiting.run();
        }
      }
    }
    return sequence;
  }

  /** Called after each publication and each alert. */
  @Override
  public void signalAllWhenBlocking() {
    synchronized (monitor) {
      monitor.notifyAll();
    }
  }
}
