package dev.nestedparquet.pipeline;

import dev.nestedparquet.batch.BatchFiller;
import dev.nestedparquet.batch.BatchPlan;
import dev.nestedparquet.batch.Counts;
import dev.nestedparquet.dataset.DataFile;
import dev.nestedparquet.internal.output.Output;
import dev.nestedparquet.internal.output.StagedFile;
import dev.nestedparquet.internal.ring.BatchBytes;
import dev.nestedparquet.internal.ring.BatchScheduler;
import dev.nestedparquet.internal.ring.MemoryBudget;
import dev.nestedparquet.internal.ring.Producer;
import dev.nestedparquet.internal.ring.StopSignal;
import dev.nestedparquet.write.PartitionWriter;
import dev.nestedparquet.write.WriteException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntFunction;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;

/**
 * Wires one run: opens its memory, threads and output, lets them work, and closes them, however the
 * run ends. The work itself is in the classes that are wired.
 */
final class PipelineRun {
  private final BatchFiller filler;
  private final PipelineOptions options;
  private final PartitionWriter writer;
  private final Parallelism parallelism;
  private final StopSignal stop = new StopSignal();
  private final Cancellation cancellation;
  private final MemoryBudget budget;
  private final BatchScheduler scheduler;
  private final FinishedRings finished = new FinishedRings(stop);
  private final PartitionQueue partitions;
  private final AtomicBoolean started = new AtomicBoolean();

  PipelineRun(BatchFiller filler, PipelineOptions options) {
    this.filler = filler;
    this.options = options;
    BatchPlan plan = options.plan();
    writer = options.writer();
    parallelism = Parallelism.plan(options, filler, Runtime.getRuntime().availableProcessors());
    writer.check(plan);
    cancellation = new Cancellation(options, stop);
    budget = new MemoryBudget(parallelism.batchBytes(options), new BatchBytes(filler, plan), stop);
    scheduler =
        new BatchScheduler(plan, options.rowsToMake(), options.ringSize(), budget, filler, stop);
    partitions =
        new PartitionQueue(filler, options, scheduler, finished, stop, parallelism.bytesPerFile());
  }

  void cancel() {
    cancellation.cancel();
  }

  long rowsDone() {
    return scheduler.takenRows();
  }

  PipelineResult run() throws IOException, PipelineException, InterruptedException {
    if (started.getAndSet(true)) {
      throw new IllegalStateException("a pipeline runs once; make another");
    }
    long start = System.nanoTime();
    try (ShutdownGuard guard =
            ShutdownGuard.install(
                cancellation::cancel, writer.isNative(), cancellation::millisLeft);
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
        Counts noRows = filler.emptyCounts();
        fillAndWrite(
            part -> output == null ? null : output.stage(publication.fileName(part)),
            dictionaries,
            output == null ? () -> {} : () -> publication.describe(dictionaries));
        List<WrittenPartition> written = partitions.written();
        List<DataFile> files =
            output == null ? List.of() : publication.publish(output, written, noRows);
        return result(written, files, noRows, System.nanoTime() - start);
      }
    }
  }

  /**
   * Loads what the writer needs. Comes before there is any output: a native library that can't be
   * loaded may end the process on the spot, as for lack of threads or memory, and nobody would
   * clean up.
   */
  private void prepareWriter() throws PipelineException {
    try {
      writer.prepare();
    } catch (WriteException | RuntimeException e) {
      throw PipelineException.of(e, /* strandedBytes= */ 0);
    }
  }

  private void fillAndWrite(
      IntFunction<StagedFile> staging, MapDictionaryProvider dictionaries, Runnable meanwhile)
      throws PipelineException, InterruptedException {
    RunThreads threads = new RunThreads(stop);
    for (int i = 0; i < parallelism.producers(); i++) {
      Producer producer = new Producer(scheduler, filler.forProducer());
      threads.add("producer-" + i, producer::produce);
    }
    for (int i = 0; i < parallelism.openFiles(); i++) {
      threads.add("writer-" + i, () -> partitions.writeAll(staging, dictionaries));
    }
    threads.startAndJoin(meanwhile);
    long strandedBytes = finished.awaitRelease();
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

  private PipelineResult result(
      List<WrittenPartition> written, List<DataFile> files, Counts noRows, long nanos) {
    return new PipelineResult(
        written.stream().mapToLong(partition -> partition.rows().rows()).sum(),
        options.lastPart() - options.firstPart() + 1,
        files,
        written.stream().map(WrittenPartition::counts).reduce(noRows, Counts::plus),
        nanos,
        written.stream().mapToLong(WrittenPartition::usedBytes).sum(),
        budget.borrowBatchAllocator().getPeakMemoryAllocation() + writer.peakBytes(),
        parallelism.producers(),
        parallelism.openFiles());
  }
}
