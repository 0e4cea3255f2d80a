package dev.nestedparquet.shred.internal.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nestedparquet.shred.fixtures.Encoded;
import dev.nestedparquet.shred.fixtures.PlacedValues;
import dev.nestedparquet.shred.internal.values.DenseValues;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.parquet.column.values.bloomfilter.BlockSplitBloomFilter;
import org.apache.parquet.io.api.Binary;

/** parquet-java's filter of the same values has the same bits. */
final class BloomFilterTest {
  private static final double FALSE_POSITIVES = 0.01;

  @Property
  void stringsSetTheBitsThatParquetJavaSets(@ForAll @Size(max = 500) List<byte[]> values)
      throws IOException {
    int distinct = (int) values.stream().map(ByteBuffer::wrap).distinct().count();
    try (BufferAllocator allocator = new RootAllocator();
        PlacedValues placed = new PlacedValues(allocator, values)) {
      BlockSplitBloomFilter expected = filterLike(distinct);
      values.forEach(
          value -> expected.insertHash(expected.hash(Binary.fromConstantByteArray(value))));
      DenseValues dense = placed.variable(0, values.size());
      assertThat(bitsOf(dense, allocator)).isEqualTo(bitsOf(expected));
    }
  }

  @Property
  void longsSetTheBitsThatParquetJavaSets(@ForAll @Size(max = 500) List<Long> values)
      throws IOException {
    byte[] all = new byte[values.size() * Long.BYTES];
    ByteBuffer bytes = littleEndian(all);
    values.forEach(bytes::putLong);
    BlockSplitBloomFilter expected = filterLike((int) values.stream().distinct().count());
    values.forEach(value -> expected.insertHash(expected.hash(value.longValue())));
    check(expected, all, Long.BYTES, values.size());
  }

  @Property
  void intsSetTheBitsThatParquetJavaSets(@ForAll @Size(max = 500) List<Integer> values)
      throws IOException {
    byte[] all = new byte[values.size() * Integer.BYTES];
    ByteBuffer bytes = littleEndian(all);
    values.forEach(bytes::putInt);
    BlockSplitBloomFilter expected = filterLike((int) values.stream().distinct().count());
    values.forEach(value -> expected.insertHash(expected.hash(value.intValue())));
    check(expected, all, Integer.BYTES, values.size());
  }

  @Property
  void valuesOfAnyFixedLengthSetTheBitsThatParquetJavaSets(
      @ForAll @IntRange(min = 1, max = 40) int width, @ForAll Random random) throws IOException {
    byte[] all = new byte[100 * width];
    random.nextBytes(all);
    Set<ByteBuffer> distinct = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      distinct.add(ByteBuffer.wrap(all, i * width, width));
    }
    BlockSplitBloomFilter expected = filterLike(distinct.size());
    for (int i = 0; i < 100; i++) {
      expected.insertHash(expected.hash(Binary.fromConstantByteArray(all, i * width, width)));
    }
    check(expected, all, width, 100);
  }

  @Example
  void floatsAreHashedByTheirBytes() throws IOException {
    byte[] all = new byte[2 * Double.BYTES];
    littleEndian(all).putDouble(0.5).putDouble(-0.0);
    BlockSplitBloomFilter expected = filterLike(2);
    expected.insertHash(expected.hash(0.5));
    expected.insertHash(expected.hash(-0.0));
    check(expected, all, Double.BYTES, 2);
  }

  /** Readers look for one of them, and take either for it. */
  @Example
  void bothZerosAreThereWithOneOfThem() throws IOException {
    for (int width : new int[] {Short.BYTES, Float.BYTES, Double.BYTES}) {
      byte[] zeros = new byte[2 * width];
      zeros[2 * width - 1] = Byte.MIN_VALUE; // The sign of the second.
      try (BufferAllocator allocator = new RootAllocator();
          PlacedValues placed = new PlacedValues(allocator, List.of(zeros))) {
        byte[] both = bitsOf(placed.fixed(width, 0, 2), allocator);
        assertThat(bitsOfFloating(placed.fixed(width, 0, 1), allocator)).isEqualTo(both);
        assertThat(bitsOfFloating(placed.fixed(width, 1, 1), allocator)).isEqualTo(both);
      }
    }
  }

  /** Any other NaN is the same to some readers, and has another hash. */
  @Example
  void withNanThereIsNoFilter() {
    byte[] doubles = new byte[4 * Double.BYTES];
    littleEndian(doubles).putDouble(1).putDouble(Double.NEGATIVE_INFINITY);
    assertThat(hashesOf(doubles, Double.BYTES)).isEqualTo(4);
    for (long nan : new long[] {0x7FF8L << 48, -1, (0x7FF0L << 48) + 1, (0xFFF0L << 48) + 1}) {
      littleEndian(doubles).putLong(2 * Double.BYTES, nan);
      assertThat(hashesOf(doubles, Double.BYTES)).as("%x", nan).isZero();
    }
    byte[] floats = new byte[4 * Float.BYTES];
    littleEndian(floats).putFloat(1).putFloat(Float.POSITIVE_INFINITY);
    assertThat(hashesOf(floats, Float.BYTES)).isEqualTo(4);
    for (int nan : new int[] {0x7FC0_0000, -1, 0x7F80_0001, 0xFF80_0001}) {
      littleEndian(floats).putInt(2 * Float.BYTES, nan);
      assertThat(hashesOf(floats, Float.BYTES)).as("%x", nan).isZero();
    }
    byte[] halves = new byte[4 * Short.BYTES];
    littleEndian(halves).putShort((short) 0x3C00).putShort((short) 0xFC00);
    assertThat(hashesOf(halves, Short.BYTES)).isEqualTo(4);
    for (int nan : new int[] {0x7E00, 0xFFFF, 0x7C01, 0xFC01}) {
      littleEndian(halves).putShort(2 * Short.BYTES, (short) nan);
      assertThat(hashesOf(halves, Short.BYTES)).as("%x", nan).isZero();
    }
  }

  private static long hashesOf(byte[] values, int width) {
    try (BufferAllocator allocator = new RootAllocator();
        PlacedValues placed = new PlacedValues(allocator, List.of(values));
        DistinctHashes hashes = new DistinctHashes(allocator, FALSE_POSITIVES)) {
      BloomFilter.hashFloating(placed.fixed(width, 0, values.length / width), hashes);
      return hashes.count();
    }
  }

  @Example
  void asManyValuesAsItWasMadeForKeepToTheShareOfFalsePositives() throws IOException {
    int distinct = 49_500; // No more would do with the 64 KiB that it gets for these.
    byte[] all = new byte[distinct * Long.BYTES];
    ByteBuffer bytes = littleEndian(all);
    for (long i = 0; i < distinct; i++) {
      bytes.putLong(i);
    }
    try (BufferAllocator allocator = new RootAllocator();
        PlacedValues placed = new PlacedValues(allocator, List.of(all))) {
      byte[] bits = bitsOf(placed.fixed(Long.BYTES, 0, distinct), allocator);
      assertThat(bits).hasSize(64 << 10);
      BlockSplitBloomFilter read = new BlockSplitBloomFilter(bits);
      int found = 0;
      for (long i = 0; i < distinct; i++) {
        assertThat(read.findHash(read.hash(i))).isTrue();
        found += read.findHash(read.hash(i + distinct)) ? 1 : 0;
      }
      assertThat(found / FALSE_POSITIVES / distinct).isBetween(0.8, 1.0);
    }
  }

  @Example
  void itsSizeIsWithinWhatMemoryIsCountedFor() {
    for (double fpp : new double[] {1e-9, 1e-6, 0.001, 0.01, 0.1, 0.5, 0.999}) {
      long perValue = BloomFilter.mostBytesPerValue(fpp);
      for (long values = 1; values < 1_000_000; values += 1 + values / 50) {
        assertThat((long) BloomFilter.bytesFor(values, fpp))
            .as("%d values, %s", values, fpp)
            .isLessThanOrEqualTo(32 + perValue * values);
      }
      assertThat(DistinctHashes.mostBytesPerValue(fpp)).isGreaterThanOrEqualTo(22 + perValue);
    }
    assertThat(DistinctHashes.mostBytesPerValue(0.01)).isEqualTo(36);
    assertThat(BloomFilter.mostBytesPerValue(BloomFilter.LEAST_FALSE_POSITIVES)).isEqualTo(80);
  }

  @Example
  void itsSizeIsAPowerOfTwoWithinWhatReadersTake() {
    assertThat(BloomFilter.bytesFor(0, 0.01)).isEqualTo(32);
    assertThat(BloomFilter.bytesFor(1_000_000, 0.01)).isEqualTo(2 << 20);
    assertThat(BloomFilter.bytesFor(Long.MAX_VALUE, 1e-9)).isEqualTo(128 << 20);
  }

  private static void check(BlockSplitBloomFilter expected, byte[] values, int width, int count)
      throws IOException {
    try (BufferAllocator allocator = new RootAllocator();
        PlacedValues placed = new PlacedValues(allocator, List.of(values))) {
      DenseValues dense = placed.fixed(width, 0, count);
      assertThat(bitsOf(dense, allocator)).isEqualTo(bitsOf(expected));
    }
  }

  private static BlockSplitBloomFilter filterLike(int distinct) {
    return new BlockSplitBloomFilter(BloomFilter.bytesFor(distinct, FALSE_POSITIVES));
  }

  private static byte[] bitsOf(BlockSplitBloomFilter filter) throws IOException {
    ByteArrayOutputStream bits = new ByteArrayOutputStream();
    filter.writeTo(bits);
    return bits.toByteArray();
  }

  private static byte[] bitsOf(DenseValues values, BufferAllocator allocator) {
    try (DistinctHashes hashes = new DistinctHashes(allocator, FALSE_POSITIVES)) {
      BloomFilter.hash(values, hashes);
      return bitsOf(hashes, allocator);
    }
  }

  private static byte[] bitsOfFloating(DenseValues values, BufferAllocator allocator) {
    try (DistinctHashes hashes = new DistinctHashes(allocator, FALSE_POSITIVES)) {
      BloomFilter.hashFloating(values, hashes);
      return bitsOf(hashes, allocator);
    }
  }

  private static byte[] bitsOf(DistinctHashes hashes, BufferAllocator allocator) {
    try (BloomFilter filter = new BloomFilter(allocator, hashes, FALSE_POSITIVES)) {
      byte[] bits = Encoded.bytes(filter.borrowBits());
      assertThat(filter.header().getNumBytes()).isEqualTo(bits.length);
      assertThat(filter.header().getAlgorithm().isSetBLOCK()).isTrue();
      assertThat(filter.header().getHash().isSetXXHASH()).isTrue();
      assertThat(filter.header().getCompression().isSetUNCOMPRESSED()).isTrue();
      return bits;
    }
  }

  private static ByteBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
