package dev.nestedparquet.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nestedparquet.batch.BatchFiller;
import dev.nestedparquet.batch.BatchPlan;
import dev.nestedparquet.batch.PartitionBatches;
import dev.nestedparquet.batch.PartitionBatches.StoppedException;
import dev.nestedparquet.batch.RowRange;
import dev.nestedparquet.batch.fixtures.RowNumbers;
import dev.nestedparquet.pipeline.fixtures.Run;
import dev.nestedparquet.write.OutputFile;
import dev.nestedparquet.write.PartitionWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A writer as a user of the library would make one: it imports nothing of the ring. */
@Timeout(300)
final class OwnWriterTest {
  private static final BatchFiller ROW_NUMBERS = new RowNumbers();

  @TempDir private Path temporary;

  /** Writes a row number to a line, after a line about the partition. */
  private static final class LinesWriter implements PartitionWriter {
    @Override
    public String name() {
      return "lines";
    }

    @Override
    public int maxOpenFiles() {
      return 10;
    }

    @Override
    public boolean makesFiles() {
      return true;
    }

    @Override
    public long bytesPerFile(BatchFiller filler, BatchPlan plan, DictionaryProvider dictionaries) {
      return 1_000L + plan.partitions();
    }

    @Override
    public void write(
        Schema schema, DictionaryProvider dictionaries, PartitionBatches batches, OutputFile file)
        throws IOException {
      try (WritableByteChannel channel = file.create();
          PrintWriter out = new PrintWriter(Channels.newWriter(channel, StandardCharsets.UTF_8))) {
        out.println(batches.partition() + " " + batches.rows() + " " + batches.writerBytes());
        VectorSchemaRoot next;
        while ((next = batches.take()) != null) {
          try (VectorSchemaRoot batch = next) {
            BigIntVector numbers = (BigIntVector) batch.getVector("row");
            for (int i = 0; i < batch.getRowCount(); i++) {
              out.println(numbers.get(i));
            }
          }
        }
      }
    }
  }

  private static List<String> lines(int partition, RowRange rows, long writerBytes) {
    return Stream.concat(
            Stream.of(partition + " " + rows + " " + writerBytes),
            LongStream.range(rows.first(), rows.end()).mapToObj(Long::toString))
        .toList();
  }

  @Test
  void writesTheRowsOfAPipelineInTheirOrder() throws Exception {
    Run run = Run.of(10_000, 3, 700, temporary.resolve("out")).by(new LinesWriter());
    PipelineResult result = run.go(ROW_NUMBERS);
    assertThat(result.files()).hasSize(3);
    for (int part = 0; part < 3; part++) {
      Path file = run.output().resolve(result.files().get(part).path());
      assertThat(Files.readAllLines(file))
          .isEqualTo(lines(part, run.plan().partition(part), 1_003));
    }
  }

  /** Batches from a list, for a writer to be tried without a pipeline. */
  private record ListedBatches(RowRange rows, BufferAllocator allocator, Iterator<RowRange> cuts)
      implements PartitionBatches {
    @Override
    public int partition() {
      return 7;
    }

    @Override
    public Map<String, Object> parameters() {
      return Map.of();
    }

    @Override
    public long writerBytes() {
      return 500;
    }

    @Override
    public BufferAllocator borrowAllocator() {
      return allocator;
    }

    @Override
    public VectorSchemaRoot take() {
      if (!cuts.hasNext()) {
        return null;
      }
      RowRange cut = cuts.next();
      if (cut.isEmpty()) {
        throw new StoppedException(new IOException("another writer failed"));
      }
      VectorSchemaRoot root = VectorSchemaRoot.create(ROW_NUMBERS.schema(), allocator);
      var unused = ROW_NUMBERS.fill(cut, root);
      return root;
    }

    @Override
    public void checkNotStopped() {}
  }

  /** A file in memory. */
  private record MemoryFile(ByteArrayOutputStream bytesWritten) implements OutputFile {
    @Override
    public String directoryUri() {
      throw new UnsupportedOperationException();
    }

    @Override
    public WritableByteChannel create() {
      return Channels.newChannel(bytesWritten);
    }
  }

  private static String written(RowRange... cuts) throws IOException {
    MemoryFile file = new MemoryFile(new ByteArrayOutputStream());
    try (BufferAllocator allocator = new RootAllocator()) {
      new LinesWriter()
          .write(
              ROW_NUMBERS.schema(),
              new MapDictionaryProvider(),
              new ListedBatches(new RowRange(5, 5), allocator, List.of(cuts).iterator()),
              file);
    }
    return file.bytesWritten().toString(StandardCharsets.UTF_8);
  }

  @Test
  void canBeTriedWithoutAPipeline() throws IOException {
    assertThat(written(new RowRange(5, 3), new RowRange(8, 2)).lines())
        .isEqualTo(lines(7, new RowRange(5, 5), 500));
  }

  /** The allocator's close finds a batch that the writer left open. */
  @Test
  void isToldOfAStopAsOfAFailure() {
    assertThatThrownBy(() -> written(new RowRange(5, 3), new RowRange(8, 0)))
        .isInstanceOf(StoppedException.class)
        .hasMessageContaining("another writer failed");
  }
}
