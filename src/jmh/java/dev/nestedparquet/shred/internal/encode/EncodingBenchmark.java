package dev.nestedparquet.shred.internal.encode;

import static org.apache.arrow.memory.util.MemoryUtil.getLong;
import static org.apache.arrow.memory.util.MemoryUtil.putLong;

import dev.nestedparquet.shred.fixtures.ContactPages;
import dev.nestedparquet.shred.fixtures.Encoded;
import dev.nestedparquet.shred.internal.memory.GrowableBuffer;
import dev.nestedparquet.shred.internal.values.DenseValues;
import dev.nestedparquet.shred.internal.values.FixedWidthValues;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.memory.util.MemoryUtil;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.values.ValuesReader;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesReader;
import org.apache.parquet.column.values.deltalengthbytearray.DeltaLengthByteArrayValuesReader;
import org.apache.parquet.column.values.deltastrings.DeltaByteArrayReader;
import org.apache.parquet.column.values.dictionary.DictionaryValuesReader;
import org.apache.parquet.column.values.dictionary.PlainValuesDictionary.PlainBinaryDictionary;
import org.apache.parquet.column.values.dictionary.PlainValuesDictionary.PlainLongDictionary;
import org.apache.parquet.column.values.plain.BinaryPlainValuesReader;
import org.apache.parquet.column.values.plain.PlainValuesReader.LongPlainValuesReader;
import org.apache.parquet.format.Type;
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
 * Microseconds that each encoding takes for a page: of 32,768 random longs with so many bits, or of
 * the names (26,340) or numbers (26,625) of as many contacts. A dictionary is made anew each time.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class EncodingBenchmark {
  private static final int LONGS = 32_768;

  @Param({"1 bits", "5 bits", "12 bits", "20 bits", "40 bits", "63 bits", "name", "number"})
  private String values;

  private boolean isLongs;
  private BufferAllocator allocator;
  private GrowableBuffer page;
  private GrowableBuffer longs;
  private ContactPages contacts;
  private DenseValues dense;
  private ValueEncoder plain;
  private DictionaryEncoder dictionary;
  private ValueEncoder delta;

  /** Of text; of longs, the same as the other. */
  private ValueEncoder deltaLength;

  @Setup
  public void start() throws IOException {
    allocator = new RootAllocator();
    page = new GrowableBuffer(allocator);
    longs = new GrowableBuffer(allocator);
    isLongs = values.endsWith("bits");
    if (isLongs) {
      dense = randomLongs(Integer.parseInt(values.substring(0, values.indexOf(' '))));
      delta = new DeltaBinaryPackedEncoder(allocator, Long.BYTES);
      deltaLength = delta;
    } else {
      contacts = new ContactPages(allocator, values);
      dense = contacts.values();
      delta = new DeltaByteArrayEncoder(allocator);
      deltaLength = new DeltaLengthByteArrayEncoder(allocator);
    }
    plain = new PlainEncoder(isLongs ? Type.INT64 : Type.BYTE_ARRAY, allocator);
    dictionary = new DictionaryEncoder(dense.width(), allocator);
    checkAll();
  }

  private DenseValues randomLongs(int bits) {
    Random random = new Random(1);
    long at = longs.reserve((long) LONGS * Long.BYTES);
    for (int i = 0; i < LONGS; i++) {
      putLong(at + (long) i * Long.BYTES, random.nextLong() >>> (Long.SIZE - bits));
    }
    FixedWidthValues dense = new FixedWidthValues(Long.BYTES);
    dense.set(at, LONGS);
    return dense;
  }

  /** parquet-java reads the same values, before any of this is timed. */
  private void checkAll() throws IOException {
    check(plain, isLongs ? new LongPlainValuesReader() : new BinaryPlainValuesReader());
    check(delta, isLongs ? new DeltaBinaryPackingValuesReader() : new DeltaByteArrayReader());
    if (!isLongs) {
      check(deltaLength, new DeltaLengthByteArrayValuesReader());
    }
    dictionary.append(dense);
    check(dictionary, new DictionaryValuesReader(dictionaryOf(dictionary.table())));
  }

  private Dictionary dictionaryOf(DictionaryTable table) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Encoded.bytes(table.page()));
    DictionaryPage read = new DictionaryPage(BytesInput.from(bytes), table.size(), Encoding.PLAIN);
    dictionary.clear(); // Goes on with ids in the same order.
    return isLongs ? new PlainLongDictionary(read) : new PlainBinaryDictionary(read);
  }

  private void check(ValueEncoder encoder, ValuesReader reader) throws IOException {
    encode(encoder);
    System.out.println(
        "SIZE " + values + " " + encoder.encoding() + " " + dense.count() + " " + page.size());
    reader.initFromPage(dense.count(), ByteBufferInputStream.wrap(page.borrowBytes()));
    for (int i = 0; i < dense.count(); i++) {
      if (!isSame(reader, i)) {
        throw new IllegalStateException("value " + i + " of " + encoder.encoding() + " is another");
      }
    }
  }

  private boolean isSame(ValuesReader reader, int index) {
    if (isLongs) {
      return reader.readLong() == getLong(dense.addressOf(index));
    }
    byte[] due = new byte[dense.lengthOf(index)];
    MemoryUtil.copyFromMemory(dense.addressOf(index), due, 0, due.length);
    return Arrays.equals(reader.readBytes().getBytes(), due);
  }

  private long encode(ValueEncoder encoder) {
    page.clear();
    encoder.append(dense);
    encoder.finishPage(page);
    return page.size();
  }

  @Benchmark
  public long plain() {
    return encode(plain);
  }

  @Benchmark
  public long dictionary() {
    dictionary.clear();
    return encode(dictionary);
  }

  @Benchmark
  public long delta() {
    return encode(delta);
  }

  @Benchmark
  public long deltaLength() {
    return encode(deltaLength);
  }

  @TearDown
  public void end() {
    plain.close();
    dictionary.close();
    delta.close();
    deltaLength.close();
    if (contacts != null) {
      contacts.close();
    }
    longs.close();
    page.close();
    allocator.close();
  }
}
