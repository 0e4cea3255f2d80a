package dev.nestedparquet.shred.internal.encode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nestedparquet.shred.fixtures.Encoded;
import dev.nestedparquet.shred.fixtures.PlacedValues;
import dev.nestedparquet.shred.internal.memory.GrowableBuffer;
import dev.nestedparquet.shred.internal.statistics.BytesMinMax;
import dev.nestedparquet.shred.internal.statistics.MinMax;
import dev.nestedparquet.shred.internal.values.DenseValues;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.column.values.ValuesReader;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesReader;
import org.apache.parquet.column.values.deltalengthbytearray.DeltaLengthByteArrayValuesReader;
import org.apache.parquet.column.values.deltastrings.DeltaByteArrayReader;

/** parquet-java reads what the delta encoders make. */
final class DeltaEncodersTest {
  /** Page sizes: none, one, the edges of miniblocks and blocks, and many blocks. */
  @Provide
  Arbitrary<Integer> counts() {
    return Arbitraries.oneOf(
        Arbitraries.of(0, 1, 2, 32, 33, 34, 127, 128, 129, 130, 256, 257, 258),
        Arbitraries.integers().between(0, 2_000));
  }

  /** How many values are appended at a time, over and over. */
  @Provide
  Arbitrary<List<Integer>> cuts() {
    return Arbitraries.oneOf(
            Arbitraries.integers().between(0, 300), Arbitraries.of(1, 127, 128, 129))
        .list()
        .ofMinSize(1)
        .ofMaxSize(5)
        .filter(sizes -> sizes.stream().anyMatch(size -> size > 0));
  }

  @Property(tries = 2_000)
  void longsOfAnyWidthAreReadBack(
      @ForAll("counts") int count,
      @ForAll @IntRange(max = 64) int bits,
      @ForAll("cuts") List<Integer> cuts,
      @ForAll Random random)
      throws IOException {
    long mask = bits == 0 ? 0 : -1L >>> (64 - bits);
    long[] values = random.longs(count).map(value -> value & mask).toArray();
    checkLongs(values, cuts);
  }

  @Property(tries = 2_000)
  void intsOfAnyWidthAreReadBack(
      @ForAll("counts") int count,
      @ForAll @IntRange(max = 32) int bits,
      @ForAll("cuts") List<Integer> cuts,
      @ForAll Random random)
      throws IOException {
    int mask = bits == 0 ? 0 : -1 >>> (32 - bits);
    checkInts(random.ints(count).map(value -> value & mask).toArray(), cuts);
  }

  @Property
  void extremeLongsWrapAround(@ForAll("counts") int count, @ForAll Random random)
      throws IOException {
    long[] minMax = {Long.MIN_VALUE, Long.MIN_VALUE + 1, -1, 0, 1, Long.MAX_VALUE};
    checkLongs(
        random.ints(count, 0, minMax.length).mapToLong(i -> minMax[i]).toArray(), List.of(1_000));
  }

  @Property
  void extremeIntsWrapAround(@ForAll("counts") int count, @ForAll Random random)
      throws IOException {
    int[] minMax = {Integer.MIN_VALUE, Integer.MIN_VALUE + 1, -1, 0, 1, Integer.MAX_VALUE};
    checkInts(random.ints(count, 0, minMax.length).map(i -> minMax[i]).toArray(), List.of(1_000));
  }

  @Example
  void numbersInOrderTakeHardlyAnyBytes() throws IOException {
    long[] values = new long[100_000];
    for (int i = 0; i < values.length; i++) {
      values[i] = 5L * i;
    }
    assertThat(checkLongs(values, List.of(4_096))).isLessThan(100_000 / 128 * 6);
  }

  private static long checkLongs(long[] values, List<Integer> cuts) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(values.length * Long.BYTES);
    bytes.order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().put(values);
    byte[] page = encodeNumbers(bytes.array(), Long.BYTES, cuts);
    ValuesReader reader = read(new DeltaBinaryPackingValuesReader(), values.length, page);
    for (long value : values) {
      assertThat(reader.readLong()).isEqualTo(value);
    }
    return page.length;
  }

  private static void checkInts(int[] values, List<Integer> cuts) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(values.length * Integer.BYTES);
    bytes.order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().put(values);
    byte[] page = encodeNumbers(bytes.array(), Integer.BYTES, cuts);
    ValuesReader reader = read(new DeltaBinaryPackingValuesReader(), values.length, page);
    for (int value : values) {
      assertThat(reader.readInteger()).isEqualTo(value);
    }
  }

  private static byte[] encodeNumbers(byte[] values, int valueBytes, List<Integer> cuts) {
    try (BufferAllocator allocator = new RootAllocator();
        PlacedValues placed = new PlacedValues(allocator, List.of(values));
        ValueEncoder encoder = new DeltaBinaryPackedEncoder(allocator, valueBytes)) {
      return encodeTwice(
          encoder,
          allocator,
          values.length / valueBytes,
          cuts,
          (first, n) -> placed.fixed(valueBytes, first, n));
    }
  }

  /** Values that share more or less of their beginning, or nothing; empty ones, too. */
  @Provide
  Arbitrary<List<byte[]>> strings() {
    Arbitrary<byte[]> any =
        Arbitraries.bytes().between((byte) 0, (byte) 1).array(byte[].class).ofMaxSize(100);
    Arbitrary<byte[]> alike = Arbitraries.integers().between(0, 100).map(byte[]::new);
    Arbitrary<byte[]> numbers =
        Arbitraries.integers()
            .between(0, 5_000)
            .map(i -> String.format("+91-99-%08d", i).getBytes(UTF_8));
    return Arbitraries.oneOf(any, alike, numbers).list().ofMaxSize(400);
  }

  @Property(tries = 300)
  void stringsAreReadBackByPrefixes(
      @ForAll("strings") List<byte[]> values, @ForAll("cuts") List<Integer> cuts)
      throws IOException {
    byte[] page = encodeStrings(DeltaByteArrayEncoder::new, values, cuts);
    check(read(new DeltaByteArrayReader(), values.size(), page), values);
  }

  /** The encoder tells by itself which byte arrays may be the smallest and the largest. */
  @Property(tries = 500)
  void stringsBetweenOthersAreNoExtremes(
      @ForAll("strings") List<byte[]> values, @ForAll("cuts") List<Integer> cuts) {
    try (BufferAllocator allocator = new RootAllocator();
        PlacedValues placed = new PlacedValues(allocator, values)) {
      checkExtremes(
          () -> BytesMinMax.ofVariable(/* isText= */ false),
          allocator,
          values.size(),
          cuts,
          placed::variable);
    }
  }

  @Property(tries = 500)
  void valuesOfFixedLengthBetweenOthersAreNoExtremes(
      @ForAll boolean areDecimals,
      @ForAll("counts") int count,
      @ForAll @IntRange(min = 1, max = 20) int width,
      @ForAll("cuts") List<Integer> cuts,
      @ForAll Random random) {
    byte[] all = new byte[count * width];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) (random.nextInt(3) - 1);
    }
    try (BufferAllocator allocator = new RootAllocator();
        PlacedValues placed = new PlacedValues(allocator, List.of(all))) {
      checkExtremes(
          areDecimals ? BytesMinMax::ofDecimals : BytesMinMax::ofFixed,
          allocator,
          count,
          cuts,
          (first, n) -> placed.fixed(width, first, n));
    }
  }

  private static void checkExtremes(
      Supplier<MinMax> kind,
      BufferAllocator allocator,
      int count,
      List<Integer> cuts,
      Source source) {
    MinMax expected = kind.get();
    expected.add(source.values(0, count));
    MinMax shown = kind.get();
    try (ValueEncoder encoder = new DeltaByteArrayEncoder(allocator)) {
      int first = 0;
      for (int i = 0; first < count; i++) {
        int size = Math.min(cuts.get(i % cuts.size()), count - first);
        encoder.append(source.values(first, size), shown);
        first += size;
      }
    }
    assertThat(shown.isKnown()).isEqualTo(expected.isKnown()).isEqualTo(count > 0);
    if (count > 0) {
      assertThat(shown.min().bytes()).isEqualTo(expected.min().bytes());
      assertThat(shown.max().bytes()).isEqualTo(expected.max().bytes());
    }
  }

  @Property(tries = 300)
  void stringsAreReadBackByLengths(
      @ForAll("strings") List<byte[]> values, @ForAll("cuts") List<Integer> cuts)
      throws IOException {
    byte[] page = encodeStrings(DeltaLengthByteArrayEncoder::new, values, cuts);
    check(read(new DeltaLengthByteArrayValuesReader(), values.size(), page), values);
  }

  @Property(tries = 200)
  void valuesOfFixedLengthAreReadBackByPrefixes(
      @ForAll("counts") int count,
      @ForAll @IntRange(min = 1, max = 20) int width,
      @ForAll("cuts") List<Integer> cuts,
      @ForAll Random random)
      throws IOException {
    byte[] all = new byte[count * width];
    List<byte[]> values = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < width; j++) {
        all[i * width + j] = (byte) (random.nextInt(width) == 0 ? 1 : 0);
      }
      values.add(Arrays.copyOfRange(all, i * width, (i + 1) * width));
    }
    try (BufferAllocator allocator = new RootAllocator();
        PlacedValues placed = new PlacedValues(allocator, List.of(all));
        ValueEncoder encoder = new DeltaByteArrayEncoder(allocator)) {
      byte[] page =
          encodeTwice(encoder, allocator, count, cuts, (first, n) -> placed.fixed(width, first, n));
      check(read(new DeltaByteArrayReader(), count, page), values);
    }
  }

  private static byte[] encodeStrings(
      Function<BufferAllocator, ValueEncoder> encoders, List<byte[]> values, List<Integer> cuts) {
    try (BufferAllocator allocator = new RootAllocator();
        PlacedValues placed = new PlacedValues(allocator, values);
        ValueEncoder encoder = encoders.apply(allocator)) {
      return encodeTwice(encoder, allocator, values.size(), cuts, placed::variable);
    }
  }

  /** Values from an index on. */
  private interface Source {
    DenseValues values(int first, int count);
  }

  /** A page, made from pieces, and once more in one go, by the same encoder. */
  private static byte[] encodeTwice(
      ValueEncoder encoder,
      BufferAllocator allocator,
      int count,
      List<Integer> cuts,
      Source source) {
    int first = 0;
    for (int i = 0; first < count; i++) {
      int size = Math.min(cuts.get(i % cuts.size()), count - first);
      encoder.append(source.values(first, size));
      first += size;
    }
    byte[] page = finishPage(encoder, allocator);
    encoder.append(source.values(0, count));
    assertThat(finishPage(encoder, allocator)).isEqualTo(page);
    return page;
  }

  private static byte[] finishPage(ValueEncoder encoder, BufferAllocator allocator) {
    try (GrowableBuffer target = new GrowableBuffer(allocator)) {
      long most = encoder.pageBytes();
      encoder.finishPage(target);
      assertThat(target.size()).isLessThanOrEqualTo(most);
      return Encoded.bytes(target);
    }
  }

  private static ValuesReader read(ValuesReader reader, int count, byte[] page) throws IOException {
    reader.initFromPage(count, ByteBufferInputStream.wrap(ByteBuffer.wrap(page)));
    return reader;
  }

  private static void check(ValuesReader reader, List<byte[]> values) {
    for (byte[] value : values) {
      assertThat(reader.readBytes().getBytes()).isEqualTo(value);
    }
  }
}
