package dev.nestedparquet.spark;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.spark.util.ShutdownHookManager;
import scala.runtime.BoxedUnit;

/**
 * Has a signal to the driver (SIGINT, SIGTERM) cancel the run, and the JVM wait until the run has
 * ended and cleaned up.
 *
 * <p>Spark's own hook stops its context, and with it all news of attempts that still write; so this
 * one comes first.
 */
final class CancelOnShutdown implements AutoCloseable {
  /** Above that of Spark's context, 50: hooks of higher priority are run, and waited for, first. */
  private static final int PRIORITY = 100;

  /** Less than the 30 s that Hadoop gives all hooks of Spark together. */
  private static final long PATIENCE_SECONDS = 25;

  private final CountDownLatch ended = new CountDownLatch(1);
  private final Runnable cancel;
  private final Object hook;

  private CancelOnShutdown(Runnable cancel) {
    this.cancel = cancel;
    hook =
        ShutdownHookManager.addShutdownHook(
            PRIORITY,
            () -> {
              cancelAndWait();
              return BoxedUnit.UNIT;
            });
  }

  /**
   * Guards a run from here to {@link #close}.
   *
   * @param cancel has the run end soon
   */
  static CancelOnShutdown install(Runnable cancel) {
    return new CancelOnShutdown(cancel);
  }

  private void cancelAndWait() {
    cancel.run();
    try {
      ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The run has ended, and left what it was to leave. */
  @Override
  public void close() {
    ended.countDown();
    try {
      ShutdownHookManager.removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is shutting down: the hook has run, or returns now.
    }
  }
}
