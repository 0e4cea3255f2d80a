package dev.nestedparquet.shred;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.nestedparquet.shred.internal.file.SchemaMatch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.channels.Channels;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.DateMilliVector;
import org.apache.arrow.vector.Decimal256Vector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.TimeSecVector;
import org.apache.arrow.vector.TinyIntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.apache.arrow.vector.types.Types.MinorType;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A value that Parquet's type can't hold is refused, and its neighbours within are written. */
final class RefusedValuesTest {
  private final BufferAllocator allocator = new RootAllocator();
  private final MapDictionaryProvider dictionaries = new MapDictionaryProvider();

  @AfterEach
  void closeAllocator() {
    dictionaries.close();
    allocator.close();
  }

  private void write(FieldVector vector) throws IOException {
    VectorSchemaRoot root = VectorSchemaRoot.of(vector); // Closed by who made the vector.
    try (ParquetShredder shredder =
        ParquetShredder.open(
            Channels.newChannel(new ByteArrayOutputStream()),
            root.getSchema(),
            dictionaries,
            allocator,
            ShredderOptions.DEFAULT)) {
      shredder.write(root);
    }
  }

  private void assertRefused(FieldVector vector, String reason) {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> write(vector))
        .withMessageContaining(reason);
  }

  private static BigInteger largest(int precision) {
    return BigInteger.TEN.pow(precision).subtract(BigInteger.ONE);
  }

  /** Without the check that the vector's own setter makes. */
  private static void set(DecimalVector vector, int row, BigInteger unscaled) {
    byte[] bytes = unscaled.toByteArray();
    for (int i = 0; i < 16; i++) {
      int sign = unscaled.signum() < 0 ? -1 : 0;
      vector
          .getDataBuffer()
          .setByte(row * 16L + i, i < bytes.length ? bytes[bytes.length - 1 - i] : sign);
    }
  }

  @Test
  void decimalsOfEveryPrecisionUpToTheirLastDigit() throws IOException {
    for (int precision = 1; precision <= 38; precision++) {
      try (DecimalVector decimals = new DecimalVector("d", allocator, precision, 0)) {
        decimals.allocateNew(3);
        for (int row = 0; row < 3; row++) {
          decimals.setNull(row);
          decimals.setIndexDefined(row);
        }
        decimals.setValueCount(3);
        BigInteger most = largest(precision);
        set(decimals, 0, most);
        set(decimals, 1, most.negate());
        set(decimals, 2, BigInteger.ZERO);
        write(decimals);
        for (BigInteger beyond :
            List.of(
                most.add(BigInteger.ONE),
                most.negate().subtract(BigInteger.ONE),
                BigInteger.TWO.pow(127).subtract(BigInteger.ONE),
                BigInteger.TWO.pow(127).negate())) {
          set(decimals, 1, beyond);
          assertRefused(
              decimals,
              "column d, row 1 of the batch (1 of the file, both from 0): the decimal "
                  + beyond
                  + " has too many digits; "
                  + most.negate()
                  + " to "
                  + most
                  + " are allowed");
        }
        decimals.setNull(1); // What a null hides is nobody's value.
        set(decimals, 1, most.add(BigInteger.ONE));
        write(decimals);
      }
    }
  }

  @Test
  void wideDecimals() throws IOException {
    for (int precision : new int[] {1, 38, 39, 57, 76}) {
      try (Decimal256Vector decimals = new Decimal256Vector("d", allocator, precision, 1)) {
        decimals.allocateNew(1);
        decimals.set(0, new BigDecimal(largest(precision), 1));
        decimals.setValueCount(1);
        write(decimals);
        decimals.getDataBuffer().setByte(31, 0x40);
        assertRefused(decimals, "has too many digits");
        decimals.getDataBuffer().setByte(31, 0x80);
        assertRefused(decimals, "has too many digits");
      }
    }
  }

  @Test
  void datesThatAreNoWholeDayOrTooFarAway() throws IOException {
    try (DateMilliVector dates = new DateMilliVector("d", allocator)) {
      dates.allocateNew(1);
      dates.setValueCount(1);
      dates.set(0, Integer.MIN_VALUE * 86_400_000L);
      write(dates);
      dates.set(0, -1);
      assertRefused(dates, "the date -1 ms is no whole day; multiples of 86,400,000 ms");
      dates.set(0, (Integer.MAX_VALUE + 1L) * 86_400_000L);
      assertRefused(dates, "is out of range");
    }
  }

  /** Counts of what a day has, by the vector that may have fewer than that. */
  private static long unitsPerDay(FieldVector times) {
    return 86_400L
        * switch (times.getMinorType()) {
          case TIMESEC -> 1;
          case TIMEMILLI -> 1_000;
          case TIMEMICRO -> 1_000_000;
          case TIMENANO -> 1_000_000_000;
          default -> throw new AssertionError(times.getMinorType());
        };
  }

  private static void set(BaseFixedWidthVector times, long value) {
    if (times.getTypeWidth() == Integer.BYTES) {
      times.getDataBuffer().setInt(0, Math.toIntExact(value));
    } else {
      times.getDataBuffer().setLong(0, value);
    }
  }

  @Test
  void timesThatAreNotWithinADay() throws IOException {
    for (MinorType type :
        List.of(MinorType.TIMESEC, MinorType.TIMEMILLI, MinorType.TIMEMICRO, MinorType.TIMENANO)) {
      try (BaseFixedWidthVector times =
          (BaseFixedWidthVector)
              type.getNewVector("t", FieldType.nullable(type.getType()), allocator, null)) {
        times.allocateNew(1);
        times.setIndexDefined(0);
        times.setValueCount(1);
        long end = unitsPerDay(times);
        for (long within : new long[] {0, end - 1}) {
          set(times, within);
          write(times);
        }
        String unit =
            Map.of("TIMESEC", "s", "TIMEMILLI", "ms", "TIMEMICRO", "us", "TIMENANO", "ns")
                .get(type.name());
        for (long beyond : new long[] {-1, end, end + 1, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
          if (beyond < 0 || beyond >= end) {
            set(times, beyond);
            assertRefused(
                times,
                String.format(
                    Locale.ROOT,
                    "row 0 of the batch (0 of the file, both from 0): the time %,d %s is out of"
                        + " range; 0 to %,d %s are allowed",
                    beyond,
                    unit,
                    end - 1,
                    unit));
          }
        }
      }
    }
  }

  @Test
  void theEndOfADayIsRefusedInsideListsAndDictionariesToo() throws IOException {
    try (ListVector lists = ListVector.empty("l", allocator)) {
      lists.addOrGetVector(FieldType.nullable(MinorType.TIMESEC.getType()));
      TimeSecVector times = (TimeSecVector) lists.getDataVector();
      times.setSafe(0, 86_399);
      times.setSafe(1, 86_400);
      times.setValueCount(2);
      lists.startNewValue(0);
      lists.endValue(0, 2);
      lists.setLastSet(0);
      lists.setValueCount(1);
      assertRefused(lists, "the time 86,400 s is out of range; 0 to 86,399 s are allowed");
    }
    DictionaryEncoding encoding = new DictionaryEncoding(1, false, new ArrowType.Int(8, true));
    TimeMicroVector entries = new TimeMicroVector("entries", allocator);
    entries.setSafe(0, 86_400_000_000L);
    entries.setValueCount(1);
    dictionaries.put(new Dictionary(entries, encoding));
    Field field = new Field("x", new FieldType(true, encoding.getIndexType(), encoding), null);
    try (TinyIntVector indices = (TinyIntVector) field.createVector(allocator)) {
      indices.setSafe(0, 0);
      indices.setValueCount(1);
      assertRefused(indices, "the time 86,400,000,000 us is out of range");
    }
  }

  @Test
  void theRowIsThatOfTheListTheValueIsIn() throws IOException {
    try (ListVector lists = ListVector.empty("l", allocator)) {
      lists.addOrGetVector(FieldType.nullable(new ArrowType.Decimal(2, 0, 128)));
      DecimalVector decimals = (DecimalVector) lists.getDataVector();
      decimals.allocateNew(3);
      for (int i = 0; i < 3; i++) {
        decimals.set(i, i);
      }
      decimals.setValueCount(3);
      set(decimals, 2, BigInteger.valueOf(100));
      lists.startNewValue(0);
      lists.endValue(0, 2);
      lists.startNewValue(1);
      lists.endValue(1, 0);
      lists.startNewValue(2);
      lists.endValue(2, 1);
      lists.setLastSet(2);
      lists.setValueCount(3);
      assertRefused(lists, "column l.list.element, row 2 of the batch");
    }
  }

  @Test
  void theRowCountsThoseOfEarlierBatches() throws IOException {
    try (DateMilliVector dates = new DateMilliVector("d", allocator);
        VectorSchemaRoot root = VectorSchemaRoot.of(dates);
        ParquetShredder shredder =
            ParquetShredder.open(
                Channels.newChannel(new ByteArrayOutputStream()),
                root.getSchema(),
                dictionaries,
                allocator,
                ShredderOptions.builder().rowGroupRows(3).build())) {
      dates.allocateNew(5);
      for (int i = 0; i < 5; i++) {
        dates.set(i, 0);
      }
      root.setRowCount(5);
      shredder.write(root);
      dates.set(4, 1);
      assertThatExceptionOfType(IllegalArgumentException.class)
          .isThrownBy(() -> shredder.write(root))
          .withMessageContaining("row 4 of the batch (9 of the file, both from 0)");
    }
  }

  /** A dictionary of 0 and a value that can't be stored, and indices of which one is a null. */
  @Test
  void entriesAndIndicesThatNoRowGetsToAreNobodysValues() throws IOException {
    DictionaryEncoding encoding = new DictionaryEncoding(1, false, new ArrowType.Int(8, true));
    DateMilliVector entries = new DateMilliVector("entries", allocator);
    entries.allocateNew(3);
    entries.set(0, 0);
    entries.set(1, 1);
    entries.setNull(2);
    entries.setValueCount(3);
    dictionaries.put(new Dictionary(entries, encoding));
    Field field = new Field("x", new FieldType(true, encoding.getIndexType(), encoding), null);
    try (TinyIntVector indices = (TinyIntVector) field.createVector(allocator)) {
      indices.allocateNew(2);
      indices.set(0, 2);
      indices.set(1, 77);
      indices.setNull(1);
      indices.setValueCount(2);
      write(indices);
      indices.set(1, 1);
      assertRefused(
          indices, "column x, row 1 of the batch (1 of the file, both from 0): entry 1 of");
      indices.set(1, -1);
      assertRefused(indices, "index -1 has no entry in dictionary 1; 0 to 2 are allowed");
      indices.set(1, 3);
      assertRefused(indices, "index 3 has no entry in dictionary 1; 0 to 2 are allowed");
    }
  }

  @Test
  void aBatchOfAnotherSchemaIsToldByItsFirstDifference() {
    Field file = new Field("a", FieldType.nullable(new ArrowType.Int(32, true)), null);
    FieldType keyed = new FieldType(true, file.getType(), null, Map.of("unit", "m"));
    assertThat(SchemaMatch.difference(List.of(file), List.of(file))).isNull();
    assertThat(SchemaMatch.difference(List.of(new Field("a", keyed, null)), List.of(file)))
        .isEqualTo("field a has metadata unit \"m\", in the file without a value");
    assertThat(SchemaMatch.difference(List.of(), List.of(file)))
        .isEqualTo("it lacks field a of the file");
    Field other = new Field("a", FieldType.nullable(new ArrowType.Int(64, true)), null);
    assertThat(SchemaMatch.difference(List.of(other), List.of(file)))
        .startsWith("field a is of Int(64, true), in the file of Int(32, true)");
  }

  @Test
  void numbersInMessagesDoNotFollowTheLocale() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
    try (TimeSecVector times = new TimeSecVector("t", allocator)) {
      times.allocateNew(1);
      times.set(0, 86_401);
      times.setValueCount(1);
      assertRefused(times, "row 0 of the batch (0 of the file, both from 0): the time 86,401 s");
    } finally {
      Locale.setDefault(before);
    }
  }
}
