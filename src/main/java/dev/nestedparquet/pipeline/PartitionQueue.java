package dev.nestedparquet.pipeline;

import dev.nestedparquet.batch.BatchFiller;
import dev.nestedparquet.internal.manifest.FileChecksum;
import dev.nestedparquet.internal.output.StagedFile;
import dev.nestedparquet.internal.ring.BatchScheduler;
import dev.nestedparquet.internal.ring.PartitionRing;
import dev.nestedparquet.internal.ring.StopSignal;
import dev.nestedparquet.write.PartitionWriter;
import dev.nestedparquet.write.WriteException;
import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.apache.arrow.vector.dictionary.DictionaryProvider;

/**
 * Queue of the partitions that a run has to write. Each writer thread takes the next one, opens it
 * for producers, writes its file, and goes on to another.
 *
 * <p><em>Threading:</em> any number of writer threads, each with one partition at a time.
 */
final class PartitionQueue {
  private final BatchFiller filler;
  private final PipelineOptions options;
  private final BatchScheduler scheduler;
  private final FinishedRings finished;
  private final StopSignal stop;
  private final long writerBytes;
  private final AtomicInteger nextPart;

  // Guarded by itself.
  private final Map<Integer, WrittenPartition> written = new TreeMap<>();

  /**
   * Queues all partitions that the options ask for.
   *
   * @param finished takes over the ring of each partition, whether or not its file could be written
   * @param writerBytes bytes of the memory budget that are set aside for an open file's writer,
   *     besides batches
   */
  PartitionQueue(
      BatchFiller filler,
      PipelineOptions options,
      BatchScheduler scheduler,
      FinishedRings finished,
      StopSignal stop,
      long writerBytes) {
    this.filler = filler;
    this.options = options;
    this.scheduler = scheduler;
    this.finished = finished;
    this.stop = stop;
    this.writerBytes = writerBytes;
    nextPart = new AtomicInteger(options.firstPart());
  }

  /**
   * Writes partitions until there are none left, or the run is stopped. Partitions without rows get
   * no file.
   *
   * @param staging gives the file to make for a partition; gives null if the writer makes no files
   * @param dictionaries borrowed
   */
  void writeAll(IntFunction<StagedFile> staging, DictionaryProvider dictionaries)
      throws IOException {
    int part;
    while ((part = nextPart.getAndIncrement()) <= options.lastPart() && !stop.isStopped()) {
      if (!options.plan().partition(part).isEmpty()) {
        write(part, staging.apply(part), dictionaries);
        finished.closeDrained();
      }
    }
  }

  private void write(int part, StagedFile file, DictionaryProvider dictionaries)
      throws IOException {
    PartitionWriter writer = options.writer();
    PartitionRing ring = scheduler.open(part, writerBytes);
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
      finished.add(ring);
    }
  }

  /**
   * Describes a partition whose file is complete. The checksum is computed right away, while a
   * local file is still in the page cache.
   */
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
   * Partitions that are written so far, in their order; all with rows, once a run has ended without
   * failure.
   */
  List<WrittenPartition> written() {
    synchronized (written) {
      return List.copyOf(written.values());
    }
  }
}
