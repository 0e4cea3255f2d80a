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
 * <p><em>Ownership:</em> owns the partition's memory, and each batch from its publication until it
 * is taken.
 *
 * <p><em>Threading:</em> any number of producers, by way of {@link BatchScheduler}; one taker at a
 * time. The ring has no lock of its own; its parts have.
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

  // Written by the taker. For the native writer these are native threads, one after the other,
  // ordered by the native side's own synchronisation. Other threads may read these fields once the
  // write has returned.
  private long nextToTake;
  private Counts counts = Counts.NONE;
  private long usedBytes;

  /**
   * Makes an empty ring.
   *
   * @param filler tells where batches end; not used to fill
   * @param memory memory of this partition's batches; the ring closes it
   * @param writerBytes bytes that are set aside for the writer besides batches
   * @param slots number of batches that can wait, a power of two
   * @param onTake told the number of rows of each batch taken; the batch's slot is free by then
   * @param patienceNanos how long a taker that holds too many batches may wait for another one,
   *     before its wait fails
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

  // The producers' side. Claims are made under the scheduler's lock.

  /** Tells whether rows and a slot are left for another claim. */
  boolean canClaim() {
    return cutter.hasNext() && handOff.hasRoom();
  }

  /** Rows of the next batch to claim. */
  RowRange nextRows() {
    return cutter.peek();
  }

  /** Claims the next batch. Called only if {@link #canClaim}, so that it never waits. */
  BatchClaim claim(long reservedBytes) {
    alive.noteClaimed();
    return new BatchClaim(this, handOff.claim(), cutter.next(), reservedBytes);
  }

  /** Notes that a claimed batch is filled, and about to be handed over. */
  void noteFilled(BatchClaim claim, Batch batch) {
    alive.noteFilled(batch);
    memory.noteFilled(claim.reservedBytes());
  }

  /** Publishes the batch, which the taker owns from here. */
  void transfer(long sequence, Batch batch) {
    handOff.transfer(sequence, batch);
  }

  /**
   * Number of batches that are alive: being filled, waiting in the ring, or still held by the
   * writer.
   */
  int aliveBatches() {
    return alive.count();
  }

  /** Bytes of this partition's batches, and of their export, that are not released yet. */
  public long aliveBytes() {
    return memory.aliveBytes();
  }

  // The taker's side.

  @Override
  public VectorSchemaRoot take() {
    Batch batch = takeBatch();
    return batch == null ? null : batch.root();
  }

  /**
   * Waits for the next batch, as {@link #take} does, and returns it with its counts; null after the
   * last one.
   */
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

  /** Number of takers that have found no batch since the last publication or stop, and wait. */
  int waitingTakers() {
    return handOff.waitingTakers();
  }

  /** Tells whether all batches were taken. */
  public boolean isDrained() {
    return nextToTake == rows.end();
  }

  /** Counts of the rows that were taken. */
  public Counts counts() {
    return counts;
  }

  /** Bytes of Arrow buffers that held the rows that were taken. */
  public long usedBytes() {
    return usedBytes;
  }

  /** Notes that the writer is done, and exports no more batches. */
  void noteWritten() {
    memory.noteWritten();
  }

  /** Closes the batches that nobody took. Called only after all producers have ended. */
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
