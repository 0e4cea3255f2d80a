package dev.nestedparquet.write;

import dev.nestedparquet.batch.Advised.Advice;
import dev.nestedparquet.batch.Advised.Setting;
import dev.nestedparquet.batch.BatchFiller;
import dev.nestedparquet.batch.BatchPlan;
import dev.nestedparquet.batch.PartitionBatches;
import dev.nestedparquet.batch.RowRange;
import dev.nestedparquet.shred.CodecException;
import dev.nestedparquet.shred.ParquetShredder;
import dev.nestedparquet.shred.ShredderOptions;
import dev.nestedparquet.shred.TooManyRowGroupsException;
import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.arrow.memory.AllocationListener;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.OutOfMemoryException;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.memory.rounding.SegmentRoundingPolicy;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Writes Parquet in Java, on the calling thread, by {@link ParquetShredder}. The footer's key-value
 * metadata gets the filler's parameters and the partition's range of rows.
 *
 * <p><em>Ownership:</em> each file has an allocator of its own for the row group that is being
 * built, limited to {@link #bytesPerFile}.
 */
public final class ShredderWriter implements PartitionWriter {
  public static final String NAME = "shredder";

  /** Characters of a parameter beyond which it stands in the manifest alone. */
  private static final int MOST_METADATA = 200;

  private static final String METADATA_PREFIX = "nested-parquet.";

  /**
   * Room for rows on their way into pages, as a multiple of a batch's bytes. With less room, the
   * shredder takes fewer rows of a batch at a time.
   */
  private static final int SCRATCH_BATCHES = 10;

  /**
   * Least room for rows on their way into pages, however small the batches are, since buffers have
   * a least size.
   */
  private static final long LEAST_SCRATCH_BYTES = 4 << 20;

  /**
   * Room for large pages and dictionaries, as a multiple of the bytes by which one exceeds the
   * default size: its content exists several times on its way, as values, encoded and compressed.
   */
  private static final int LARGE_PAGES = 6;

  /**
   * Buffers are rounded up to a multiple of this. Arrow's default, the next power of two, wastes a
   * third of the memory.
   */
  private static final long ALLOCATION_SEGMENT_BYTES = 1024;

  private static final long MEBIBYTE = 1 << 20;

  /**
   * Largest size that is advised for an option. Advice tries powers of two, from here down to 1
   * MiB.
   */
  private static final long LARGEST_ADVICE = MEBIBYTE << 30;

  private final ShredderOptions options;
  private final AtomicLong bytesNow = new AtomicLong();
  private final AtomicLong peakBytes = new AtomicLong();

  /** Makes a writer with the shredder's defaults. */
  public ShredderWriter() {
    this(ShredderOptions.DEFAULT);
  }

  public ShredderWriter(ShredderOptions options) {
    this.options = options;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Map<String, Object> layout(Schema schema, DictionaryProvider dictionaries) {
    return ShredderLayout.of(ParquetShredder.resolve(schema, dictionaries, options));
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
  public void check(BatchPlan plan) {
    RowGroupLimit.check(plan, options.rowGroupRows());
  }

  @Override
  public long bytesPerFile(BatchFiller filler, BatchPlan plan, DictionaryProvider dictionaries) {
    return bytesPerFile(filler, plan, dictionaries, options.rowGroupBytes(), options.pageBytes());
  }

  /**
   * Bytes of a row group that waits until it is full, and of rows on their way into it: room for at
   * least the longest row.
   */
  private long bytesPerFile(
      BatchFiller filler,
      BatchPlan plan,
      DictionaryProvider dictionaries,
      long rowGroupBytes,
      long pageBytes) {
    Schema schema = filler.schema();
    RowRange batch = plan.largestBatch();
    long batchBytes = filler.maxBatchBytes(batch);
    long batchNeed =
        ParquetShredder.neededBytes(schema, dictionaries, options, batch.rows(), batchBytes);
    long usual = Math.min(batchNeed, SCRATCH_BATCHES * batchBytes + LEAST_SCRATCH_BYTES);
    long rowNeed =
        ParquetShredder.neededBytes(
            schema, dictionaries, options, 1, filler.maxFilledBytes(last(plan, 1)));
    long rowsOfFile = (plan.rows() + plan.partitions() - 1) / plan.partitions();
    long most = filler.maxBytes(last(plan, Math.min(options.rowGroupRows(), rowsOfFile)));
    long rowGroup = Math.min(rowGroupBytes, most + most / 4); // Pages may be larger than batches.
    long largePage = Math.min(pageBytes, rowGroup) - ShredderOptions.DEFAULT_PAGE_BYTES;
    long largeDictionary =
        Math.min(options.dictionaryBytes(), rowGroup) - ShredderOptions.DEFAULT_DICTIONARY_BYTES;
    long least = ParquetShredder.leastBytes(schema, dictionaries, options);
    return Math.max(least, rowGroup + Math.max(rowNeed, usual))
        + LARGE_PAGES * Math.max(0, Math.max(largePage, largeDictionary));
  }

  private static RowRange last(BatchPlan plan, long rows) {
    return new RowRange(plan.rows() - rows, rows);
  }

  @Override
  public Optional<Advice> adviceToNeedLess(
      BatchFiller filler, BatchPlan plan, DictionaryProvider dictionaries, long bytes) {
    for (long size = LARGEST_ADVICE; size >= MEBIBYTE; size /= 2) {
      if (size < options.pageBytes()
          && bytesPerFile(filler, plan, dictionaries, options.rowGroupBytes(), size) <= bytes) {
        return Optional.of(new Advice(Setting.PAGE_BYTES, size));
      }
    }
    for (long size = LARGEST_ADVICE; size >= MEBIBYTE; size /= 2) {
      if (size < options.rowGroupBytes()
          && bytesPerFile(filler, plan, dictionaries, size, options.pageBytes()) <= bytes) {
        return Optional.of(new Advice(Setting.ROW_GROUP_BYTES, size));
      }
    }
    return Optional.empty();
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
      Schema schema, DictionaryProvider dictionaries, PartitionBatches batches, OutputFile file)
      throws IOException {
    try (WritableByteChannel out = file.create();
        BufferAllocator own =
            new RootAllocator(
                AllocationListener.NOOP,
                batches.writerBytes(),
                new SegmentRoundingPolicy(ALLOCATION_SEGMENT_BYTES));
        ParquetShredder shredder =
            ParquetShredder.open(out, schema, dictionaries, own, optionsFor(batches))) {
      long noted = 0;
      try {
        VectorSchemaRoot next;
        while ((next = batches.take()) != null) {
          try (VectorSchemaRoot batch = next) {
            shredder.write(batch);
          }
          noted = notePeak(own, noted);
        }
        shredder.finish();
        noted = notePeak(own, noted);
      } finally {
        note(-noted);
      }
    } catch (CodecException e) {
      throw new WriteException(e.getMessage(), e);
    } catch (TooManyRowGroupsException e) {
      throw RowGroupLimit.exceeded(batches.partition(), e);
    } catch (OutOfMemoryException e) {
      throw new WriteException(
          "a row group of partition "
              + batches.partition()
              + " takes more memory than was set aside, which the filler's maxBatchBytes should tell;"
              + " choose smaller row groups",
          e);
    } catch (WriteException e) {
      throw e;
    } catch (IOException e) {
      String reason = file.obstacle().orElseGet(() -> String.valueOf(e.getMessage()));
      throw new WriteException("writing in " + file + " failed: " + reason, e);
    }
  }

  /**
   * Adds the growth of a file's peak to the sum over all open files.
   *
   * @param noted peak of the file that the sum has already
   * @return peak of the file that the sum has now
   */
  private long notePeak(BufferAllocator own, long noted) {
    long peak = own.getPeakMemoryAllocation();
    note(peak - noted);
    return peak;
  }

  private void note(long bytes) {
    long now = bytesNow.addAndGet(bytes);
    peakBytes.accumulateAndGet(now, Math::max);
  }

  private ShredderOptions optionsFor(PartitionBatches batches) {
    Map<String, String> metadata = new LinkedHashMap<>(options.metadata());
    batches
        .parameters()
        .forEach(
            (key, value) -> {
              if (("" + value).length() <= MOST_METADATA) {
                metadata.put(METADATA_PREFIX + key, "" + value);
              }
            });
    metadata.put(METADATA_PREFIX + "firstRow", "" + batches.rows().first());
    metadata.put(METADATA_PREFIX + "rows", "" + batches.rows().rows());
    return options.toBuilder().metadata(metadata).build();
  }
}
