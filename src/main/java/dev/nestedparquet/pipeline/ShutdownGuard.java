package dev.nestedparquet.pipeline;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Ends a run in good order when the JVM shuts down, by SIGINT, SIGTERM or {@code System.exit}.
 *
 * <p>The JVM's exit runs the native library's destructors, which join the library's thread pool. A
 * pool thread that is inside Java by then can never return, and the process hangs until it is
 * killed. So a shutdown hook cancels the run and waits for it to end. If the run doesn't end,
 * nothing in this process could end the process any more but SIGKILL.
 */
final class ShutdownGuard implements AutoCloseable {
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread hook;

  private ShutdownGuard(Runnable cancel, boolean isNative, LongSupplier patienceMillis) {
    hook = new Thread(() -> cancelAndWait(cancel, isNative, patienceMillis), "cancel-run");
  }

  /**
   * Installs the hook for a run; {@link #close} removes it.
   *
   * @param isNative whether the exit would hang if the run went on, so that SIGKILL is due
   * @param patienceMillis milliseconds that the run, once cancelled, may still take to end
   * @throws RunCancelledException if the JVM is shutting down already
   */
  static ShutdownGuard install(Runnable cancel, boolean isNative, LongSupplier patienceMillis) {
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
      // The shell's builtin: not every machine has a program of this name.
      new ProcessBuilder("sh", "-c", "kill -KILL " + ProcessHandle.current().pid())
          .inheritIO()
          .start();
    } catch (IOException e) {
      // No shell here: whoever started the process will have to kill it.
    }
  }

  /** Removes the hook. Called when the run and its threads have ended. */
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
