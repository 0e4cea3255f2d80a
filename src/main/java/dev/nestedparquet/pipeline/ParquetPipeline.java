package dev.nestedparquet.pipeline;

import dev.nestedparquet.batch.BatchFiller;
import java.io.IOException;

/**
 * The library's front door: writes the rows of a {@link BatchFiller} to Parquet files and a
 * manifest.
 *
 * <pre>{@code
 * var options = PipelineOptions.builder(1_000_000, Destination.directory(path)).build();
 * PipelineResult result = new ParquetPipeline(new MyFiller(), options).run();
 * }</pre>
 *
 * <p><em>Threading:</em> {@link #run} starts threads of its own and returns when they have ended;
 * {@link #cancel} and {@link #rowsDone} are for other threads meanwhile.
 *
 * <p><em>Shutdown:</em> while it runs, a shutdown hook cancels it and waits for it to end. A native
 * writer that doesn't end within 2 seconds (30 with an object store) could hang the JVM's exit for
 * ever; the hook then kills the process (SIGKILL).
 */
public final class ParquetPipeline {
  private final PipelineRun run;

  /**
   * A pipeline for one run.
   *
   * @throws IllegalArgumentException if the options don't go together: the message says why
   */
  public ParquetPipeline(BatchFiller filler, PipelineOptions options) {
    run = new PipelineRun(filler, options);
  }

  /**
   * Makes the files. Can be called once.
   *
   * @throws dev.nestedparquet.dataset.OutputRefusedException if the output directory can't be used;
   *     nothing was touched
   * @throws PipelineException if the run failed; nothing of it was kept
   * @throws RunCancelledException if {@link #cancel} was called or the JVM is shutting down
   * @throws InterruptedException if this thread was interrupted; nothing of the run was kept
   */
  public PipelineResult run()
      throws IOException, PipelineException, RunCancelledException, InterruptedException {
    return run.run();
  }

  /** Ends the run early; {@link #run} throws once all threads have ended. */
  public void cancel() {
    run.cancel();
  }

  /** Rows handed to the writers so far. */
  public long rowsDone() {
    return run.rowsDone();
  }
}
