package dev.nestedparquet.cli;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Has the JVM's shutdown wait until the main thread has printed how the command ended. Otherwise,
 * if a signal ends the process, the JVM may be gone before that is on the terminal.
 */
final class LastWords {
  /** Longest wait: a little more than a run that goes to a directory has to end. */
  private static final long PATIENCE_MILLIS = 9_000;

  /** Longest wait for a run that goes to an object store, where it has objects to clean up. */
  private static final long OBJECT_STORE_PATIENCE_MILLIS = 31_000;

  /** Open until the outcome is printed. Static, since a process ends once. */
  private static final CountDownLatch SPOKEN = new CountDownLatch(1);

  private LastWords() {}

  /** Has the end of the process wait for {@link #spoken}, for a limited time. */
  static void install(List<String> arguments) {
    boolean farAway = arguments.stream().anyMatch(argument -> argument.contains("s3://"));
    long patienceMillis = farAway ? OBJECT_STORE_PATIENCE_MILLIS : PATIENCE_MILLIS;
    Runtime.getRuntime().addShutdownHook(new Thread(() -> await(patienceMillis), "last-words"));
  }

  private static void await(long patienceMillis) {
    try {
      boolean unused = SPOKEN.await(patienceMillis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Notes that the outcome is printed, and lets the process end. */
  static void spoken() {
    SPOKEN.countDown();
  }
}
