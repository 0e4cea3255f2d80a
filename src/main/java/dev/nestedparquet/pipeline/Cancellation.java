package dev.nestedparquet.pipeline;

import dev.nestedparquet.internal.output.Output;
import dev.nestedparquet.internal.ring.StopSignal;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Ends a run from outside, when its caller or the JVM's shutdown asks for it.
 *
 * <p><em>Threading:</em> any thread.
 */
final class Cancellation {
  private static final long NOT_CANCELLED = Long.MIN_VALUE;

  private final PipelineOptions options;
  private final StopSignal stop;
  private final AtomicLong cancelledNanos = new AtomicLong(NOT_CANCELLED);

  Cancellation(PipelineOptions options, StopSignal stop) {
    this.options = options;
    this.stop = stop;
  }

  /**
   * Stops the run, unless something has stopped it already. The first call starts the clock of
   * {@link #millisLeft}.
   */
  void cancel() {
    cancelledNanos.compareAndSet(NOT_CANCELLED, System.nanoTime());
    stop.stop(new RunCancelledException());
  }

  /** Milliseconds that the run, once cancelled, may still take to end. */
  long millisLeft() {
    long spent = System.nanoTime() - cancelledNanos.get();
    return Output.endMillis(options.output()) - TimeUnit.NANOSECONDS.toMillis(spent);
  }
}
