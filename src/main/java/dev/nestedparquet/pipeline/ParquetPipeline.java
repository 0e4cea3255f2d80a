package dev.nestedparquet.pipeline;

import dev.nestedparquet.batch.BatchFiller;
import dev.nestedparquet.dataset.DataFile;
import dev.nestedparquet.dataset.Destination;
import dev.nestedparquet.internal.OptionalLibrary;
import dev.nestedparquet.internal.manifest.DataSetFiles;
import dev.nestedparquet.internal.manifest.PartMerge;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CancellationException;

/**
 * Writes the rows of a {@link BatchFiller} to Parquet files and a manifest: the library's front
 * door.
 *
 * <pre>{@code
 * var options = PipelineOptions.builder(1_000_000, Destination.directory(path)).build();
 * PipelineResult result = new ParquetPipeline(new MyFiller(), options).run();
 * }</pre>
 *
 * <p><em>Threading:</em> {@link #run} starts threads of its own and returns when they have ended;
 * {@link #cancel} and {@link #rowsDone} may be called on any thread.
 *
 * <p><em>Shutdown:</em> while a run goes on, a shutdown hook cancels it and waits for it to end. A
 * native writer that still runs then could hang the JVM's exit for ever. So if the run doesn't end
 * in time (8 seconds, or 30 with an object store), the hook kills the process by SIGKILL.
 */
public final class ParquetPipeline {
  private final PipelineRun run;

  /**
   * Makes a pipeline for one run, and checks its options. The filler is borrowed.
   *
   * @throws IllegalArgumentException if the options don't go together, or don't suit the filler;
   *     the message says why. If it is {@link dev.nestedparquet.batch.Advised}, it knows options
   *     that would do
   * @throws IllegalStateException if Disruptor is not on the class path
   */
  public ParquetPipeline(BatchFiller filler, PipelineOptions options) {
    if (!OptionalLibrary.DISRUPTOR.isThere()) {
      throw new IllegalStateException(OptionalLibrary.DISRUPTOR.missing());
    }
    run = new PipelineRun(filler, options);
  }

  /**
   * Bytes of the least memory budget that a run can do with: for one producer, and one open file.
   *
   * @throws IllegalArgumentException if the filler can't make so many rows; the message says why
   */
  public static long leastMemoryBytes(BatchFiller filler, PipelineOptions options) {
    return MemoryShares.of(options, filler).neededBytes(1);
  }

  /**
   * Makes the files, on threads of its own, and returns when all have ended. Can be called once.
   *
   * @throws dev.nestedparquet.dataset.DataSetException if the output can't go to its place; nothing
   *     was touched
   * @throws PipelineException if the run failed; nothing of it was kept
   * @throws CancellationException if {@link #cancel} was called or the JVM is shutting down
   * @throws InterruptedException if this thread was interrupted; nothing of the run was kept
   */
  public PipelineResult run() throws IOException, PipelineException, InterruptedException {
    return run.run();
  }

  /**
   * Makes one data set of parts that runs have made with {@link PipelineOptions.Builder#parts}, or
   * that were copied to one place. Writes the manifest of the whole, and then removes those of the
   * parts. A merge that was cut off between these two steps is finished by another call.
   *
   * @return the files of the whole data set, in the order of their rows
   * @throws dev.nestedparquet.dataset.DataSetException if parts are missing, don't belong together,
   *     or lie beside Parquet files of none of them; nothing was changed
   * @throws IOException if the place can't be read or written
   */
  public static List<DataFile> mergeParts(Destination place) throws IOException {
    try (DataSetFiles dataSet = DataSetFiles.in(place)) {
      return PartMerge.merge(dataSet).files();
    }
  }

  /** Ends the run early; {@link #run} throws once all threads have ended. */
  public void cancel() {
    run.cancel();
  }

  /** Rows that writers have taken so far. */
  public long rowsDone() {
    return run.rowsDone();
  }
}
