package dev.nestedparquet.shred.internal.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nestedparquet.shred.fixtures.PlacedValues;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;

/** Bounds of byte arrays are bounds, short, and text where the values are. */
final class BytesMinMaxTest {
  private record Bounds(MinMax.Bound min, MinMax.Bound max) {}

  private static Bounds bounds(boolean isText, List<byte[]> values) {
    try (BufferAllocator allocator = new RootAllocator();
        PlacedValues placed = new PlacedValues(allocator, values)) {
      BytesMinMax minMax = BytesMinMax.ofVariable(isText);
      minMax.add(placed.variable(0, values.size()));
      return new Bounds(minMax.min(), minMax.max());
    }
  }

  private static void assertAreBounds(Bounds bounds, List<byte[]> values) {
    byte[] least = values.stream().min(Arrays::compareUnsigned).orElseThrow();
    byte[] most = values.stream().max(Arrays::compareUnsigned).orElseThrow();
    assertThat(bounds.min.bytes()).hasSizeLessThanOrEqualTo(BytesMinMax.MOST_BOUND_BYTES);
    assertThat(Arrays.compareUnsigned(bounds.min.bytes(), least)).isNotPositive();
    assertThat(bounds.min.isExact()).isEqualTo(Arrays.equals(bounds.min.bytes(), least));
    assertThat(Arrays.compareUnsigned(bounds.max.bytes(), most)).isNotNegative();
    assertThat(bounds.max.isExact()).isEqualTo(Arrays.equals(bounds.max.bytes(), most));
    if (bounds.max.bytes().length > BytesMinMax.MOST_BOUND_BYTES) {
      assertThat(bounds.max.bytes()).isEqualTo(most); // Nothing short is above it.
    }
  }

  /** A part of one would be no value of the column's type. */
  @Example
  void boundsOfFixedLengthAreWholeOrThereAreNone() {
    byte[] longest = new byte[BytesMinMax.MOST_FIXED_BYTES];
    Arrays.fill(longest, (byte) 0xFF);
    assertThat(fixed(longest).max().bytes()).isEqualTo(longest);
    assertThat(fixed(longest).max().isExact()).isTrue();
    assertThat(fixed(Arrays.copyOf(longest, longest.length + 1)).isKnown()).isFalse();
  }

  /** Whatever the order in which pages have them. */
  @Example
  void theLargestOfValuesThatNothingShortIsAboveIsKeptWhole() {
    String last = Character.toString(0x10FFFF);
    byte[] shorter = utf8(last.repeat(17));
    byte[] longer = utf8(last.repeat(17) + "a");
    byte[] longest = utf8(last.repeat(400));
    for (List<byte[]> pages :
        List.of(
            List.of(shorter, longer, longest),
            List.of(longest, longer, shorter),
            List.of(longer, longest, shorter))) {
      BytesMinMax chunk = BytesMinMax.ofVariable(/* isText= */ true);
      for (byte[] page : pages) {
        MinMax ofPage = variable(/* isText= */ true, page);
        assertThat(ofPage.max().bytes()).isEqualTo(page);
        chunk.merge(ofPage);
      }
      assertThat(chunk.max()).matches(MinMax.Bound::isExact);
      assertThat(chunk.max().bytes()).isEqualTo(longest);
    }
  }

  @Example
  void boundsOfMoreThanTheHeapShouldTakeAreCutOrThereAreNone() {
    byte[] most = new byte[BytesMinMax.MOST_UNCUT_BYTES + 1];
    Arrays.fill(most, (byte) 0xFF);
    assertThat(variable(/* isText= */ false, most).isKnown()).isFalse();
    byte[] allowed = Arrays.copyOf(most, BytesMinMax.MOST_UNCUT_BYTES);
    assertThat(variable(/* isText= */ false, allowed).max().bytes()).isEqualTo(allowed);
    most[1_000] = 7;
    assertThat(variable(/* isText= */ false, most).max().isExact()).isFalse();
    byte[] above = Arrays.copyOf(most, 1_001);
    above[1_000] = 8;
    assertThat(variable(/* isText= */ false, most).max().bytes()).isEqualTo(above);
  }

  private static MinMax variable(boolean isText, byte[] value) {
    try (BufferAllocator allocator = new RootAllocator();
        PlacedValues placed = new PlacedValues(allocator, List.of(value))) {
      MinMax minMax = BytesMinMax.ofVariable(isText);
      minMax.add(placed.variable(0, 1));
      return minMax;
    }
  }

  private static MinMax fixed(byte[] value) {
    try (BufferAllocator allocator = new RootAllocator();
        PlacedValues placed = new PlacedValues(allocator, List.of(value))) {
      MinMax minMax = BytesMinMax.ofFixed();
      minMax.add(placed.fixed(value.length, 0, 1));
      return minMax;
    }
  }

  /** Often with a long beginning in common, and with bytes that have no next one. */
  @Provide
  Arbitrary<List<byte[]>> arrays() {
    Arbitrary<Byte> bytes =
        Arbitraries.frequencyOf(
            Tuple.of(3, Arbitraries.of((byte) 0xFF, (byte) 0, (byte) 0x80)),
            Tuple.of(1, Arbitraries.bytes()));
    return bytes.array(byte[].class).ofMaxSize(90).list().ofMinSize(1).ofMaxSize(8);
  }

  @Property
  void arraysAreWithinTheirBounds(@ForAll("arrays") List<byte[]> values) {
    assertAreBounds(bounds(/* isText= */ false, values), values);
  }

  /** Some producers put anything into strings. */
  @Property
  void arraysThatPretendToBeTextAreWithinTheirBounds(@ForAll("arrays") List<byte[]> values) {
    assertAreBounds(bounds(/* isText= */ true, values), values);
  }

  @Provide
  Arbitrary<List<String>> texts() {
    Arbitrary<Integer> points =
        Arbitraries.oneOf(
            Arbitraries.of(0x7F, 0x7FF, 0xD7FF, 0xE000, 0xFFFF, 0x10FFFF, 0x61),
            Arbitraries.integers().between(0, 0xD7FF));
    return points.list().ofMaxSize(40).map(BytesMinMaxTest::text).list().ofMinSize(1).ofMaxSize(8);
  }

  private static String text(List<Integer> points) {
    StringBuilder text = new StringBuilder();
    points.forEach(text::appendCodePoint);
    return text.toString();
  }

  @Property
  void boundsOfTextAreText(@ForAll("texts") List<String> texts) {
    List<byte[]> values = texts.stream().map(BytesMinMaxTest::utf8).toList();
    Bounds bounds = bounds(/* isText= */ true, values);
    assertAreBounds(bounds, values);
    assertThat(isUtf8(bounds.min.bytes())).isTrue();
    assertThat(isUtf8(bounds.max.bytes())).isTrue();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static boolean isUtf8(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
