package dev.nestedparquet.pipeline;

import dev.nestedparquet.Threads;
import dev.nestedparquet.batch.BatchFiller;
import dev.nestedparquet.batch.BatchPlan;
import dev.nestedparquet.batch.Counts;
import dev.nestedparquet.batch.RowRange;
import dev.nestedparquet.manifest.FileChecksum;
import dev.nestedparquet.manifest.Manifest.DataFile;
import dev.nestedparquet.output.Output;
import dev.nestedparquet.ring.BatchBytes;
import dev.nestedparquet.ring.BatchScheduler;
import dev.nestedparquet.ring.MemoryBudget;
import dev.nestedparquet.ring.PartitionRing;
import dev.nestedparquet.ring.Producer;
import dev.nestedparquet.ring.StopSignal;
import dev.nestedparquet.write.PartitionWriter;
import dev.nestedparquet.write.StagedFile;
import dev.nestedparquet.write.WriteException;
import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;

/**
 * One run: owns memory, threads and output for as long as it lasts, and leaves none of them behind,
 * however it ends.
 *
 * <p>Producers fill the batches of all open partitions; each writer thread opens a partition,
 * writes it, and goes on to the next one that nobody has taken.
 */
final class PipelineRun {
  /** How long the native side may take to let go of the last batches of a file that is complete. */
  private static final long RELEASE_NANOS = 10_000_000_000L;

  /** After a failed write, what isn't let go of within this time never is. */
  private static final long STRANDED_AFTER_NANOS = 200_000_000L;

  private static final long RELEASE_POLL_NANOS = 200_000;

  private static final long NOT_CANCELLED = Long.MIN_VALUE;

  private final BatchFiller filler;
  private final PipelineOptions options;
  private final BatchPlan plan;
  private final PartitionWriter writer;
  private final Parallelism parallelism;
  private final StopSignal stop = new StopSignal();
  private final MemoryBudget budget;
  private final BatchScheduler scheduler;
  private final AtomicInteger nextPart;
  private final AtomicBoolean started = new AtomicBoolean();
  private final AtomicLong cancelledNanos = new AtomicLong(NOT_CANCELLED);

  // Guarded by itself.
  private final Map<Integer, WrittenPartition> written = new TreeMap<>();

  /**
   * Rings that their writers are done with; the native side may still hold on to their last
   * batches. Guarded by itself.
   */
  private final List<PartitionRing> finished = new ArrayList<>();

  PipelineRun(BatchFiller filler, PipelineOptions options) {
    this.filler = filler;
    this.options = options;
    plan = options.plan();
    writer = options.writer();
    parallelism = Parallelism.plan(options, filler, Runtime.getRuntime().availableProcessors());
    writer.check(plan);
    nextPart = new AtomicInteger(options.firstPart());
    long rows =
        plan.partition(options.lastPart()).end() - plan.partition(options.firstPart()).first();
    budget = new MemoryBudget(parallelism.batchBytes(options), new BatchBytes(filler, plan), stop);
    scheduler = new BatchScheduler(plan, rows, options.ringSize(), budget, filler, stop);
  }

  void cancel() {
    cancelledNanos.compareAndSet(NOT_CANCELLED, System.nanoTime());
    stop.stop(new RunCancelledException());
  }

  private long millisLeftToEnd() {
    long spent = System.nanoTime() - cancelledNanos.get();
    return Output.endMillis(options.output()) - TimeUnit.NANOSECONDS.toMillis(spent);
  }

  long rowsDone() {
    return scheduler.takenRows();
  }

  PipelineResult run()
      throws IOException, PipelineException, RunCancelledException, InterruptedException {
    if (started.getAndSet(true)) {
      throw new IllegalStateException("a pipeline runs once; make another");
    }
    long start = System.nanoTime();
    try (ShutdownGuard guard =
            ShutdownGuard.install(this::cancel, writer.isNative(), this::millisLeftToEnd);
        MemoryBudget memory = budget;
        MemoryLog log = MemoryLog.start(scheduler, memory, writer);
        MapDictionaryProvider dictionaries =
            filler.newDictionaries(memory.borrowSharedAllocator())) {
      writer.check(filler.schema(), dictionaries);
      prepareWriter();
      Publication publication = new Publication(filler, options);
      try (Output output = writer.makesFiles() ? publication.open() : null) {
        if (output != null) {
          output.onLoss(stop::stop);
        }
        Counts noRows = countsOfNoRows();
        fillAndWrite(
            part -> output == null ? null : output.stage(publication.fileName(part)),
            dictionaries,
            output == null ? () -> {} : () -> publication.describe(dictionaries));
        List<WrittenPartition> partitions = List.copyOf(written.values());
        List<DataFile> files =
            output == null ? List.of() : publication.publish(output, partitions, noRows);
        return result(partitions, files, noRows, System.nanoTime() - start);
      }
    }
  }

  /**
   * Before there is any output: a native library that can't be loaded may end the process on the
   * spot (no more threads, no more memory), and nobody would clean up.
   */
  private void prepareWriter() throws PipelineException {
    try {
      writer.prepare();
    } catch (WriteException | RuntimeException e) {
      throw PipelineException.of(e, /* strandedBytes= */ 0);
    }
  }

  private Counts countsOfNoRows() throws PipelineException {
    try (VectorSchemaRoot root =
        VectorSchemaRoot.create(filler.schema(), budget.borrowBatchAllocator())) {
      return filler.forProducer().fill(new RowRange(0, 0), root);
    } catch (RuntimeException e) {
      throw PipelineException.of(e, /* strandedBytes= */ 0);
    }
  }

  private void fillAndWrite(
      IntFunction<StagedFile> staging, MapDictionaryProvider dictionaries, Runnable meanwhile)
      throws PipelineException, RunCancelledException, InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < parallelism.producers(); i++) {
      Producer producer = new Producer(scheduler, filler.forProducer());
      threads.add(thread("producer-" + i, producer::produce));
    }
    for (int i = 0; i < parallelism.openFiles(); i++) {
      threads.add(thread("writer-" + i, () -> writeParts(staging, dictionaries)));
    }
    startAndJoin(threads, meanwhile);
    finished.forEach(PartitionRing::discardUntaken);
    long strandedBytes = awaitRelease();
    Throwable cause = stop.cause(); // From here on the run can't be cancelled any more.
    if (cause instanceof RunCancelledException cancelled) {
      throw cancelled;
    } else if (cause instanceof InterruptedException interrupted) {
      Thread.interrupted();
      throw interrupted;
    } else if (cause != null) {
      throw PipelineException.of(cause, strandedBytes);
    } else if (strandedBytes > 0) {
      throw PipelineException.of(
          new IllegalStateException("a batch was not released: the filler or writer leaks memory"),
          strandedBytes);
    }
  }

  /**
   * Waits for all threads that could be started, also when this one is interrupted.
   *
   * @param meanwhile what to do on this thread; its failure stops the run
   */
  private void startAndJoin(List<Thread> threads, Runnable meanwhile) {
    Consumer<InterruptedException> onInterrupt = stop::stop;
    try {
      threads.forEach(Thread::start);
      meanwhile.run();
    } catch (RuntimeException | Error e) { // No more threads to be had, for example.
      stop.stop(e);
    }
    threads.forEach(thread -> Threads.join(thread, onInterrupt));
  }

  @FunctionalInterface
  private interface Task {
    void run() throws IOException, InterruptedException;
  }

  /** A thread whose failure, of whatever kind, stops the run. */
  private Thread thread(String name, Task task) {
    return new Thread(
        () -> {
          try {
            task.run();
          } catch (Throwable e) {
            stop.stop(e);
          }
        },
        name);
  }

  private void writeParts(IntFunction<StagedFile> staging, MapDictionaryProvider dictionaries)
      throws IOException {
    int part;
    while ((part = nextPart.getAndIncrement()) <= options.lastPart() && !stop.isStopped()) {
      if (!plan.partition(part).isEmpty()) {
        writePart(part, staging.apply(part), dictionaries);
        closeReleased(/* producersEnded= */ false);
      }
    }
  }

  private void writePart(int part, StagedFile file, MapDictionaryProvider dictionaries)
      throws IOException {
    PartitionRing ring = scheduler.open(part, parallelism.bytesPerFile());
    try {
      writer.write(filler.schema(), dictionaries, ring, file);
      if (!ring.isDrained()) {
        throw new IOException("writer " + writer.name() + " left rows of partition " + part);
      }
      WrittenPartition partition = written(ring, file);
      synchronized (written) {
        written.put(part, partition);
      }
    } finally {
      scheduler.retire(ring);
      synchronized (finished) {
        finished.add(ring);
      }
    }
  }

  /** Read right after it was written, a file still is in the page cache, if it is local. */
  private WrittenPartition written(PartitionRing ring, StagedFile file) throws WriteException {
    long bytes = 0;
    String crc32 = null;
    if (file != null) {
      try {
        file.collect();
        bytes = file.bytes();
        try (ReadableByteChannel in = file.open()) {
          crc32 = FileChecksum.crc32(in, stop::check);
        }
        file.sync();
      } catch (NoSuchFileException e) {
        throw Publication.removed(options, e);
      } catch (WriteException e) {
        throw e;
      } catch (IOException e) {
        throw new WriteException(
            "cannot read what was written to " + options.output() + " (" + e + ")", e);
      }
    }
    return new WrittenPartition(
        ring.partition(), ring.rows(), bytes, crc32, ring.counts(), ring.usedBytes());
  }

  /**
   * Closes finished rings whose memory is back. As long as there are producers, only those that
   * were drained: a batch of a ring whose writer has failed may be about to be filled.
   *
   * @return bytes that are not back yet
   */
  private long closeReleased(boolean producersEnded) {
    synchronized (finished) {
      finished.removeIf(
          ring -> {
            boolean released = (producersEnded || ring.isDrained()) && ring.aliveBytes() == 0;
            if (released) {
              ring.close();
            }
            return released;
          });
      return finished.stream().mapToLong(PartitionRing::aliveBytes).sum();
    }
  }

  /**
   * Waits until the native side has let go of all batches: a native write returns before it has,
   * and neither the allocator nor the process may end under it.
   *
   * @return bytes that it will never let go of
   */
  private long awaitRelease() {
    long deadline = System.nanoTime() + (stop.isStopped() ? STRANDED_AFTER_NANOS : RELEASE_NANOS);
    long alive;
    while ((alive = closeReleased(/* producersEnded= */ true)) > 0
        && System.nanoTime() < deadline) {
      LockSupport.parkNanos(RELEASE_POLL_NANOS);
    }
    return alive;
  }

  private PipelineResult result(
      List<WrittenPartition> partitions, List<DataFile> files, Counts noRows, long nanos) {
    return new PipelineResult(
        partitions.stream().mapToLong(partition -> partition.rows().rows()).sum(),
        options.lastPart() - options.firstPart() + 1,
        files,
        partitions.stream().map(WrittenPartition::counts).reduce(noRows, Counts::plus),
        nanos,
        partitions.stream().mapToLong(WrittenPartition::usedBytes).sum(),
        budget.borrowBatchAllocator().getPeakMemoryAllocation() + writer.peakBytes(),
        parallelism.producers(),
        parallelism.openFiles());
  }
}
