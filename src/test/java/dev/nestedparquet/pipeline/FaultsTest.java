package dev.nestedparquet.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.nestedparquet.batch.BatchFiller;
import dev.nestedparquet.batch.PartitionBatches;
import dev.nestedparquet.batch.RowRange;
import dev.nestedparquet.batch.fixtures.ForwardingFiller;
import dev.nestedparquet.batch.fixtures.RowNumbers;
import dev.nestedparquet.dataset.DataSetException;
import dev.nestedparquet.internal.contact.ContactFiller;
import dev.nestedparquet.pipeline.fixtures.FakeWriter;
import dev.nestedparquet.pipeline.fixtures.Run;
import dev.nestedparquet.pipeline.fixtures.WatchedFiller;
import dev.nestedparquet.write.OutputFile;
import dev.nestedparquet.write.PartitionWriter;
import dev.nestedparquet.write.WriteException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.arrow.memory.OutOfMemoryException;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever fails, and wherever: the first cause is told, all threads end, nothing is left in the
 * output directory or in memory but what the native side never gives back. What each writer owes is
 * in {@link WriterContract}.
 */
@Timeout(300)
final class FaultsTest {
  private final IllegalStateException injected = new IllegalStateException("injected");

  @TempDir private Path temporary;

  private Run run;

  @BeforeEach
  void chooseRun() {
    run = Run.of(20_000, 4, 1_000, temporary.resolve("made/on/the/way"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 19})
  void leavesNoMemoryWithoutNativeCode(int batch) throws IOException {
    PipelineException failure =
        run.by(FakeWriter.plain())
            .fail(WatchedFiller.failingAtBatch(batch, injected, new ContactFiller(0, 1)));
    assertThat(failure).hasCause(injected);
    assertThat(failure.strandedBytes()).isZero();
  }

  /** A writer whose library can't be loaded, which may well end the process. */
  private record Unloadable(PartitionWriter writer, Path output) implements PartitionWriter {
    @Override
    public String name() {
      return writer.name();
    }

    @Override
    public int maxOpenFiles() {
      return writer.maxOpenFiles();
    }

    @Override
    public boolean makesFiles() {
      return true;
    }

    @Override
    public void prepare() throws WriteException {
      throw new WriteException("no library, and the output is there: " + Files.exists(output));
    }

    @Override
    public void write(
        Schema schema, DictionaryProvider dictionaries, PartitionBatches batches, OutputFile file)
        throws IOException {
      writer.write(schema, dictionaries, batches, file);
    }
  }

  @Test
  void aWriterIsPreparedBeforeThereIsAnyOutput() throws IOException {
    PipelineException failure =
        run.by(new Unloadable(FakeWriter.plain(), run.output()))
            .fail(WatchedFiller.watching(new ContactFiller(0, 1)));
    assertThat(failure).hasMessage("no library, and the output is there: false");
  }

  @Test
  void stopsProducersWhenAWriterFailsAtOnce() throws IOException {
    PipelineException failure =
        run.by(
                FakeWriter.calling(
                    batches -> {
                      throw new WriteException("disk full");
                    }))
            .fail(WatchedFiller.watching(new ContactFiller(0, 1)));
    assertThat(failure).hasMessage("disk full").hasCauseInstanceOf(WriteException.class);
    assertThat(failure.strandedBytes()).isZero();
  }

  /** The other writers are in the middle of their files, and wait for batches or hold some. */
  @Test
  void stopsTheOtherWritersWhenOneFailsInTheMiddle() throws IOException {
    PipelineException failure =
        run.by(
                FakeWriter.calling(
                    batches -> {
                      FakeWriter.takeOne(batches);
                      if (batches.partition() == 2) {
                        throw new IOException("gone");
                      }
                    }))
            .fail(WatchedFiller.watching(new ContactFiller(0, 1)));
    assertThat(failure).hasMessageContaining("gone");
    assertThat(failure.strandedBytes()).isZero();
  }

  @Test
  void anErrorInAWriterIsAFailureLikeAnyOther() throws IOException {
    Error error = new StackOverflowError();
    PipelineException failure =
        run.by(
                FakeWriter.calling(
                    batches -> {
                      throw error;
                    }))
            .fail(WatchedFiller.watching(new RowNumbers()));
    assertThat(failure).hasCause(error);
  }

  /**
   * A producer may still fill a batch of a file whose writer has failed, while another writer is
   * done with its file and closes what is no longer needed.
   */
  @Test
  void aBatchThatIsFilledAfterItsWriterHasFailedIsNotLost() throws IOException {
    CountDownLatch otherIsTaken = new CountDownLatch(1);
    AtomicReference<Thread> failing = new AtomicReference<>();
    WatchedFiller slow =
        WatchedFiller.calling(
            rows -> {
              if (rows.first() == 1_000) {
                await(otherIsTaken);
                threads("writer-").forEach(FaultsTest::join);
              }
            },
            new RowNumbers());
    FakeWriter writer =
        FakeWriter.calling(
            batches -> {
              if (batches.partition() == 0) {
                failing.set(Thread.currentThread());
                FakeWriter.takeOne(batches);
                await(otherIsTaken);
                throw new IOException("gone");
              }
            },
            batches -> {
              otherIsTaken.countDown();
              join(failing.get());
            });
    Run two = Run.of(4_000, 2, 1_000, temporary.resolve("out")).with(2, 2).by(writer);
    assertThat(two.fail(slow)).hasMessageContaining("gone");
    assertThat(slow.failure()).as("with assertions on, a closed allocator says so").isNull();
  }

  private static List<Thread> threads(String namePrefix) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith(namePrefix))
        .toList();
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Promises that batches are tiny, so that more are taken on than fit the allocator. */
  private static final class Understating extends ForwardingFiller {
    Understating(BatchFiller filler) {
      super(filler);
    }

    @Override
    public BatchFiller forProducer() {
      return new Understating(filler.forProducer());
    }

    @Override
    public long maxBatchBytes(RowRange rows) {
      return 1;
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void runningOutOfArrowMemoryIsNamedAndLeavesNothing(boolean nativeWriter) throws IOException {
    Run large = Run.of(4_000_000, 2, 1_000_000, temporary.resolve("out")).memory(4 << 20);
    PipelineException failure =
        (nativeWriter ? large : large.by(FakeWriter.plain()))
            .fail(WatchedFiller.watching(new Understating(new RowNumbers())));
    assertThat(failure)
        .hasMessageContaining("out of off-heap memory")
        .hasMessageContaining("fewer producers")
        .hasCauseInstanceOf(OutOfMemoryException.class);
  }

  @Test
  void replacesTheOldDataSetWhenARunThatOverwritesSucceeds() throws Exception {
    run.go(new ContactFiller(1, 1));
    var before = Run.files(run.output());
    run.overwriting().go(new ContactFiller(2, 1));
    var after = Run.files(run.output());
    assertThat(after.keySet()).isEqualTo(before.keySet());
    assertThat(after.get("_manifest.json")).isNotEqualTo(before.get("_manifest.json"));
  }

  @Test
  void refusesADirectoryThatIsNotEmptyBeforeAnyThreadStarts() throws IOException {
    Files.createDirectories(run.output());
    Files.writeString(run.output().resolve("foreign"), "kept");
    WatchedFiller filler = WatchedFiller.watching(new RowNumbers());
    assertThatExceptionOfType(DataSetException.class)
        .isThrownBy(() -> run.pipeline(filler).run())
        .withMessageContaining("is not empty (foreign)");
    assertThat(filler.allocatedBytes()).isZero();
    assertThat(Run.files(run.output())).containsOnlyKeys("foreign");
  }
}
