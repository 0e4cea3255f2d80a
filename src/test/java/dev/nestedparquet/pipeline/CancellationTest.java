package dev.nestedparquet.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.nestedparquet.internal.contact.ContactFiller;
import dev.nestedparquet.pipeline.fixtures.EndlessRun;
import dev.nestedparquet.pipeline.fixtures.FakeWriter;
import dev.nestedparquet.pipeline.fixtures.Run;
import dev.nestedparquet.write.DatasetWriter;
import dev.nestedparquet.write.PartitionWriter;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Without native code, all memory is given back; of other writers see {@link WriterContract}. */
@Timeout(300)
final class CancellationTest {
  @TempDir private Path temporary;

  private EndlessRun endless(PartitionWriter writer) {
    return new EndlessRun(temporary.resolve("out"), run -> run.by(writer));
  }

  @Test
  void cancellingEndsARunInTheMiddle() throws Exception {
    EndlessRun run = endless(FakeWriter.plain());
    run.cancelInTheMiddle();
    run.assertNothingIsAllocated();
  }

  @Test
  void interruptingTheCallerEndsARunInTheMiddle() throws Exception {
    EndlessRun run = endless(FakeWriter.plain());
    run.interruptInTheMiddle();
    run.assertNothingIsAllocated();
  }

  @Test
  void aRunThatIsCancelledBeforeItStartsMakesNothing() throws Exception {
    EndlessRun run = endless(new DatasetWriter());
    ParquetPipeline pipeline = run.pipeline();
    pipeline.cancel();
    assertThatExceptionOfType(CancellationException.class).isThrownBy(pipeline::run);
    run.assertOutputIsUntouched();
    run.assertNothingIsAllocated();
  }

  @Test
  void cancellingAfterTheEndChangesNothing() throws Exception {
    Run run = Run.of(1_000, 1, 100, temporary.resolve("out"));
    ParquetPipeline pipeline = run.pipeline(new ContactFiller(0, 1));
    assertThat(pipeline.run().rows()).isEqualTo(1_000);
    pipeline.cancel();
    assertThat(Run.files(run.output())).hasSize(2);
    assertThat(pipeline.rowsDone()).isEqualTo(1_000);
  }
}
