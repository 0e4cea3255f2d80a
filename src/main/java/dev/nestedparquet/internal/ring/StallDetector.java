package dev.nestedparquet.internal.ring;

import dev.nestedparquet.batch.PartitionBatches.StalledException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Notices that a taker waits for a batch that can't come, since the taker holds too many. Either it
 * is slow to release them, or its write has failed and never will.
 *
 * <p><em>Threading:</em> the taker, while it waits.
 */
final class StallDetector {
  /**
   * Patience before the first failure of a wait. Doubled after each failure, since a slow taker
   * needs longer.
   */
  static final long FIRST_PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final LongSupplier aliveBytes;
  private final BooleanSupplier holdsTooMany;
  private final long firstPatienceNanos;

  private long lastBytes;
  private long lastChange = System.nanoTime();
  private long patienceNanos;

  /**
   * Makes a detector for one ring.
   *
   * @param aliveBytes tells the bytes of the ring's batches that are not released yet
   * @param holdsTooMany tells whether the taker holds more batches than it may while it waits for
   *     another one
   */
  StallDetector(LongSupplier aliveBytes, BooleanSupplier holdsTooMany, long firstPatienceNanos) {
    this.aliveBytes = aliveBytes;
    this.holdsTooMany = holdsTooMany;
    this.firstPatienceNanos = firstPatienceNanos;
    patienceNanos = firstPatienceNanos;
  }

  /**
   * Looks once. The taker calls this again and again while it waits.
   *
   * @throws StalledException if no memory was released for too long
   */
  void check() {
    long bytes = aliveBytes.getAsLong();
    long now = System.nanoTime();
    if (bytes < lastBytes || !holdsTooMany.getAsBoolean()) {
      lastChange = now;
      patienceNanos = firstPatienceNanos;
    }
    lastBytes = bytes;
    if (now - lastChange > patienceNanos) {
      lastChange = now;
      patienceNanos *= 2;
      throw new StalledException();
    }
  }
}
