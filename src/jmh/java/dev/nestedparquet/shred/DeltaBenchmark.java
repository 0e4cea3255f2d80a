package dev.nestedparquet.shred;

import static org.apache.arrow.memory.util.MemoryUtil.putLong;

import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.memory.util.MemoryUtil;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.column.values.ValuesReader;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesReader;
import org.apache.parquet.column.values.deltalengthbytearray.DeltaLengthByteArrayValuesReader;
import org.apache.parquet.column.values.deltastrings.DeltaByteArrayReader;
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

/**
 * Microseconds that the delta encodings take for a page: of 32,768 random longs with so many bits,
 * or of the names (26,340) or numbers (26,625) of as many contacts.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class DeltaBenchmark {
  private static final int LONGS = 32_768;

  @Param({"1 bits", "5 bits", "12 bits", "20 bits", "40 bits", "63 bits", "name", "number"})
  private String values;

  private BufferAllocator allocator;
  private GrowableBuffer page;
  private GrowableBuffer longs;
  private ContactPages contacts;
  private DenseValues dense;
  private ValueEncoder delta;

  /** For strings, their lengths without prefixes; for longs the same as the other. */
  private ValueEncoder lengths;

  @Setup
  public void start() throws IOException {
    allocator = new RootAllocator();
    page = new GrowableBuffer(allocator);
    longs = new GrowableBuffer(allocator);
    if (values.endsWith("bits")) {
      int bits = Integer.parseInt(values.substring(0, values.indexOf(' ')));
      Random random = new Random(1);
      long at = longs.reserve((long) LONGS * Long.BYTES);
      for (int i = 0; i < LONGS; i++) {
        putLong(at + (long) i * Long.BYTES, random.nextLong() >>> (Long.SIZE - bits));
      }
      dense = new DenseValues(Long.BYTES);
      dense.setFixed(at, LONGS);
      delta = new DeltaBinaryPackedEncoder(allocator, Long.BYTES);
      lengths = delta;
      check(delta, new DeltaBinaryPackingValuesReader());
    } else {
      contacts = new ContactPages(allocator, values);
      dense = contacts.values();
      delta = new DeltaByteArrayEncoder(allocator);
      lengths = new DeltaLengthByteArrayEncoder(allocator);
      check(delta, new DeltaByteArrayReader());
      check(lengths, new DeltaLengthByteArrayValuesReader());
    }
  }

  /** parquet-java reads the same values, before any of this is timed. */
  private void check(ValueEncoder encoder, ValuesReader reader) throws IOException {
    encode(encoder);
    System.out.println(
        "SIZE " + values + " " + encoder.encoding() + " " + dense.count() + " " + page.size());
    reader.initFromPage(dense.count(), ByteBufferInputStream.wrap(page.borrowBytes()));
    for (int i = 0; i < dense.count(); i++) {
      boolean same;
      if (dense.width() == Long.BYTES) {
        same = reader.readLong() == MemoryUtil.getLong(dense.addressOf(i));
      } else {
        byte[] due = new byte[dense.lengthOf(i)];
        MemoryUtil.copyFromMemory(dense.addressOf(i), due, 0, due.length);
        same = Arrays.equals(reader.readBytes().getBytes(), due);
      }
      if (!same) {
        throw new IllegalStateException("value " + i + " of " + encoder.encoding() + " is another");
      }
    }
  }

  private long encode(ValueEncoder encoder) {
    page.clear();
    encoder.append(dense);
    encoder.finishPage(page);
    return page.size();
  }

  @Benchmark
  public long delta() {
    return encode(delta);
  }

  @Benchmark
  public long lengths() {
    return encode(lengths);
  }

  @TearDown
  public void end() {
    lengths.close();
    if (lengths != delta) {
      delta.close();
    }
    if (contacts != null) {
      contacts.close();
    }
    longs.close();
    page.close();
    allocator.close();
  }
}
