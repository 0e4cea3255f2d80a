package dev.nestedparquet.shred;

import dev.nestedparquet.shred.internal.memory.GrowableBuffer;
import dev.nestedparquet.shred.internal.statistics.BloomFilter;
import dev.nestedparquet.shred.internal.statistics.DistinctHashes;
import dev.nestedparquet.shred.internal.values.DenseValues;
import org.apache.arrow.memory.util.MemoryUtil;
import org.apache.parquet.column.values.bloomfilter.BlockSplitBloomFilter;
import org.apache.parquet.io.api.Binary;
import org.openjdk.jmh.annotations.Benchmark;

/** Making a Bloom filter of a column's values. */
public class BloomFilterBenchmark extends ContactColumnBenchmark {
  private static final double FALSE_POSITIVES = 0.01;

  private BloomFilter filter;

  @Override
  void open() {
    filter = make();
  }

  @Benchmark
  public BloomFilter hashAndMake() {
    filter.close();
    filter = make();
    return filter;
  }

  private BloomFilter make() {
    try (DistinctHashes hashes = new DistinctHashes(allocator, FALSE_POSITIVES)) {
      BloomFilter.hash(contacts.values(), hashes);
      return new BloomFilter(allocator, hashes, FALSE_POSITIVES);
    }
  }

  /** parquet-java finds all that was added, and hardly anything else. */
  @Override
  void check() {
    GrowableBuffer bits = filter.borrowBits();
    byte[] bytes = new byte[Math.toIntExact(bits.size())];
    MemoryUtil.copyFromMemory(bits.address(), bytes, 0, bytes.length);
    BlockSplitBloomFilter read = new BlockSplitBloomFilter(bytes);
    DenseValues values = contacts.values();
    int others = 0;
    for (int i = 0; i < values.count(); i++) {
      byte[] value = new byte[values.lengthOf(i)];
      MemoryUtil.copyFromMemory(values.addressOf(i), value, 0, value.length);
      if (!read.findHash(read.hash(Binary.fromConstantByteArray(value)))) {
        throw new IllegalStateException("value " + i + " is not in the filter");
      }
      value[0]++;
      others += read.findHash(read.hash(Binary.fromConstantByteArray(value))) ? 1 : 0;
    }
    if (others > 2 * FALSE_POSITIVES * values.count()) {
      throw new IllegalStateException(others + " other values seem to be in the filter");
    }
  }

  @Override
  void close() {
    filter.close();
  }
}
