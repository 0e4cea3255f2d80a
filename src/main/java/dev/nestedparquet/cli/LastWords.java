package dev.nestedparquet.cli;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets the main thread say how the command ended when a signal ends the process: without it, the
 * JVM may be gone as soon as the run has ended, and before its outcome is on the terminal.
 */
final class LastWords {
  /** A little more than a run that goes to a directory has to end. */
  private static final long PATIENCE_MILLIS = 9_000;

  /** A run that goes to an object store has something to clean up there, far away. */
  private static final long OBJECT_STORE_PATIENCE_MILLIS = 31_000;

  /** The process ends once. */
  private static final CountDownLatch SPOKEN = new CountDownLatch(1);

  private LastWords() {}

  /** Has the end of the process wait for {@link #spoken}, though not for ever. */
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

  /** Nothing more will be printed. */
  static void spoken() {
    SPOKEN.countDown();
  }
}
