package dev.nestedparquet.shred;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BaseIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DateMilliVector;
import org.apache.arrow.vector.Decimal256Vector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.DurationVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.FixedSizeBinaryVector;
import org.apache.arrow.vector.Float2Vector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.LargeVarBinaryVector;
import org.apache.arrow.vector.LargeVarCharVector;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.TimeMilliVector;
import org.apache.arrow.vector.TimeNanoVector;
import org.apache.arrow.vector.TimeSecVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.ViewVarBinaryVector;
import org.apache.arrow.vector.ViewVarCharVector;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;

/** Random values for vectors of any type without children, and dictionaries of them. */
final class RandomLeaves {
  private static final int SECONDS_PER_DAY = 86_400;
  private static final int DAYS_TO_YEAR_9999 = 2_932_896;
  private static final long SECONDS_TO_YEAR_2240 = 1L << 33; // In nanoseconds, it fits a long yet.

  private final SplittableRandom random;
  private final FieldVector dictionary;

  /**
   * Values for one vector.
   *
   * @param dictionary of the vector; null if it has none
   */
  RandomLeaves(SplittableRandom random, FieldVector dictionary) {
    this.random = random;
    this.dictionary = dictionary;
  }

  /** A dictionary for each field that wants one; the caller closes its vectors. */
  static MapDictionaryProvider dictionaries(
      RandomSchema schema, SplittableRandom random, BufferAllocator allocator) {
    MapDictionaryProvider provider = new MapDictionaryProvider();
    schema.schema().getFields().forEach(field -> add(field, schema, random, provider, allocator));
    return provider;
  }

  private static void add(
      Field field,
      RandomSchema schema,
      SplittableRandom random,
      MapDictionaryProvider provider,
      BufferAllocator allocator) {
    field.getChildren().forEach(child -> add(child, schema, random, provider, allocator));
    DictionaryEncoding encoding = field.getDictionary();
    if (encoding != null) {
      ArrowType type = schema.dictionaryTypes().get((int) encoding.getId());
      FieldType values = new FieldType(/* nullable= */ true, type, null);
      FieldVector vector = values.createNewSingleVector("DICT" + encoding.getId(), allocator, null);
      int most = encoding.getIndexType().getBitWidth() == Byte.SIZE ? 128 : 700;
      int count = 1 + random.nextInt(random.nextBoolean() ? 8 : most);
      vector.setInitialCapacity(count);
      vector.allocateNew();
      BitSet valid = new BitSet();
      valid.set(0, count);
      new RandomLeaves(random.split(), null).fill(vector, count, valid);
      vector.setValueCount(count);
      if (random.nextInt(3) == 0 && field.isNullable() && !(type instanceof ArrowType.Null)) {
        vector.setNull(random.nextInt(count));
      }
      provider.put(new Dictionary(vector, encoding));
    }
  }

  /** Sets all values, those that are to be null as well, or leaves the latter out. */
  void fill(FieldVector vector, int count, BitSet valid) {
    boolean hidden = random.nextBoolean();
    int kind = random.nextInt(4);
    long seed = random.nextLong();
    long draw = 0;
    for (int i = 0; i < count; i++) {
      draw =
          switch (kind) {
            case 0 -> 0; // all the same
            case 1 -> random.nextInt(40) == 0 ? draw + 1 : draw; // runs
            case 2 -> random.nextInt(5); // few
            default -> draw + 1;
          };
      if (valid.get(i) || hidden) {
        set(vector, i, new SplittableRandom(seed + draw));
      }
    }
  }

  private void set(FieldVector vector, int i, SplittableRandom value) {
    if (dictionary != null) {
      setInt((BaseIntVector) vector, i, value.nextInt(dictionary.getValueCount()));
      return;
    }
    ArrowType type = vector.getField().getType();
    switch (type.getTypeID()) {
      case Bool -> ((BitVector) vector).setSafe(i, value.nextInt(2));
      case Int -> setInt((BaseIntVector) vector, i, number(value));
      case FloatingPoint -> setFloating(vector, i, value);
      case Decimal -> setDecimal(vector, i, (ArrowType.Decimal) type, value);
      case Date -> setDate(vector, i, value.nextInt(-700_000, DAYS_TO_YEAR_9999));
      case Time -> setTime(vector, i, value);
      case Timestamp -> {
        TimeUnit unit = ((ArrowType.Timestamp) type).getUnit();
        ((TimeStampVector) vector).setSafe(i, moment(unit, value));
      }
      // Arrow's accessor has room for 63 bits of nanoseconds, whatever the unit.
      case Duration -> ((DurationVector) vector).setSafe(i, number(value) >> 12);
      case Utf8 -> ((VarCharVector) vector).setSafe(i, text(vector, value));
      case LargeUtf8 -> ((LargeVarCharVector) vector).setSafe(i, text(vector, value));
      case Utf8View -> ((ViewVarCharVector) vector).setSafe(i, text(vector, value));
      case BinaryView -> ((ViewVarBinaryVector) vector).setSafe(i, bytes(value, length(value)));
      case Null -> {} // There is nothing to set.
      case Binary -> ((VarBinaryVector) vector).setSafe(i, bytes(value, length(value)));
      case LargeBinary -> ((LargeVarBinaryVector) vector).setSafe(i, bytes(value, length(value)));
      case FixedSizeBinary -> {
        FixedSizeBinaryVector binary = (FixedSizeBinaryVector) vector;
        binary.setSafe(i, bytes(value, binary.getByteWidth()));
      }
      default -> throw new IllegalStateException(type.toString());
    }
  }

  /** Of any size, and often one of those where something changes. */
  private static long number(SplittableRandom value) {
    long any = value.nextLong() >> value.nextInt(Long.SIZE);
    return switch (value.nextInt(8)) {
      case 0 -> -1L >>> value.nextInt(Long.SIZE); // all ones, the largest of any width
      case 1 -> -1L << value.nextInt(Long.SIZE);
      default -> any;
    };
  }

  private static void setInt(BaseIntVector vector, int i, long value) {
    while (vector.getValueCapacity() <= i) {
      vector.reAlloc();
    }
    vector.setWithPossibleTruncate(i, value);
  }

  private static void setFloating(FieldVector vector, int i, SplittableRandom value) {
    double[] special = {
      0.0, -0.0, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.MIN_VALUE
    };
    int kind = value.nextInt(16);
    double number = kind < special.length ? special[kind] : (kind - 11) * value.nextDouble() * 1e4;
    if (vector instanceof Float2Vector halves) {
      halves.setSafe(i, (short) (kind == 15 ? 0xFE01 : halfOf(number)));
    } else if (vector instanceof Float4Vector floats) {
      floats.setSafe(i, kind == 15 ? Float.intBitsToFloat(0xFFC0_0123) : (float) number);
    } else {
      ((Float8Vector) vector)
          .setSafe(i, kind == 15 ? Double.longBitsToDouble(0x7FF8_0000_0000_0123L) : number);
    }
  }

  private static short halfOf(double number) {
    return org.apache.arrow.memory.util.Float16.toFloat16((float) number);
  }

  private static void setDecimal(
      FieldVector vector, int i, ArrowType.Decimal type, SplittableRandom value) {
    int digits = 1 + value.nextInt(type.getPrecision());
    BigInteger number =
        switch (value.nextInt(4)) {
          case 0 -> BigInteger.TEN.pow(type.getPrecision()).subtract(BigInteger.ONE);
          case 1 -> BigInteger.valueOf(value.nextInt(2));
          default -> new BigInteger(bytes(value, 40)).mod(BigInteger.TEN.pow(digits));
        };
    BigInteger signed = value.nextBoolean() ? number : number.negate();
    java.math.BigDecimal decimal = new java.math.BigDecimal(signed, type.getScale());
    if (vector instanceof DecimalVector decimals) {
      decimals.setSafe(i, decimal);
    } else {
      ((Decimal256Vector) vector).setSafe(i, decimal);
    }
  }

  private static void setDate(FieldVector vector, int i, int days) {
    if (vector instanceof DateDayVector dates) {
      dates.setSafe(i, days);
    } else {
      ((DateMilliVector) vector).setSafe(i, days * (SECONDS_PER_DAY * 1_000L));
    }
  }

  private static void setTime(FieldVector vector, int i, SplittableRandom value) {
    int seconds = value.nextInt(SECONDS_PER_DAY);
    int rest = value.nextInt(1_000_000_000);
    if (vector instanceof TimeSecVector times) {
      times.setSafe(i, seconds);
    } else if (vector instanceof TimeMilliVector times) {
      times.setSafe(i, seconds * 1_000 + rest / 1_000_000);
    } else if (vector instanceof TimeMicroVector times) {
      times.setSafe(i, seconds * 1_000_000L + rest / 1_000);
    } else {
      ((TimeNanoVector) vector).setSafe(i, seconds * 1_000_000_000L + rest);
    }
  }

  private static long moment(TimeUnit unit, SplittableRandom value) {
    long seconds = value.nextLong(-SECONDS_TO_YEAR_2240, SECONDS_TO_YEAR_2240);
    long rest = value.nextInt(1_000_000_000);
    return switch (unit) {
      case SECOND -> seconds;
      case MILLISECOND -> seconds * 1_000 + rest / 1_000_000;
      case MICROSECOND -> seconds * 1_000_000 + rest / 1_000;
      case NANOSECOND -> seconds * 1_000_000_000 + rest;
    };
  }

  /** Mostly short; some longer than a bound may be. */
  private static int length(SplittableRandom value) {
    return value.nextInt(12) == 0 ? value.nextInt(300) : value.nextInt(20);
  }

  private static byte[] bytes(SplittableRandom value, int count) {
    byte[] bytes = new byte[count];
    int prefix = value.nextInt(count + 1); // In common with others of that kind.
    for (int i = 0; i < count; i++) {
      bytes[i] = (byte) (i < prefix ? 0xFF : value.nextInt(256));
    }
    return bytes;
  }

  private static byte[] text(FieldVector vector, SplittableRandom value) {
    return StorageType.JSON.equals(StorageType.of(vector.getField()).extension())
        ? Integer.toString(value.nextInt()).getBytes(StandardCharsets.UTF_8)
        : text(value);
  }

  /** Characters of one to four bytes in UTF-8. */
  private static byte[] text(SplittableRandom value) {
    int last = new int[] {0x7F, 0x7FF, 0xD7FF, 0x10FFFF}[value.nextInt(4)];
    int prefix = value.nextInt(100);
    return value
        .ints(length(value), last - Math.min(last, 0xFFFF), last + 1)
        .mapToObj(point -> point >= 0xD800 && point < 0xE000 ? last : point)
        .map(Character::toString)
        .collect(Collectors.joining("", value.nextBoolean() ? "" : "p".repeat(prefix), ""))
        .getBytes(StandardCharsets.UTF_8);
  }
}
