package dev.nestedparquet.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets the main thread say how the command ended when a signal ends the process: without it, the
 * JVM may be gone as soon as the run has ended, and before its outcome is on the terminal.
 */
final class LastWords {
  private static final long PATIENCE_MILLIS = 1_900;

  private final CountDownLatch spoken = new CountDownLatch(1);

  private LastWords() {}

  static LastWords install() {
    LastWords words = new LastWords();
    Runtime.getRuntime().addShutdownHook(new Thread(words::await, "last-words"));
    return words;
  }

  private void await() {
    try {
      boolean unused = spoken.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Nothing more will be printed. */
  void spoken() {
    spoken.countDown();
  }
}
