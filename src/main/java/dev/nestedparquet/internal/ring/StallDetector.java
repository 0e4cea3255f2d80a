package dev.nestedparquet.internal.ring;

import dev.nestedparquet.batch.StalledException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Notices that a taker waits for a batch which can't come, since it holds too many: either it is
 * slow, or its write has failed and it keeps what it was given for ever.
 *
 * <p><em>Threading:</em> the taker, while it waits.
 */
final class StallDetector {
  /** Doubled each time: a slow taker has to be left alone for longer. */
  static final long FIRST_PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final LongSupplier aliveBytes;
  private final BooleanSupplier holdsTooMany;
  private final long firstPatienceNanos;

  private long lastBytes;
  private long lastChange = System.nanoTime();
  private long patienceNanos;

  /**
   * A detector of one ring's.
   *
   * @param aliveBytes bytes of the ring's batches
   * @param holdsTooMany whether the taker holds more than it may while it waits for another batch
   */
  StallDetector(LongSupplier aliveBytes, BooleanSupplier holdsTooMany, long firstPatienceNanos) {
    this.aliveBytes = aliveBytes;
    this.holdsTooMany = holdsTooMany;
    this.firstPatienceNanos = firstPatienceNanos;
    patienceNanos = firstPatienceNanos;
  }

  /**
   * Looks; to be called again and again.
   *
   * @throws StalledException if nothing was let go of for too long
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
