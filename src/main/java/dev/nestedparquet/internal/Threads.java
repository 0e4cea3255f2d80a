package dev.nestedparquet.internal;

import java.util.function.Consumer;

/** Joins that an interrupt doesn't skip. */
public final class Threads {
  private Threads() {}

  /** Waits for the thread to end; an interrupt meanwhile is restored at the end. */
  public static void joinUninterruptibly(Thread thread) {
    join(thread, interrupt -> {});
  }

  /** Likewise, and tells of an interrupt at once. */
  public static void join(Thread thread, Consumer<InterruptedException> onInterrupt) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
        onInterrupt.accept(e);
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
