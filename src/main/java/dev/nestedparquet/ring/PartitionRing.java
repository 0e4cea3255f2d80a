package dev.nestedparquet.ring;

import com.lmax.disruptor.AlertException;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.SequenceBarrier;
import com.lmax.disruptor.TimeoutException;
import dev.nestedparquet.batch.BatchFiller;
import dev.nestedparquet.batch.BatchPlan;
import dev.nestedparquet.batch.Counts;
import dev.nestedparquet.batch.RowRange;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.ReferenceManager;

/**
 * The ring of one partition: producers publish batches into it, in any order, and the partition's
 * writer takes them out in the order of their rows. The ring's sequence is the index of the batch.
 *
 * <p>A slot only hands over: the writer's side empties it as it takes the batch, since a batch that
 * stayed in its slot would pin off-heap memory until the ring comes round again.
 *
 * <p><em>Threading:</em> any number of producers, by way of {@link BatchScheduler}; one taker.
 */
public final class PartitionRing implements BatchSource, AutoCloseable {
  private static final class Slot {
    Batch batch;
  }

  private final int partition;
  private final BatchPlan plan;
  private final RowRange rows;
  private final BatchFiller filler;
  private final BufferAllocator allocator;
  private final StopSignal stop;
  private final RingBuffer<Slot> slots;
  private final SequenceBarrier published;
  private final Sequence taken = new Sequence();
  private final BiConsumer<PartitionRing, Batch> onTake;
  private final Runnable onStop;

  // Guarded by the scheduler's lock.
  private long nextToClaim;
  private RowRange nextRows;
  private int beingFilled;
  private boolean exportPending;

  /** Of batches handed over; those whose count of references has come to 0 are gone. */
  private final Deque<ReferenceManager> handedOver = new ArrayDeque<>();

  // Written by the taker: native threads, one after the other, ordered by the native side's own
  // synchronisation. For others valid once the native write has returned.
  private long sequence;
  private long nextToTake;
  private Counts counts = Counts.NONE;
  private long usedBytes;

  /**
   * An empty ring.
   *
   * @param allocator for this partition's batches; the ring closes it
   * @param slots batches that can wait, a power of two
   * @param onTake told of each batch taken; its slot is free by then
   * @param holdsTooMany whether the taker, while it waits, still holds what it should let go of
   * @param patienceNanos how long that may go on before it is told
   */
  PartitionRing(
      int partition,
      BatchPlan plan,
      BatchFiller filler,
      BufferAllocator allocator,
      int slots,
      StopSignal stop,
      BiConsumer<PartitionRing, Batch> onTake,
      Predicate<PartitionRing> holdsTooMany,
      long patienceNanos) {
    this.partition = partition;
    this.plan = plan;
    this.filler = filler;
    rows = plan.partition(partition);
    nextToClaim = rows.first();
    nextToTake = rows.first();
    this.allocator = allocator;
    this.stop = stop;
    this.onTake = onTake;
    StallDetector stall =
        new StallDetector(this::aliveBytes, () -> holdsTooMany.test(this), patienceNanos);
    PublicationWait wait = new PublicationWait(stall::check);
    this.slots = RingBuffer.createMultiProducer(Slot::new, slots, wait);
    wait.setRing(this.slots);
    this.slots.addGatingSequences(taken);
    published = this.slots.newBarrier();
    onStop = published::alert;
    stop.onStop(onStop);
  }

  /** Index of the partition. */
  public int partition() {
    return partition;
  }

  /** The rows of the partition. */
  public RowRange rows() {
    return rows;
  }

  /** How the rows of the data set become batches. */
  public BatchPlan plan() {
    return plan;
  }

  /** Tells how large batches are; not to be used to fill. */
  public BatchFiller borrowFiller() {
    return filler;
  }

  /** What the rows are made of, as the filler has it for the manifest. */
  public Map<String, Object> parameters() {
    return filler.parameters();
  }

  /** Allocator of the partition's batches and of what their export takes; the ring closes it. */
  public BufferAllocator borrowAllocator() {
    return allocator;
  }

  // Producers' side; claims are made under the scheduler's lock.

  boolean hasUnclaimed() {
    return nextToClaim < rows.end();
  }

  /** The rows of the next batch to be claimed. */
  RowRange nextRows() {
    if (nextRows == null) {
      RowRange most = plan.batchFrom(partition, nextToClaim);
      long cut = filler.rowsOfBatch(most);
      if (cut < 1 || cut > most.rows()) {
        throw new IllegalStateException(
            String.format(
                Locale.ROOT,
                "filler %s cuts a batch of %,d rows from %,d, from row %,d on",
                filler.name(),
                cut,
                most.rows(),
                most.first()));
      }
      nextRows = new RowRange(most.first(), cut);
    }
    return nextRows;
  }

  boolean hasRoom() {
    return slots.hasAvailableCapacity(1);
  }

  /** Claims the next sequence; only if there is room, so that it never waits. */
  long claim() {
    nextToClaim = nextRows().end();
    nextRows = null;
    beingFilled++;
    return slots.next();
  }

  /** Notes that a claimed batch is filled, and about to be handed over. */
  void noteFilled(Batch batch) {
    beingFilled--;
    ReferenceManager references = batch.borrowReferences();
    if (references != null) {
      handedOver.add(references);
    }
  }

  /** Batches that are being filled, wait in the ring, or were not let go of by the writer. */
  int aliveBatches() {
    handedOver.removeIf(references -> references.getRefCount() == 0);
    return beingFilled + handedOver.size();
  }

  /** Batches that the taker holds, if none is on its way to it. */
  int heldBatches() {
    return beingFilled > 0 ? 0 : aliveBatches();
  }

  /** Whether the batch taken last may still be exported; and from now on. */
  boolean exchangeExportPending(boolean pending) {
    boolean before = exportPending;
    exportPending = pending;
    return before;
  }

  /** Passes the batch on to the taker, which owns it from here. */
  void transfer(long sequence, Batch batch) {
    slots.get(sequence).batch = batch;
    slots.publish(sequence);
  }

  /** Bytes of this partition's batches, and of their export, that were not released yet. */
  public long aliveBytes() {
    return allocator.getAllocatedMemory();
  }

  // Taker's side.

  @Override
  public Batch take() {
    stop.check();
    if (isDrained()) {
      return null;
    }
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
    try {
      nextToTake = batch.rows().end();
      counts = counts.plus(batch.counts());
      usedBytes += batch.usedBytes();
      onTake.accept(this, batch);
      return batch;
    } catch (RuntimeException | Error e) {
      batch.close();
      throw e;
    }
  }

  /**
   * For a taker that waits for something else than the next batch.
   *
   * @throws StoppedException if the run is stopped
   */
  public void checkNotStopped() {
    stop.check();
  }

  /** Whether all batches were taken. */
  public boolean isDrained() {
    return nextToTake == rows.end();
  }

  /** Ground truth about the rows taken. */
  public Counts counts() {
    return counts;
  }

  /** Bytes of Arrow buffers that held the rows taken. */
  public long usedBytes() {
    return usedBytes;
  }

  /** Closes the batches that nobody took; only after all producers have ended. */
  public void discardUntaken() {
    for (int i = 0; i < slots.getBufferSize(); i++) {
      Slot slot = slots.get(i);
      if (slot.batch != null) {
        slot.batch.close();
        slot.batch = null;
      }
    }
  }

  /** Closes the allocator; all of the partition's memory must have been released. */
  @Override
  public void close() {
    stop.removeListener(onStop);
    allocator.close();
  }
}
