package dev.nestedparquet.write;

import dev.nestedparquet.s3.ObjectStoreException;
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

  /** Whether everything is well; a refusal will not change, other exceptions may. */
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
        try {
          look.take();
          lastWell = System.nanoTime();
        } catch (IOException e) {
          boolean mayPass = e instanceof ObjectStoreException failure && !failure.isRefusal();
          if (!mayPass || System.nanoTime() - lastWell > PATIENCE_NANOS) {
            listener.accept(e);
            return;
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A look that is being taken may still be told of. */
  @Override
  public void close() {
    closed.countDown();
  }
}
