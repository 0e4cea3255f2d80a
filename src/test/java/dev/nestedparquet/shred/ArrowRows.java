package dev.nestedparquet.shred;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.complex.BaseListVector;
import org.apache.arrow.vector.complex.LargeListVector;
import org.apache.arrow.vector.complex.LargeListViewVector;
import org.apache.arrow.vector.complex.ListViewVector;
import org.apache.arrow.vector.complex.RunEndEncodedVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.util.Text;

/**
 * What Arrow's own accessors say is in a vector, as objects: a struct is the list of its fields, a
 * map the list of its entries, a leaf what Parquet stores for it by LogicalTypes.md: Integer, Long,
 * Boolean, or bytes; floating-point numbers by their bits. Shares no code with the shredder.
 */
final class ArrowRows {
  private final DictionaryProvider dictionaries;

  ArrowRows(DictionaryProvider dictionaries) {
    this.dictionaries = dictionaries;
  }

  /** An element; null if it is null. */
  Object get(FieldVector vector, int i) {
    if (vector.isNull(i)) {
      return null;
    }
    if (vector.getField().getDictionary() != null) {
      long id = vector.getField().getDictionary().getId();
      int index = ((Number) leaf(vector, i)).intValue();
      return get(dictionaries.lookup(id).getVector(), index);
    }
    if (vector instanceof StructVector struct) {
      List<Object> fields = new ArrayList<>();
      struct.getChildrenFromFields().forEach(child -> fields.add(get(child, i)));
      return fields;
    }
    if (vector instanceof RunEndEncodedVector runs) {
      return get(runs.getValuesVector(), runs.getPhysicalIndex(i));
    }
    if (vector instanceof ListViewVector list) {
      int start = list.getOffsetBuffer().getInt((long) i * Integer.BYTES);
      return elements(vector, start, start + list.getSizeBuffer().getInt((long) i * Integer.BYTES));
    }
    if (vector instanceof LargeListViewVector list) {
      long start = list.getOffsetBuffer().getLong((long) i * Long.BYTES);
      return elements(vector, start, start + list.getSizeBuffer().getLong((long) i * Long.BYTES));
    }
    if (vector instanceof BaseListVector list) {
      return elements(vector, list.getElementStartIndex(i), list.getElementEndIndex(i));
    }
    if (vector instanceof LargeListVector list) {
      return elements(vector, list.getElementStartIndex(i), list.getElementEndIndex(i));
    }
    return leaf(vector, i);
  }

  private List<Object> elements(FieldVector list, long start, long end) {
    FieldVector data = list.getChildrenFromFields().get(0);
    List<Object> elements = new ArrayList<>();
    for (long k = start; k < end; k++) {
      elements.add(get(data, (int) k));
    }
    return elements;
  }

  private static Object leaf(FieldVector vector, int i) {
    Object value = vector.getObject(i);
    ArrowType type = vector.getField().getType();
    return switch (type.getTypeID()) {
      case Bool -> value;
      case Int -> integer((ArrowType.Int) type, value);
      case FloatingPoint -> floating(value);
      case Decimal -> bigEndian((BigDecimal) value, ((ArrowType.Decimal) type).getPrecision());
      case Date ->
          value instanceof LocalDateTime date ? (int) date.toLocalDate().toEpochDay() : value;
      case Time -> time(((ArrowType.Time) type).getUnit(), value);
      case Timestamp -> timestamp(((ArrowType.Timestamp) type).getUnit(), value);
      case Duration -> duration(((ArrowType.Duration) type).getUnit(), (Duration) value);
      case Utf8, LargeUtf8, Utf8View -> ByteBuffer.wrap(((Text) value).copyBytes());
      case Binary, LargeBinary, BinaryView, FixedSizeBinary -> ByteBuffer.wrap((byte[]) value);
      default -> throw new IllegalStateException(type.toString());
    };
  }

  /** Numbers below 64 bits are 32 bits in Parquet; of those unsigned, it keeps the bits. */
  private static Object integer(ArrowType.Int type, Object value) {
    if (value instanceof Character character) {
      return (int) character;
    }
    if (value instanceof Byte octet) {
      return type.getIsSigned() ? octet.intValue() : Byte.toUnsignedInt(octet);
    }
    return value instanceof Short number ? (Object) number.intValue() : value;
  }

  private static Object floating(Object value) {
    if (value instanceof Short half) {
      return ByteBuffer.allocate(2).order(ByteOrder.LITTLE_ENDIAN).putShort(0, half);
    }
    return value instanceof Float number
        ? (Object) Float.floatToRawIntBits(number)
        : (Object) Double.doubleToRawLongBits((Double) value);
  }

  private static ByteBuffer bigEndian(BigDecimal value, int precision) {
    BigInteger largest = BigInteger.TEN.pow(precision).subtract(BigInteger.ONE);
    byte[] bytes = new byte[largest.toByteArray().length];
    byte[] significant = value.unscaledValue().toByteArray();
    Arrays.fill(bytes, (byte) (value.signum() < 0 ? -1 : 0));
    System.arraycopy(significant, 0, bytes, bytes.length - significant.length, significant.length);
    return ByteBuffer.wrap(bytes);
  }

  /** Parquet has no seconds: they are milliseconds there. */
  private static Object time(TimeUnit unit, Object value) {
    return switch (unit) {
      case SECOND -> (Integer) value * 1_000;
      case MILLISECOND ->
          ((LocalDateTime) value).toLocalTime().get(java.time.temporal.ChronoField.MILLI_OF_DAY);
      case MICROSECOND, NANOSECOND -> value;
    };
  }

  private static Object timestamp(TimeUnit unit, Object value) {
    if (value instanceof Long number) {
      return unit == TimeUnit.SECOND ? (Object) (number * 1_000) : number;
    }
    LocalDateTime epoch = LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC);
    return switch (unit) {
      case SECOND, MILLISECOND -> ChronoUnit.MILLIS.between(epoch, (LocalDateTime) value);
      case MICROSECOND -> ChronoUnit.MICROS.between(epoch, (LocalDateTime) value);
      case NANOSECOND -> ChronoUnit.NANOS.between(epoch, (LocalDateTime) value);
    };
  }

  private static Object duration(TimeUnit unit, Duration value) {
    return switch (unit) {
      case SECOND -> value.getSeconds();
      case MILLISECOND -> value.toMillis();
      case MICROSECOND ->
          new BigDecimal(value.getSeconds()).movePointRight(6).longValue()
              + value.getNano() / 1_000;
      case NANOSECOND -> value.toNanos();
    };
  }
}
