package dev.nestedparquet.internal.ring;

import dev.nestedparquet.batch.StoppedException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Ends a run before its time. The first cause wins; every thread that waits is woken, sees the
 * signal and throws {@link StoppedException}, so that no producer or writer outlives a failure.
 *
 * <p><em>Threading:</em> any.
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

  /** One that fails, as for lack of memory, must not keep the others asleep. */
  private static void wake(Runnable listener) {
    try {
      listener.run();
    } catch (RuntimeException | Error e) {
      // The run is ending already, and says why.
    }
  }

  public boolean isStopped() {
    return cause.get() != null;
  }

  /** What stopped the run; null while nothing has. */
  public Throwable cause() {
    return cause.get();
  }

  /** Does nothing until the run is stopped. */
  public void check() {
    Throwable why = cause.get();
    if (why != null) {
      throw new StoppedException(why);
    }
  }

  /** Calls the listener when the run is stopped; at once if it is already. May call it twice. */
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
