package dev.nestedparquet.shred;

import java.util.concurrent.TimeUnit;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.memory.util.MemoryUtil;
import org.apache.parquet.column.values.bloomfilter.BlockSplitBloomFilter;
import org.apache.parquet.io.api.Binary;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Microseconds that it takes to add the names or numbers of 32,768 contacts to a Bloom filter. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class BloomFilterBenchmark {
  @Param({"name", "number"})
  private String column;

  private BufferAllocator allocator;
  private ContactPages contacts;
  private BloomFilter filter;

  @Setup
  public void start() {
    allocator = new RootAllocator();
    contacts = new ContactPages(allocator, column);
    filter = new BloomFilter(allocator, contacts.values().count(), 0.01);
  }

  @Benchmark
  public BloomFilter add() {
    filter.add(contacts.values());
    return filter;
  }

  /** parquet-java finds all that was added, and hardly anything else. */
  @TearDown
  public void end() {
    try (GrowableBuffer written = new GrowableBuffer(allocator)) {
      filter.writeTo(written);
      int bits = BloomFilter.bytesFor(contacts.values().count(), 0.01);
      byte[] bytes = new byte[bits];
      MemoryUtil.copyFromMemory(written.address() + written.size() - bits, bytes, 0, bits);
      BlockSplitBloomFilter read = new BlockSplitBloomFilter(bytes);
      int others = 0;
      for (int i = 0; i < contacts.values().count(); i++) {
        byte[] value = new byte[contacts.values().lengthOf(i)];
        MemoryUtil.copyFromMemory(contacts.values().addressOf(i), value, 0, value.length);
        if (!read.findHash(read.hash(Binary.fromConstantByteArray(value)))) {
          throw new IllegalStateException("value " + i + " is not in the filter");
        }
        value[0]++;
        others += read.findHash(read.hash(Binary.fromConstantByteArray(value))) ? 1 : 0;
      }
      if (others > contacts.values().count() / 50) {
        throw new IllegalStateException(others + " other values seem to be in the filter");
      }
    }
    filter.close();
    contacts.close();
    allocator.close();
  }
}
