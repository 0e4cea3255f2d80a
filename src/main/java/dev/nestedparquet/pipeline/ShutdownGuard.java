package dev.nestedparquet.pipeline;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Ends a run in good order when the JVM is told to shut down (SIGINT, SIGTERM, System.exit).
 *
 * <p>The JVM's exit runs the native library's destructors, which join its thread pool; a pool
 * thread that is inside Java by then, or comes to, can never return, and the process hangs until it
 * is killed. So the hook cancels the run and waits for it to end. If it doesn't, nothing in this
 * process could end it any more, and the last resort is SIGKILL.
 */
final class ShutdownGuard implements AutoCloseable {
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread hook;

  private ShutdownGuard(Runnable cancel, boolean isNative, LongSupplier patienceMillis) {
    hook = new Thread(() -> cancelAndWait(cancel, isNative, patienceMillis), "cancel-run");
  }

  /**
   * Guards a run from here to {@link #close}.
   *
   * @param isNative whether the exit would hang if the run went on, so that the last resort is due
   * @param patienceMillis how long it may still take to end, once it is cancelled
   * @throws RunCancelledException if the JVM is shutting down already
   */
  static ShutdownGuard install(Runnable cancel, boolean isNative, LongSupplier patienceMillis)
      throws RunCancelledException {
    ShutdownGuard guard = new ShutdownGuard(cancel, isNative, patienceMillis);
    try {
      Runtime.getRuntime().addShutdownHook(guard.hook);
    } catch (IllegalStateException e) {
      throw new RunCancelledException();
    }
    return guard;
  }

  private void cancelAndWait(Runnable cancel, boolean isNative, LongSupplier patienceMillis) {
    cancel.run();
    try {
      if (!ended.await(patienceMillis.getAsLong(), TimeUnit.MILLISECONDS) && isNative) {
        killThisProcess();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void killThisProcess() {
    try {
      // The shell's own: not every machine has a program of this name.
      new ProcessBuilder("sh", "-c", "kill -KILL " + ProcessHandle.current().pid())
          .inheritIO()
          .start();
    } catch (IOException e) {
      // No shell here: whoever started the process will have to do it.
    }
  }

  /** The run has ended, and so have its threads. */
  @Override
  public void close() {
    ended.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is shutting down: the hook has run, or returns now.
    }
  }
}
