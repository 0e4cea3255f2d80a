package dev.nestedparquet.write;

import dev.nestedparquet.ring.Batch;
import dev.nestedparquet.ring.PartitionRing;
import dev.nestedparquet.shred.CodecException;
import dev.nestedparquet.shred.ParquetShredder;
import dev.nestedparquet.shred.ShredderOptions;
import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.OutOfMemoryException;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Writes Parquet in Java, on the calling thread, by {@link ParquetShredder}. What the rows are goes
 * into the footer: the filler's parameters and the range of rows.
 *
 * <p><em>Ownership:</em> the row group at hand is in memory of this writer's own, within {@link
 * #bytesPerFile}.
 */
public final class ShredderWriter implements PartitionWriter {
  public static final String NAME = "shredder";

  private static final String METADATA_PREFIX = "nested-parquet.";

  /**
   * Room for the batch at hand besides its pages, in batches: levels, addresses and lengths of
   * values, the page of each column before and after it is put together, and buffers that double.
   */
  private static final int SCRATCH_BATCHES = 10;

  /** How often a page is there that is larger than usual: as values, put together, compressed. */
  private static final int LARGE_PAGES = 6;

  /** Buffers have a least size, whatever the batches. */
  private static final long LEAST_SCRATCH_BYTES = 4 << 20;

  private final ShredderOptions options;
  private final AtomicLong bytesNow = new AtomicLong();
  private final AtomicLong peakBytes = new AtomicLong();

  public ShredderWriter(ShredderOptions options) {
    this.options = options;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int maxOpenFiles() {
    return Integer.MAX_VALUE;
  }

  @Override
  public void check(Schema schema, DictionaryProvider dictionaries) {
    ParquetShredder.check(schema, dictionaries, options);
  }

  @Override
  public long bytesPerFile(int batchRows, long batchBytes) {
    long rowGroupBytes = rowGroupBytes(batchRows, batchBytes);
    long pageBytes = Math.min(options.pageBytes(), rowGroupBytes);
    return rowGroupBytes
        + SCRATCH_BATCHES * batchBytes
        + LEAST_SCRATCH_BYTES
        + LARGE_PAGES * Math.max(0, pageBytes - ShredderOptions.DEFAULT_PAGE_BYTES)
        + options.bloomFilterBytes();
  }

  /** A row group can't get larger than the batches that make it up, by more than page headers. */
  private long rowGroupBytes(int batchRows, long batchBytes) {
    long batches = (options.rowGroupRows() + batchRows - 1L) / batchRows;
    return Math.min(options.rowGroupBytes(), batches * batchBytes * 5 / 4);
  }

  @Override
  public long peakBytes() {
    return peakBytes.get();
  }

  @Override
  public boolean makesFiles() {
    return true;
  }

  @Override
  public void write(
      Schema schema, DictionaryProvider dictionaries, PartitionRing ring, StagedFile file)
      throws IOException {
    long most = bytesPerFile(ring.batchRows(), ring.largestBatchBytes());
    try (WritableByteChannel out = file.create();
        BufferAllocator own = new RootAllocator(most)) {
      ParquetShredder shredder =
          ParquetShredder.open(out, schema, dictionaries, own, optionsFor(ring));
      long noted = 0;
      try {
        Batch next;
        while ((next = ring.take()) != null) {
          try (Batch batch = next) {
            shredder.write(batch.root());
          }
          long peak = own.getPeakMemoryAllocation();
          if (peak != noted) {
            note(peak - noted);
            noted = peak;
          }
        }
        shredder.close();
      } finally {
        shredder.discard();
        note(-noted);
      }
    } catch (CodecException e) {
      throw new WriteException(e.getMessage(), e);
    } catch (OutOfMemoryException e) {
      throw new WriteException(
          "a row group of partition "
              + ring.partition()
              + " takes more memory than was set aside; choose a smaller --page-size or --row-group-size",
          e);
    } catch (WriteException e) {
      throw e;
    } catch (IOException e) {
      String reason = file.obstacle().orElseGet(() -> String.valueOf(e.getMessage()));
      throw new WriteException("writing in " + file + " failed: " + reason, e);
    }
  }

  private void note(long bytes) {
    long now = bytesNow.addAndGet(bytes);
    peakBytes.accumulateAndGet(now, Math::max);
  }

  private ShredderOptions optionsFor(PartitionRing ring) {
    Map<String, String> metadata = new LinkedHashMap<>(options.metadata());
    ring.parameters().forEach((key, value) -> metadata.put(METADATA_PREFIX + key, "" + value));
    metadata.put(METADATA_PREFIX + "firstRow", "" + ring.rows().first());
    metadata.put(METADATA_PREFIX + "rows", "" + ring.rows().rows());
    long rowGroupBytes = rowGroupBytes(ring.batchRows(), ring.largestBatchBytes());
    return options.toBuilder().metadata(metadata).rowGroupBytes(rowGroupBytes).build();
  }
}
