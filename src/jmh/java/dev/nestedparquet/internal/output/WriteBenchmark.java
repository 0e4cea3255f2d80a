package dev.nestedparquet.internal.output;

import dev.nestedparquet.batch.BatchPlan;
import dev.nestedparquet.batch.Counts;
import dev.nestedparquet.batch.RowRange;
import dev.nestedparquet.internal.contact.ContactFiller;
import dev.nestedparquet.internal.ring.BatchBytes;
import dev.nestedparquet.internal.ring.BatchScheduler;
import dev.nestedparquet.internal.ring.MemoryBudget;
import dev.nestedparquet.internal.ring.PartitionRing;
import dev.nestedparquet.internal.ring.Producer;
import dev.nestedparquet.internal.ring.StopSignal;
import dev.nestedparquet.shred.Compression;
import dev.nestedparquet.shred.ShredderOptions;
import dev.nestedparquet.write.DatasetWriter;
import dev.nestedparquet.write.PartitionWriter;
import dev.nestedparquet.write.ShredderWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32C;
import org.apache.arrow.dataset.file.FileFormat;
import org.apache.arrow.dataset.file.FileSystemDatasetFactory;
import org.apache.arrow.dataset.jni.NativeMemoryPool;
import org.apache.arrow.dataset.scanner.ScanOptions;
import org.apache.arrow.dataset.scanner.Scanner;
import org.apache.arrow.dataset.source.Dataset;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Rows a second that a writer makes into one file, from batches that wait for it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class WriteBenchmark {
  private static final int ROWS = 32 * DatasetWriter.MAX_ROW_GROUP_ROWS;
  private static final long MEMORY_BYTES = 512 << 20;

  @Param({DatasetWriter.NAME, ShredderWriter.NAME, "shredder zstd:1"})
  private String writerName;

  @Param({"4096", "32768"})
  private int batchRows;

  private final ContactFiller filler = new ContactFiller(0, 0);
  private final RootAllocator allocator = new RootAllocator();
  private PartitionWriter writer;
  private Path directory;
  private ArrowDirectories arrowDirectories;
  private long checksum = -1;

  // Of one invocation.
  private MemoryBudget memory;
  private MapDictionaryProvider dictionaries;
  private PartitionRing ring;
  private Path file;

  @Setup
  public void start() throws IOException {
    directory = Files.createTempDirectory("write-benchmark");
    arrowDirectories = new ArrowDirectories(directory);
    writer = newWriter();
    writer.prepare();
  }

  private PartitionWriter newWriter() {
    return switch (writerName) {
      case DatasetWriter.NAME -> new DatasetWriter();
      case ShredderWriter.NAME -> new ShredderWriter();
      default ->
          new ShredderWriter(ShredderOptions.builder().compression(Compression.zstd(1)).build());
    };
  }

  /** Fills a ring before anyone takes from it. */
  @Setup(Level.Invocation)
  public void fillRing() throws InterruptedException {
    BatchPlan plan = new BatchPlan(ROWS, 1, batchRows);
    int slots = Integer.highestOneBit((ROWS - 1) / batchRows) * 2; // for all batches
    StopSignal stop = new StopSignal();
    memory = new MemoryBudget(MEMORY_BYTES, new BatchBytes(filler, plan), stop);
    BatchScheduler scheduler = new BatchScheduler(plan, ROWS, slots, memory, filler, stop);
    dictionaries = filler.newDictionaries(memory.borrowSharedAllocator());
    ring = scheduler.open(0, writer.bytesPerFile(filler, plan, dictionaries));
    new Producer(scheduler, filler.forProducer()).produce();
  }

  @Benchmark
  @OperationsPerInvocation(ROWS)
  public void write() throws IOException {
    StagedPath staged =
        new StagedPath(directory.resolve("file"), arrowDirectories, Durability.LEFT_TO_SYSTEM);
    writer.write(filler.schema(), dictionaries, ring, staged);
    staged.collect();
    file = staged.file();
  }

  /** The counts are those of the rows, and the file is the one that was read back. */
  @TearDown(Level.Invocation)
  public void checkFile() throws Exception {
    try (VectorSchemaRoot root = VectorSchemaRoot.create(filler.schema(), allocator)) {
      Counts due = filler.fill(new RowRange(0, ROWS), root);
      require(ring.counts().equals(due), "counts " + ring.counts() + ", not " + due);
      if (checksum == -1) {
        checkContent(due);
        checksum = checksumOfFile();
      }
    }
    require(checksumOfFile() == checksum, "another file came out of the same batches");
    Files.delete(file);
    while (ring.aliveBytes() > 0) { // the native side is not quite done yet
      Thread.sleep(1);
    }
    ring.close();
    dictionaries.close();
    memory.close();
  }

  private long checksumOfFile() throws IOException {
    CRC32C crc = new CRC32C();
    crc.update(Files.readAllBytes(file));
    return crc.getValue();
  }

  private void checkContent(Counts due) throws Exception {
    long rows = 0;
    long nullNames = 0;
    long phones = 0;
    try (BufferAllocator reading = allocator.newChildAllocator("read", 0, Long.MAX_VALUE);
        FileSystemDatasetFactory factory =
            new FileSystemDatasetFactory(
                reading,
                NativeMemoryPool.getDefault(),
                FileFormat.PARQUET,
                file.toUri().toString());
        Dataset dataset = factory.finish();
        Scanner scanner = dataset.newScan(new ScanOptions(ROWS));
        ArrowReader reader = scanner.scanBatches()) {
      while (reader.loadNextBatch()) {
        VectorSchemaRoot root = reader.getVectorSchemaRoot();
        rows += root.getRowCount();
        nullNames += root.getVector("name").getNullCount();
        phones += ((ListVector) root.getVector("phones")).getDataVector().getValueCount();
      }
    }
    require(rows == ROWS, rows + " rows in the file");
    require(nullNames == due.get("nameNulls"), nullNames + " names are null in the file");
    require(phones == due.get("phones"), phones + " phones in the file");
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new IllegalStateException(otherwise);
    }
  }

  @TearDown
  public void end() throws IOException {
    StagingDirectory.deleteRecursively(directory);
    allocator.close();
  }
}
