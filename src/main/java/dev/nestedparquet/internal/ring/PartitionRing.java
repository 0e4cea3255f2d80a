package dev.nestedparquet.internal.ring;

import dev.nestedparquet.batch.BatchFiller;
import dev.nestedparquet.batch.BatchPlan;
import dev.nestedparquet.batch.Counts;
import dev.nestedparquet.batch.PartitionBatches;
import dev.nestedparquet.batch.RowRange;
import java.util.Map;
import java.util.function.LongConsumer;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;

/**
 * The ring of one partition: producers publish batches into it, in any order, and the partition's
 * writer takes them out in the order of their rows. The ring's sequence is the index of the batch.
 *
 * <p><em>Ownership:</em> of the partition's memory, and of the batches between publication and
 * take.
 *
 * <p><em>Threading:</em> any number of producers, by way of {@link BatchScheduler}; one taker. Has
 * no lock itself: what it is made of has.
 */
public final class PartitionRing implements PartitionBatches, AutoCloseable {
  private final int partition;
  private final RowRange rows;
  private final Map<String, Object> parameters;
  private final long writerBytes;
  private final StopSignal stop;
  private final BatchCutter cutter;
  private final PartitionMemory memory;
  private final AliveBatches alive = new AliveBatches();
  private final HandOff handOff;
  private final LongConsumer onTake;

  // Written by the taker: native threads, one after the other, ordered by the native side's own
  // synchronisation. For others valid once the native write has returned.
  private long nextToTake;
  private Counts counts = Counts.NONE;
  private long usedBytes;

  /**
   * An empty ring.
   *
   * @param filler tells how large batches are; not used to fill
   * @param memory of this partition's batches; the ring closes it
   * @param writerBytes what is set aside for the writer, besides
   * @param slots batches that can wait, a power of two
   * @param onTake told of the rows of each batch taken; its slot is free by then
   * @param patienceNanos how long a taker may wait with too many batches in hand before it is told
   */
  PartitionRing(
      int partition,
      BatchPlan plan,
      BatchFiller filler,
      PartitionMemory memory,
      long writerBytes,
      int slots,
      StopSignal stop,
      LongConsumer onTake,
      long patienceNanos) {
    this.partition = partition;
    rows = plan.partition(partition);
    nextToTake = rows.first();
    parameters = filler.parameters();
    this.memory = memory;
    this.writerBytes = writerBytes;
    this.stop = stop;
    this.onTake = onTake;
    cutter = new BatchCutter(partition, plan, filler);
    StallDetector stall =
        new StallDetector(
            memory::aliveBytes,
            () -> alive.heldByTaker() >= BatchScheduler.LEAST_ALIVE_PER_FILE,
            patienceNanos);
    handOff = new HandOff(slots, stop, stall::check);
  }

  @Override
  public int partition() {
    return partition;
  }

  @Override
  public RowRange rows() {
    return rows;
  }

  @Override
  public Map<String, Object> parameters() {
    return parameters;
  }

  @Override
  public long writerBytes() {
    return writerBytes;
  }

  @Override
  public BufferAllocator borrowAllocator() {
    return memory.borrowAllocator();
  }

  // Producers' side; claims are made under the scheduler's lock.

  /** Whether a batch can be claimed, as far as the rows and the slots go. */
  boolean canClaim() {
    return cutter.hasNext() && handOff.hasRoom();
  }

  /** The rows of the next batch to be claimed. */
  RowRange nextRows() {
    return cutter.peek();
  }

  /** Claims the next batch; only if that can be, so that it never waits. */
  BatchClaim claim(long reservedBytes) {
    alive.noteClaimed();
    return new BatchClaim(this, handOff.claim(), cutter.next(), reservedBytes);
  }

  /** Notes that a claimed batch is filled, and about to be handed over. */
  void noteFilled(BatchClaim claim, Batch batch) {
    alive.noteFilled(batch);
    memory.noteFilled(claim.reservedBytes());
  }

  /** Passes the batch on to the taker, which owns it from here. */
  void transfer(long sequence, Batch batch) {
    handOff.transfer(sequence, batch);
  }

  /** Batches that are being filled, wait in the ring, or were not let go of by the writer. */
  int aliveBatches() {
    return alive.count();
  }

  /** Bytes of this partition's batches, and of their export, that were not released yet. */
  public long aliveBytes() {
    return memory.aliveBytes();
  }

  // Taker's side.

  @Override
  public VectorSchemaRoot take() {
    Batch batch = takeBatch();
    return batch == null ? null : batch.root();
  }

  /** Waits for the next batch, as {@link #take} does; null after the last one. */
  Batch takeBatch() {
    stop.check();
    if (isDrained()) {
      return null;
    }
    Batch batch = handOff.take();
    try {
      nextToTake = batch.rows().end();
      counts = counts.plus(batch.counts());
      usedBytes += batch.usedBytes();
      memory.noteTaken();
      onTake.accept(batch.rows().rows());
      return batch;
    } catch (RuntimeException | Error e) {
      batch.close();
      throw e;
    }
  }

  @Override
  public void checkNotStopped() {
    stop.check();
  }

  /** Takers that have found no batch since the last publication or stop, and wait. */
  int waitingTakers() {
    return handOff.waitingTakers();
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

  /** Notes that the writer is done: it exports no more batches. */
  void noteWritten() {
    memory.noteWritten();
  }

  /** Closes the batches that nobody took; only after all producers have ended. */
  public void discardUntaken() {
    handOff.discardUntaken();
  }

  /** Closes the allocator; all of the partition's memory must have been released. */
  @Override
  public void close() {
    handOff.close();
    memory.close();
  }
}
