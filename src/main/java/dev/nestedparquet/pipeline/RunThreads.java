package dev.nestedparquet.pipeline;

import dev.nestedparquet.internal.Threads;
import dev.nestedparquet.internal.ring.StopSignal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The threads of a run. Whatever fails in one of them stops the run, and with it the others; none
 * outlives {@link #startAndJoin}.
 *
 * <p><em>Threading:</em> the thread of the run alone.
 */
final class RunThreads {
  /** What a thread does. */
  @FunctionalInterface
  interface Task {
    void run() throws IOException, InterruptedException;
  }

  private final StopSignal stop;
  private final List<Thread> threads = new ArrayList<>();

  RunThreads(StopSignal stop) {
    this.stop = stop;
  }

  /** Adds a thread whose failure, of whatever kind, stops the run. */
  void add(String name, Task task) {
    threads.add(
        new Thread(
            () -> {
              try {
                task.run();
              } catch (Throwable e) {
                stop.stop(e);
              }
            },
            name));
  }

  /**
   * Starts all threads, and waits for those that could be started, also when this one is
   * interrupted.
   *
   * @param meanwhile what to do on this thread; its failure stops the run
   */
  void startAndJoin(Runnable meanwhile) {
    Consumer<InterruptedException> onInterrupt = stop::stop;
    try {
      threads.forEach(Thread::start);
      meanwhile.run();
    } catch (RuntimeException | Error e) { // No more threads to be had, for example.
      stop.stop(e);
    }
    threads.forEach(thread -> Threads.join(thread, onInterrupt));
  }
}
