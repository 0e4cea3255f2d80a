package dev.nestedparquet.internal;

import java.util.function.Consumer;

/** Joins threads without an interrupt ending the wait. */
public final class Threads {
  private Threads() {}

  /**
   * Waits for the thread to end. If the calling thread is interrupted meanwhile, it goes on waiting
   * and has its interrupt flag set afterwards.
   */
  public static void joinUninterruptibly(Thread thread) {
    join(thread, interrupt -> {});
  }

  /**
   * Waits for the thread to end, as {@link #joinUninterruptibly} does, and also calls the listener
   * at once when the calling thread is interrupted.
   */
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
