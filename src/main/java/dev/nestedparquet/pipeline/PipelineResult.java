package dev.nestedparquet.pipeline;

import dev.nestedparquet.batch.Counts;
import dev.nestedparquet.dataset.DataFile;
import java.util.List;

/**
 * Outcome of a run: what it made, and how much time and memory it took.
 *
 * @param rows rows made
 * @param partitions partitions made, those without rows included
 * @param files the finished files, in the order of their rows
 * @param counts numbers that are true of the rows
 * @param nanos nanoseconds from the start of the run until its files had their names
 * @param usedBytes bytes of Arrow buffers that held the rows
 * @param peakBytes most bytes of Arrow buffers that were allocated at a time
 * @param producers threads that filled batches
 * @param openFiles files that were written at the same time
 */
public record PipelineResult(
    long rows,
    int partitions,
    List<DataFile> files,
    Counts counts,
    long nanos,
    long usedBytes,
    long peakBytes,
    int producers,
    int openFiles) {

  public double seconds() {
    return nanos / 1e9;
  }

  public double rowsPerSecond() {
    return rows / seconds();
  }

  /** Filled bytes of Arrow buffers per second, in units of 10^9. */
  public double gigabytesPerSecond() {
    return usedBytes / seconds() / 1e9;
  }

  public long fileBytes() {
    return files.stream().mapToLong(DataFile::bytes).sum();
  }
}
