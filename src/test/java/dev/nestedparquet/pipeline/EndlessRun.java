package dev.nestedparquet.pipeline;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.nestedparquet.internal.contact.ContactFiller;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/** A run of more rows than can be made while a test runs, to be ended in the middle. */
final class EndlessRun {
  private final CountDownLatch inTheMiddle = new CountDownLatch(20);

  private final WatchedFiller filler =
      WatchedFiller.calling(rows -> inTheMiddle.countDown(), new ContactFiller(0, 1));

  private final Run run;

  /**
   * A run into a directory that isn't there yet.
   *
   * @param options what is to be different about the run, such as its writer
   */
  EndlessRun(Path output, UnaryOperator<Run> options) {
    run = options.apply(Run.of(100_000_000, 4, 1_000, output));
  }

  ParquetPipeline pipeline() {
    return run.pipeline(filler);
  }

  /** Runs, cancels from another thread, and expects the exception for that. */
  void cancelInTheMiddle() throws Exception {
    ParquetPipeline pipeline = pipeline();
    Thread canceller =
        new Thread(
            () -> {
              awaitTheMiddle();
              pipeline.cancel();
            });
    canceller.start();
    assertThatExceptionOfType(RunCancelledException.class).isThrownBy(pipeline::run);
    canceller.join();
    assertOutputIsUntouched();
  }

  /** Runs, interrupts the caller, and expects the exception for that. */
  void interruptInTheMiddle() throws Exception {
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread caller =
        new Thread(
            () -> {
              try {
                pipeline().run();
              } catch (Throwable e) {
                thrown.set(e);
              }
            });
    caller.start();
    awaitTheMiddle();
    caller.interrupt();
    caller.join();
    assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
    assertOutputIsUntouched();
  }

  private void awaitTheMiddle() {
    try {
      assertThat(inTheMiddle.await(120, SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** There is no output, nor a thread. */
  void assertOutputIsUntouched() throws Exception {
    run.assertUntouched(new TreeMap<>());
  }

  /** All memory is given back. */
  void assertNothingIsAllocated() {
    assertThat(filler.allocatedBytes()).isZero();
  }
}
