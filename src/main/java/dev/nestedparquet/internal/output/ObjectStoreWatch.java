package dev.nestedparquet.internal.output;

import dev.nestedparquet.internal.Threads;
import dev.nestedparquet.internal.s3.ObjectStoreException;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Looks now and then whether a run can still publish what it has staged. Arrow's file system keeps
 * an upload's failure to itself until the end of the file, which can be hours later: the store is
 * gone, credentials have expired, or another run has taken over.
 *
 * <p><em>Threading:</em> a thread of its own from {@link #start} to {@link #close}.
 */
final class ObjectStoreWatch implements AutoCloseable {
  private static final long INTERVAL_MILLIS = 10_000;

  /** About as long as Arrow's own tries go on. */
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);

  /** Fails if something is amiss; what the store refuses it will refuse again, else it may pass. */
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
      Thread.currentThread().interrupt(); // By close.
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

  /** Nobody is told of anything any more. */
  @Override
  public void close() {
    closed.countDown();
    thread.interrupt();
    Threads.joinUninterruptibly(thread);
  }
}
