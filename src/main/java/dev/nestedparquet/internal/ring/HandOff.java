package dev.nestedparquet.internal.ring;

import com.lmax.disruptor.AlertException;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.SequenceBarrier;
import com.lmax.disruptor.TimeoutException;
import dev.nestedparquet.batch.PartitionBatches.StoppedException;

/**
 * Hands batches over: producers publish them in any order, and one taker gets them in the order of
 * their sequences.
 *
 * <p>The taker empties a slot as it takes the batch: a batch that stayed in its slot would pin
 * off-heap memory until the ring comes round again.
 *
 * <p><em>Threading:</em> claims are made under the scheduler's lock. Any thread may publish; one
 * thread at a time takes. To publish, and to free a slot, is Disruptor's, and takes no lock but the
 * one of {@link PublicationWait}.
 */
final class HandOff implements AutoCloseable {
  private static final class Slot {
    Batch batch;
  }

  private final StopSignal stop;
  private final PublicationWait wait;
  private final RingBuffer<Slot> slots;
  private final SequenceBarrier published;
  private final Sequence taken = new Sequence();
  private final Runnable onStop;

  // The taker's alone.
  private long sequence;

  /**
   * Makes an empty ring.
   *
   * @param slots number of batches that can wait, a power of two
   * @param whileWaiting called each second by a taker that waits; an exception of it ends the wait
   */
  HandOff(int slots, StopSignal stop, Runnable whileWaiting) {
    this.stop = stop;
    wait = new PublicationWait(whileWaiting);
    this.slots = RingBuffer.createMultiProducer(Slot::new, slots, wait);
    wait.setRing(this.slots);
    this.slots.addGatingSequences(taken);
    published = this.slots.newBarrier();
    onStop = published::alert;
    stop.onStop(onStop);
  }

  boolean hasRoom() {
    return slots.hasAvailableCapacity(1);
  }

  /** Claims the next sequence. Called only if there is a free slot, so that it never waits. */
  long claim() {
    return slots.next();
  }

  /** Publishes the batch, which the taker owns from here. */
  void transfer(long sequence, Batch batch) {
    slots.get(sequence).batch = batch;
    slots.publish(sequence);
  }

  /**
   * Waits for the next batch, takes it, and frees its slot.
   *
   * @return a batch that the caller now owns
   * @throws StoppedException if the run is stopped
   */
  Batch take() {
    stop.check();
    try {
      published.waitFor(sequence);
    } catch (AlertException e) {
      throw new StoppedException(stop.cause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stop.stop(e);
      throw new StoppedException(e);
    } catch (TimeoutException e) {
      throw new AssertionError("the wait strategy has no time-out", e);
    }
    Slot slot = slots.get(sequence);
    Batch batch = slot.batch;
    slot.batch = null;
    taken.set(sequence);
    sequence++;
    return batch;
  }

  /** Number of takers that have found nothing since the last publication or stop, and wait. */
  int waitingTakers() {
    return wait.waiting();
  }

  /** Closes the batches that nobody took. Called only after all producers have ended. */
  void discardUntaken() {
    for (int i = 0; i < slots.getBufferSize(); i++) {
      Slot slot = slots.get(i);
      if (slot.batch != null) {
        slot.batch.close();
        slot.batch = null;
      }
    }
  }

  /** Stops listening for the run's stop. */
  @Override
  public void close() {
    stop.removeListener(onStop);
  }
}
