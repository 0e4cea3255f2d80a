package dev.nestedparquet.pipeline;

import dev.nestedparquet.batch.Counts;
import dev.nestedparquet.dataset.DataFile;
import java.util.List;

/**
 * What a run made, and what it took.
 *
 * @param rows rows made
 * @param partitions partitions made, those without rows included
 * @param files the finished files, in the order of their rows
 * @param counts ground truth about the rows
 * @param nanos from the start of the run until its files had their names
 * @param usedBytes bytes of Arrow buffers that held the rows
 * @param peakBytes most bytes of Arrow buffers that were alive at a time
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

  /** Filled Arrow bytes a second, in 10^9. */
  public double gigabytesPerSecond() {
    return usedBytes / seconds() / 1e9;
  }

  public long fileBytes() {
    return files.stream().mapToLong(DataFile::bytes).sum();
  }
}
