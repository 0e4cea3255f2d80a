package dev.nestedparquet.shred.internal.file;

import dev.nestedparquet.shred.internal.statistics.BloomFilter;
import dev.nestedparquet.shred.internal.statistics.DistinctHashes;
import dev.nestedparquet.shred.internal.values.DenseValues;
import dev.nestedparquet.shred.internal.values.LeafType;
import java.io.IOException;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.Util;

/**
 * Gathers the hashes of a column chunk's values, and writes them as a Bloom filter, whose size
 * follows from how many differ.
 *
 * <p><em>Ownership:</em> owns the hashes until {@link #close}. <em>Threading:</em> one thread.
 * <em>Life cycle:</em> {@link #add}* &gt; {@link #finish} &gt; {@link #add}* ...
 */
final class ChunkBloomFilter implements AutoCloseable {
  private final boolean isFloating;
  private final double falsePositives;
  private final BufferAllocator allocator;
  private final DistinctHashes hashes;

  /**
   * Makes the filter of a chunk without values.
   *
   * @param falsePositives share of other values that the filter may take for its own
   */
  ChunkBloomFilter(LeafType type, double falsePositives, BufferAllocator allocator) {
    isFloating = type.order() == LeafType.Order.FLOATING;
    this.falsePositives = falsePositives;
    this.allocator = allocator;
    hashes = new DistinctHashes(allocator, falsePositives);
  }

  void add(DenseValues values) {
    if (isFloating) {
      BloomFilter.hashFloating(values, hashes);
    } else {
      BloomFilter.hash(values, hashes);
    }
  }

  /** Upper bound, in bytes, on the memory by which the hashes grow with so many values. */
  long growthBytes(long values) {
    return hashes.growthBytes(values);
  }

  /**
   * Writes the filter, unless there are no values for one, and begins that of the next chunk.
   *
   * @param metadata is told where the filter is
   * @throws IOException if the channel fails
   */
  void finish(ColumnMetaData metadata, ChannelOutput output) throws IOException {
    if (hashes.count() > 0) {
      long start = output.position();
      try (BloomFilter filter = new BloomFilter(allocator, hashes, falsePositives)) {
        output.write(Thrift.bytes(filter.header(), Util::writeBloomFilterHeader));
        output.write(filter.borrowBits());
      }
      metadata.setBloom_filter_offset(start);
      metadata.setBloom_filter_length((int) (output.position() - start));
    }
    hashes.close();
  }

  /** Releases the hashes, and forgets the values. */
  @Override
  public void close() {
    hashes.close();
  }
}
