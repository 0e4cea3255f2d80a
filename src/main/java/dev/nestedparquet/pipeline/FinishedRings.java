package dev.nestedparquet.pipeline;

import dev.nestedparquet.internal.ring.PartitionRing;
import dev.nestedparquet.internal.ring.StopSignal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Keeps rings whose writers are done until the memory of their batches is back. A native write
 * returns before the native side has released all of its batches, and neither the allocator nor the
 * process may end before it has.
 *
 * <p><em>Ownership:</em> owns the rings from {@link #add} until their memory is back, and closes
 * them then.
 *
 * <p><em>Threading:</em> writer threads call {@link #add} and {@link #closeDrained}. The thread of
 * the run calls {@link #awaitRelease} once writers and producers have ended.
 */
final class FinishedRings {
  /** Longest time that the native side may take to release the last batches of a complete file. */
  private static final long RELEASE_NANOS = 10_000_000_000L;

  /** Time after which a batch of a failed write counts as stranded. */
  private static final long STRANDED_AFTER_NANOS = 200_000_000L;

  private static final long RELEASE_POLL_NANOS = 200_000;

  private final StopSignal stop;

  // Guarded by itself.
  private final List<PartitionRing> rings = new ArrayList<>();

  FinishedRings(StopSignal stop) {
    this.stop = stop;
  }

  /**
   * Takes over a ring. The ring of a failed write may still have batches, and producers may publish
   * more to it.
   */
  void add(PartitionRing ring) {
    synchronized (rings) {
      rings.add(ring);
    }
  }

  /**
   * Closes rings whose memory is back. Called while there are producers, and so closes only rings
   * all of whose batches were taken: a ring whose writer has failed may have a batch that is being
   * filled.
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
   * Closes the batches that nobody took, and waits until the native side has released all others.
   * Called only once all producers have ended.
   *
   * @return bytes that are stranded
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
