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
 * Takes a partition's batches and makes a file of them. An extension point: a writer needs to know
 * Arrow, the {@link PartitionBatches} and the {@link OutputFile} that it is given, and nothing of
 * where the batches come from.
 *
 * <p><em>Memory:</em> what a writer allocates for itself comes from an allocator of its own, which
 * it makes and closes in {@link #write}. The limit of that allocator is {@link
 * PartitionBatches#writerBytes}, which is what {@link #bytesPerFile} asked for.
 *
 * <p><em>Threading:</em> {@link #write} is called on several threads at the same time, on each for
 * another partition. All other methods may be called on any thread.
 */
public interface PartitionWriter {
  /**
   * Writer that takes the batches and drops them. A run with it needs no destination, and measures
   * what filling and hand-off cost without a file.
   */
  static PartitionWriter discarding() {
    return new DiscardingWriter();
  }

  /** Name of the writer, in the manifest and in messages. */
  String name();

  /**
   * Layout of files of a schema, for the manifest: all options that make a difference to the files,
   * by name. Values are of types that JSON has, with whole numbers as {@link Long}, and columns by
   * their whole paths. Empty if the writer has no options.
   */
  default Map<String, Object> layout(Schema schema, DictionaryProvider dictionaries) {
    return Map.of();
  }

  /**
   * Most files that may be open at the same time: with more, the run could come to a standstill. A
   * run is refused if this is less than 1.
   */
  int maxOpenFiles();

  /**
   * Loads what the writer needs, such as native libraries. A run calls this before it writes the
   * first file. It may take seconds, and be called more than once.
   *
   * @throws WriteException if this machine can't run the writer
   */
  default void prepare() throws WriteException {}

  /** Bytes that the writer has allocated outside Java; 0 before {@link #prepare}. */
  default long nativePoolBytes() {
    return 0;
  }

  /**
   * Refuses a schema that the writer can't write. A run calls this before there is any output.
   *
   * @throws IllegalArgumentException if a column can't be written; the message names it, and the
   *     reason
   */
  default void check(Schema schema, DictionaryProvider dictionaries) {}

  /**
   * Refuses a plan with partitions that don't fit a file, as far as that can be known before there
   * are rows.
   *
   * @throws IllegalArgumentException if they don't fit; the message tells the reason and the way
   *     out
   */
  default void check(BatchPlan plan) {}

  /**
   * Upper bound, in bytes, on Arrow buffers that the writer itself needs for an open file, besides
   * the batches. They count against the memory budget.
   *
   * @param filler tells how large batches are
   * @param plan how the rows are divided; the data set has at least one row
   */
  default long bytesPerFile(BatchFiller filler, BatchPlan plan, DictionaryProvider dictionaries) {
    return 0;
  }

  /**
   * Setting of the writer that makes it need less memory. Asked for if the memory budget is too
   * small.
   *
   * @param bytes bytes of the memory budget that there are for an open file
   * @return a setting that would do; empty if there is none
   */
  default Optional<Advice> adviceToNeedLess(
      BatchFiller filler, BatchPlan plan, DictionaryProvider dictionaries, long bytes) {
    return Optional.empty();
  }

  /** Most bytes of such buffers that the writer had allocated at a time, in all files together. */
  default long peakBytes() {
    return 0;
  }

  /**
   * Tells whether the writer has native threads that call into Java. The JVM's exit could hang if
   * it began while one of them is inside Java.
   */
  default boolean isNative() {
    return false;
  }

  /** Tells whether the writer makes files. If not, a run needs no destination, and touches none. */
  boolean makesFiles();

  /**
   * Takes all batches of a partition and writes them.
   *
   * @param dictionaries dictionaries that the schema's dictionary-encoded fields refer to; borrowed
   * @param batches the source of batches; borrowed. Each batch taken from it is the writer's to
   *     close, also when this throws
   * @param file the file to make; null if no files are made
   * @throws dev.nestedparquet.batch.PartitionBatches.StoppedException if the run was stopped, as
   *     {@code batches} throws it. The file is then discarded
   * @throws IOException if writing fails, which stops the run. The file is then discarded
   */
  void write(
      Schema schema, DictionaryProvider dictionaries, PartitionBatches batches, OutputFile file)
      throws IOException;
}
