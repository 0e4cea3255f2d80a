package dev.nestedparquet.internal.output;

import dev.nestedparquet.internal.Threads;
import dev.nestedparquet.internal.s3.ObjectStoreException;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Looks now and then whether a run can still publish its staged objects. The store may be gone,
 * credentials may have expired, or another run may have taken over. Arrow's file system tells an
 * upload's failure only at the end of the file, which can be hours later.
 *
 * <p><em>Threading:</em> a daemon thread looks from {@link #start} to {@link #close}, and calls the
 * listener.
 */
final class ObjectStoreWatch implements AutoCloseable {
  private static final long INTERVAL_MILLIS = 10_000;

  /** Time that a failure may last before it is told: about as long as Arrow itself tries again. */
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);

  /**
   * A look at the store, which fails if something is amiss. A refusal is told at once; any other
   * failure may pass.
   */
  @FunctionalInterface
  interface Look {
    void take() throws IOException;
  }

  private final Look look;
  private final Consumer<IOException> listener;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread = new Thread(this::watch, "watch-output");

  private ObjectStoreWatch(Look look, Consumer<IOException> listener) {
    this.look = look;
    this.listener = listener;
  }

  static ObjectStoreWatch start(Look look, Consumer<IOException> listener) {
    ObjectStoreWatch watch = new ObjectStoreWatch(look, listener);
    watch.thread.setDaemon(true);
    watch.thread.start();
    return watch;
  }

  private void watch() {
    long lastWell = System.nanoTime();
    try {
      while (!closed.await(INTERVAL_MILLIS, TimeUnit.MILLISECONDS)) {
        IOException trouble = look();
        if (trouble == null) {
          lastWell = System.nanoTime();
        } else if (!mayPass(trouble) || System.nanoTime() - lastWell > PATIENCE_NANOS) {
          if (closed.getCount() > 0) {
            listener.accept(trouble);
          }
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // close interrupts.
    }
  }

  private IOException look() {
    try {
      look.take();
      return null;
    } catch (IOException e) {
      return e;
    } catch (RuntimeException e) {
      return new IOException("looking after the output failed: " + e, e);
    }
  }

  private static boolean mayPass(IOException trouble) {
    return trouble instanceof ObjectStoreException failure && !failure.isRefusal();
  }

  /** Ends the thread. The listener isn't called after that. */
  @Override
  public void close() {
    closed.countDown();
    thread.interrupt();
    Threads.joinUninterruptibly(thread);
  }
}
