package dev.nestedparquet.internal.ring;

import dev.nestedparquet.batch.PartitionBatches.StoppedException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Ends a run before its time. The first cause counts. Every thread that waits is woken, sees the
 * signal and throws {@link StoppedException}, so that no producer or writer outlives a failure.
 *
 * <p><em>Threading:</em> any thread.
 */
public final class StopSignal {
  private final AtomicReference<Throwable> cause = new AtomicReference<>();
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  /** Stops the run, unless something has stopped it already. */
  public void stop(Throwable why) {
    if (cause.compareAndSet(null, why)) {
      for (Runnable listener : listeners) {
        wake(listener);
      }
    }
  }

  /**
   * Calls a listener. If it fails, as for lack of memory, the other listeners are called
   * nevertheless.
   */
  private static void wake(Runnable listener) {
    try {
      listener.run();
    } catch (RuntimeException | Error e) {
      // The run is ending already, with a cause that is known.
    }
  }

  public boolean isStopped() {
    return cause.get() != null;
  }

  /** Cause that stopped the run; null as long as it isn't stopped. */
  public Throwable cause() {
    return cause.get();
  }

  /** Throws {@link StoppedException} if the run is stopped. */
  public void check() {
    Throwable why = cause.get();
    if (why != null) {
      throw new StoppedException(why);
    }
  }

  /**
   * Has the listener called when the run is stopped, or at once if it is already. The listener may
   * be called twice.
   */
  void onStop(Runnable listener) {
    listeners.add(listener);
    if (isStopped()) {
      listener.run();
    }
  }

  void removeListener(Runnable listener) {
    listeners.remove(listener);
  }
}
