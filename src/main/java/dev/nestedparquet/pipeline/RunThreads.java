package dev.nestedparquet.pipeline;

import dev.nestedparquet.internal.Threads;
import dev.nestedparquet.internal.ring.StopSignal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Starts and joins the threads of a run. A failure in one thread stops the run, and with it the
 * others. No thread outlives {@link #startAndJoin}.
 *
 * <p><em>Threading:</em> the thread of the run alone.
 */
final class RunThreads {
  /** Work of a thread. */
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
   * Starts all threads, and waits until all that could be started have ended, also if the calling
   * thread is interrupted.
   *
   * @param meanwhile work for the calling thread; its failure stops the run
   */
  void startAndJoin(Runnable meanwhile) {
    Consumer<InterruptedException> onInterrupt = stop::stop;
    try {
      threads.forEach(Thread::start);
      meanwhile.run();
    } catch (RuntimeException | Error e) { // For example, the system has no more threads.
      stop.stop(e);
    }
    threads.forEach(thread -> Threads.join(thread, onInterrupt));
  }
}
