package dev.nestedparquet.cli;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets the main thread say how the command ended when a signal ends the process: without it, the
 * JVM may be gone as soon as the run has ended, and before its outcome is on the terminal.
 */
final class LastWords {
  private static final long PATIENCE_MILLIS = 1_900;

  /** A run that goes to an object store has something to clean up there, far away. */
  private static final long OBJECT_STORE_PATIENCE_MILLIS = 31_000;

  private final CountDownLatch spoken = new CountDownLatch(1);
  private final long patienceMillis;

  private LastWords(long patienceMillis) {
    this.patienceMillis = patienceMillis;
  }

  static LastWords install(List<String> arguments) {
    boolean farAway = arguments.stream().anyMatch(argument -> argument.contains("s3://"));
    LastWords words = new LastWords(farAway ? OBJECT_STORE_PATIENCE_MILLIS : PATIENCE_MILLIS);
    Runtime.getRuntime().addShutdownHook(new Thread(words::await, "last-words"));
    return words;
  }

  private void await() {
    try {
      boolean unused = spoken.await(patienceMillis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Nothing more will be printed. */
  void spoken() {
    spoken.countDown();
  }
}
