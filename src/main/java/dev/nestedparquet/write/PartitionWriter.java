package dev.nestedparquet.write;

import dev.nestedparquet.batch.Advised.Advice;
import dev.nestedparquet.batch.BatchFiller;
import dev.nestedparquet.batch.BatchPlan;
import dev.nestedparquet.batch.PartitionBatches;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Takes a partition's batches and makes them a file. An extension point: a writer needs to know
 * Arrow, the {@link PartitionBatches} and the {@link OutputFile} it is given, and nothing of where
 * the batches come from.
 *
 * <p><em>Threading:</em> several partitions are written at the same time, each on one thread.
 */
public interface PartitionWriter {
  /** What the command line and the manifest call it. */
  String name();

  /**
   * What the manifest is to say of how files of a schema are laid out: all options that make a
   * difference to them, as JSON has it, whole numbers as {@link Long}, columns by their whole
   * paths; empty if the writer has none.
   */
  default Map<String, Object> layout(Schema schema, DictionaryProvider dictionaries) {
    return Map.of();
  }

  /** Most files that may be open at the same time; more would bring the run to a standstill. */
  int maxOpenFiles();

  /**
   * Loads what the writer needs, before the first file is written. May take a while.
   *
   * @throws WriteException if this machine can't run the writer
   */
  default void prepare() throws WriteException {}

  /** Bytes that the writer has allocated outside Java; 0 before {@link #prepare}. */
  default long nativePoolBytes() {
    return 0;
  }

  /**
   * Sees to it that files of a schema can be written, before there is any output.
   *
   * @throws IllegalArgumentException if not, with the column and the reason
   */
  default void check(Schema schema, DictionaryProvider dictionaries) {}

  /**
   * Sees to it that each partition of a plan fits a file, as far as that can be known before there
   * are rows.
   *
   * @throws IllegalArgumentException if not, with the reason and the way out
   */
  default void check(BatchPlan plan) {}

  /**
   * Most bytes of Arrow buffers that the writer itself needs for a file, besides the batches; they
   * count against the memory budget.
   *
   * @param filler tells how large batches are
   * @param plan rows of the data set, at least one, and of batches
   */
  default long bytesPerFile(BatchFiller filler, BatchPlan plan, DictionaryProvider dictionaries) {
    return 0;
  }

  /**
   * A setting of the writer's that makes it need less, where the memory budget is too small.
   *
   * @param bytes what there is for a file
   * @return empty if there is none that would do
   */
  default Optional<Advice> adviceToNeedLess(
      BatchFiller filler, BatchPlan plan, DictionaryProvider dictionaries, long bytes) {
    return Optional.empty();
  }

  /** The most that it had allocated of these at a time, in all files together. */
  default long peakBytes() {
    return 0;
  }

  /** Whether native threads are at work that must not be inside Java when the JVM exits. */
  default boolean isNative() {
    return false;
  }

  /** Whether files come of it; if not, no destination is needed and none is touched. */
  boolean makesFiles();

  /**
   * Takes all batches of a partition and writes them.
   *
   * @param dictionaries what the schema's encoded fields refer to; borrowed
   * @param batches borrowed; each batch taken is this writer's to close, also when this throws
   * @param file the file to make; null if no files are made
   * @throws dev.nestedparquet.batch.StoppedException if the run was stopped, as {@code batches}
   *     throws it; the file is worthless
   * @throws IOException if writing fails, which stops the run; the file is worthless
   */
  void write(
      Schema schema, DictionaryProvider dictionaries, PartitionBatches batches, OutputFile file)
      throws IOException;
}
