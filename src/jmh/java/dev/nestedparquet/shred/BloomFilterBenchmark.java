package dev.nestedparquet.shred;

import org.apache.arrow.memory.util.MemoryUtil;
import org.apache.parquet.column.values.bloomfilter.BlockSplitBloomFilter;
import org.apache.parquet.io.api.Binary;
import org.openjdk.jmh.annotations.Benchmark;

/** Adding values to a Bloom filter. */
public class BloomFilterBenchmark extends ContactColumnBenchmark {
  private static final double FALSE_POSITIVES = 0.01;

  private BloomFilter filter;

  @Override
  void open() {
    filter = new BloomFilter(allocator, contacts.values().count(), FALSE_POSITIVES);
  }

  @Benchmark
  public BloomFilter add() {
    filter.add(contacts.values());
    return filter;
  }

  /** parquet-java finds all that was added, and hardly anything else. */
  @Override
  void check() {
    DenseValues values = contacts.values();
    BlockSplitBloomFilter read = new BlockSplitBloomFilter(bits());
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

  /** The filter without its header. */
  private byte[] bits() {
    try (GrowableBuffer written = new GrowableBuffer(allocator)) {
      filter.writeTo(written);
      byte[] bits = new byte[BloomFilter.bytesFor(contacts.values().count(), FALSE_POSITIVES)];
      long start = written.address() + written.size() - bits.length;
      MemoryUtil.copyFromMemory(start, bits, 0, bits.length);
      return bits;
    }
  }

  @Override
  void close() {
    filter.close();
  }
}
