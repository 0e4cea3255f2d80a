package dev.nestedparquet.pipeline;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.nestedparquet.contact.ContactFiller;
import dev.nestedparquet.write.DatasetWriter;
import dev.nestedparquet.write.PartitionWriter;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Without native code, all memory is given back; of other writers see {@link WriterContract}. */
@Timeout(60)
final class CancellationTest {
  @TempDir private Path temporary;

  private final CountDownLatch inTheMiddle = new CountDownLatch(20);

  private final WatchedFiller filler =
      WatchedFiller.calling(rows -> inTheMiddle.countDown(), new ContactFiller(0, 1));

  /** More rows than can be made while a test runs. */
  private Run endless(PartitionWriter writer) {
    return Run.of(1_000_000_000_000L, 4, 1_000, temporary.resolve("out")).by(writer);
  }

  @Test
  void cancellingEndsARunInTheMiddle() throws Exception {
    Run run = endless(FakeWriter.plain());
    ParquetPipeline pipeline = run.pipeline(filler);
    Thread canceller =
        new Thread(
            () -> {
              await(inTheMiddle);
              pipeline.cancel();
            });
    canceller.start();
    assertThatExceptionOfType(RunCancelledException.class).isThrownBy(pipeline::run);
    canceller.join();
    assertNothingIsLeft(run);
  }

  private void assertNothingIsLeft(Run run) throws Exception {
    run.assertUntouched(new TreeMap<>());
    assertThat(filler.allocatedBytes()).isZero();
  }

  @Test
  void interruptingTheCallerEndsARunInTheMiddle() throws Exception {
    Run run = endless(FakeWriter.plain());
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread caller =
        new Thread(
            () -> {
              try {
                run.pipeline(filler).run();
              } catch (Throwable e) {
                thrown.set(e);
              }
            });
    caller.start();
    await(inTheMiddle);
    caller.interrupt();
    caller.join();
    assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
    assertNothingIsLeft(run);
  }

  @Test
  void aRunThatIsCancelledBeforeItStartsMakesNothing() throws Exception {
    Run run = endless(new DatasetWriter());
    ParquetPipeline pipeline = run.pipeline(filler);
    pipeline.cancel();
    assertThatExceptionOfType(RunCancelledException.class).isThrownBy(pipeline::run);
    run.assertUntouched(new TreeMap<>());
    assertThat(filler.allocatedBytes()).isZero();
  }

  @Test
  void cancellingAfterTheEndChangesNothing() throws Exception {
    Run run = Run.of(1_000, 1, 100, temporary.resolve("out"));
    ParquetPipeline pipeline = run.pipeline(filler);
    assertThat(pipeline.run().rows()).isEqualTo(1_000);
    pipeline.cancel();
    assertThat(Run.files(run.output())).hasSize(2);
    assertThat(pipeline.rowsDone()).isEqualTo(1_000);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
