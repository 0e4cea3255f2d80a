package dev.nestedparquet.spark;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.spark.util.ShutdownHookManager;
import scala.runtime.BoxedUnit;

/**
 * Cancels the run when the driver gets a signal (SIGINT, SIGTERM), and has the JVM wait until the
 * run has ended and cleaned up.
 *
 * <p>Spark's shutdown hook stops its context, and with it all news of attempts that still write. So
 * this hook runs before Spark's.
 */
final class CancelOnShutdown implements AutoCloseable {
  /**
   * Priority of the hook, above the 50 of Spark's context: hooks of higher priority are run, and
   * waited for, first.
   */
  private static final int PRIORITY = 100;

  /**
   * Longest wait for the run to end: less than the 30 s that Hadoop gives all hooks of Spark
   * together.
   */
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
   * Installs the hook for a run; {@link #close} removes it.
   *
   * @param cancel makes the run end soon
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

  /** Removes the hook. Called when the run has ended and cleaned up. */
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
