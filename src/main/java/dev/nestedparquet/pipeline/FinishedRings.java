package dev.nestedparquet.pipeline;

import dev.nestedparquet.internal.ring.PartitionRing;
import dev.nestedparquet.internal.ring.StopSignal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Rings that their writers are done with. The native side may still hold on to their last batches:
 * a native write returns before it has let go of all of them, and neither the allocator nor the
 * process may end under it.
 *
 * <p><em>Ownership:</em> of the rings, from {@link #add} until their memory is back.
 *
 * <p><em>Threading:</em> writer threads add and close; once these and the producers have ended, the
 * thread of the run does.
 */
final class FinishedRings {
  /** How long the native side may take to let go of the last batches of a file that is complete. */
  private static final long RELEASE_NANOS = 10_000_000_000L;

  /** After a failed write, what isn't let go of within this time never is. */
  private static final long STRANDED_AFTER_NANOS = 200_000_000L;

  private static final long RELEASE_POLL_NANOS = 200_000;

  private final StopSignal stop;

  // Guarded by itself.
  private final List<PartitionRing> rings = new ArrayList<>();

  FinishedRings(StopSignal stop) {
    this.stop = stop;
  }

  /** Takes over a ring; that of a failed write may still have batches, and get more of them. */
  void add(PartitionRing ring) {
    synchronized (rings) {
      rings.add(ring);
    }
  }

  /**
   * Closes rings whose memory is back, while there are producers: only those that were drained,
   * since a batch of a ring whose writer has failed may be about to be filled.
   */
  void closeDrained() {
    long unused = closeReleased(/* producersEnded= */ false);
  }

  private long closeReleased(boolean producersEnded) {
    synchronized (rings) {
      rings.removeIf(
          ring -> {
            boolean released = (producersEnded || ring.isDrained()) && ring.aliveBytes() == 0;
            if (released) {
              ring.close();
            }
            return released;
          });
      return rings.stream().mapToLong(PartitionRing::aliveBytes).sum();
    }
  }

  /**
   * Closes the batches that nobody took, and waits until the native side has let go of all others.
   * Only once all producers have ended.
   *
   * @return bytes that it will never let go of
   */
  long awaitRelease() {
    synchronized (rings) {
      rings.forEach(PartitionRing::discardUntaken);
    }
    long deadline = System.nanoTime() + (stop.isStopped() ? STRANDED_AFTER_NANOS : RELEASE_NANOS);
    long alive;
    while ((alive = closeReleased(/* producersEnded= */ true)) > 0
        && System.nanoTime() < deadline) {
      LockSupport.parkNanos(RELEASE_POLL_NANOS);
    }
    return alive;
  }
}
