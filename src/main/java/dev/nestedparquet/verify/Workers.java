package dev.nestedparquet.verify;

import dev.nestedparquet.internal.Threads;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Spreads work over threads, each with a {@link Worker} of its own. The first failure ends them
 * all.
 *
 * <p><em>Threading:</em> one thread calls {@link #forEach} and {@link #close}, and waits for the
 * others. <em>Ownership:</em> owns the workers.
 */
final class Workers implements AutoCloseable {
  /** Makes a worker; called on one thread at a time. */
  @FunctionalInterface
  interface Factory {
    Worker create() throws IOException;
  }

  /** Work to do for an item. */
  @FunctionalInterface
  interface Task<T> {
    void run(Worker worker, T item) throws IOException;
  }

  private final int threads;
  private final AtomicBoolean cancelled;
  private final Factory factory;
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private final List<Worker> workers = new ArrayList<>();

  /**
   * Prepares workers, which are made when there is work for them.
   *
   * @param cancelled set if the work for an item fails, so that the other threads end, too
   */
  Workers(int threads, AtomicBoolean cancelled, Factory factory) {
    this.threads = threads;
    this.cancelled = cancelled;
    this.factory = factory;
  }

  /** Does the task for all items, in about their order, and waits until all is done. */
  <T> void forEach(List<T> items, Task<T> task) throws IOException, InterruptedException {
    AtomicInteger next = new AtomicInteger();
    List<Thread> running = new ArrayList<>();
    try {
      for (int i = 0; i < Math.min(threads, items.size()); i++) {
        Worker worker = get(i);
        Thread thread = new Thread(() -> work(worker, items, next, task), "verify-" + i);
        thread.start();
        running.add(thread);
      }
    } catch (IOException | RuntimeException | Error e) { // As a rule, no memory for a thread.
      fail(e); // Threads that run use workers that close() closes.
    }
    join(running);
    rethrow(failure.get());
    if (cancelled.get()) {
      throw new CancellationException("interrupted");
    }
  }

  /** Any of the workers. Must not be called while {@link #forEach} runs. */
  Worker any() throws IOException {
    return get(0);
  }

  private Worker get(int index) throws IOException {
    if (index == workers.size()) {
      workers.add(factory.create());
    }
    return workers.get(index);
  }

  private <T> void work(Worker worker, List<T> items, AtomicInteger next, Task<T> task) {
    try {
      int i;
      while (!cancelled.get() && (i = next.getAndIncrement()) < items.size()) {
        task.run(worker, items.get(i));
      }
    } catch (Throwable e) {
      fail(e);
    }
  }

  private void fail(Throwable e) {
    if (!(e instanceof CancellationException)) {
      failure.compareAndSet(null, e);
    }
    cancelled.set(true);
  }

  private void join(List<Thread> running) throws InterruptedException {
    running.forEach(thread -> Threads.join(thread, interrupt -> cancelled.set(true)));
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }

  private static void rethrow(Throwable failure) throws IOException {
    if (failure instanceof IOException e) {
      throw e;
    } else if (failure instanceof Error e) {
      throw e;
    } else if (failure != null) {
      throw new IOException("verifying failed: " + failure, failure);
    }
  }

  @Override
  public void close() throws IOException {
    for (Worker worker : workers) {
      worker.close();
    }
  }
}
