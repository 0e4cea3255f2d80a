package dev.nestedparquet.shred.internal.values;

import java.util.Locale;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.DateType;
import org.apache.parquet.format.DecimalType;
import org.apache.parquet.format.Float16Type;
import org.apache.parquet.format.IntType;
import org.apache.parquet.format.JsonType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.MicroSeconds;
import org.apache.parquet.format.MilliSeconds;
import org.apache.parquet.format.NanoSeconds;
import org.apache.parquet.format.NullType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.StringType;
import org.apache.parquet.format.TimeType;
import org.apache.parquet.format.TimestampType;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.UUIDType;

/**
 * Storage of a leaf's Arrow type in Parquet, by the format's LogicalTypes.md. A type that Parquet
 * lacks is stored as Arrow's C++ library stores it: seconds become milliseconds, and dates in
 * milliseconds become days.
 *
 * @param physical Parquet's physical type
 * @param width bytes of a value as Parquet stores it, {@link DenseValues#VARIABLE} for byte arrays;
 *     a boolean counts as one byte
 * @param order how values compare, in statistics
 * @param logical null if the physical type says it all
 * @param converted what readers from before logical types go by, null if there is none
 */
public record LeafType(
    Type physical, int width, Order order, LogicalType logical, ConvertedType converted) {

  private static final int UUID_BYTES = 16;
  private static final int MOST_DECIMAL_BITS = 256;

  /** Sort orders of statistics; parquet.thrift, {@code ColumnOrder}. */
  public enum Order {
    SIGNED,
    UNSIGNED,
    FLOATING,
    /** Two's complement, most significant byte first. */
    DECIMAL,
    /** Byte by byte, unsigned. */
    BYTES
  }

  /**
   * The type of a leaf: that of its storage, with the annotation that Parquet has for its extension
   * type, if there is one.
   *
   * @throws RefusedColumnException if Parquet has no such type, or none that is written here
   */
  public static LeafType of(StorageType storage, String path) {
    LeafType type = of(storage.type(), path);
    if (StorageType.JSON.equals(storage.extension()) && type.converted == ConvertedType.UTF8) {
      LogicalType json = LogicalType.JSON(new JsonType());
      return new LeafType(type.physical, type.width, type.order, json, ConvertedType.JSON);
    }
    if (StorageType.UUID.equals(storage.extension())
        && type.physical == Type.FIXED_LEN_BYTE_ARRAY
        && type.width == UUID_BYTES
        && type.logical == null) {
      LogicalType uuid = LogicalType.UUID(new UUIDType());
      return new LeafType(type.physical, type.width, type.order, uuid, null);
    }
    return type;
  }

  /** The type of a leaf that is of no extension type. */
  private static LeafType of(ArrowType type, String path) {
    return switch (type.getTypeID()) {
      case Null ->
          new LeafType(
              Type.INT32, Integer.BYTES, Order.SIGNED, LogicalType.UNKNOWN(new NullType()), null);
      case Bool -> plain(Type.BOOLEAN, 1, Order.UNSIGNED);
      case Int -> integer((ArrowType.Int) type);
      case FloatingPoint -> floating(((ArrowType.FloatingPoint) type).getPrecision());
      case Decimal -> decimal((ArrowType.Decimal) type, path);
      case Date ->
          new LeafType(
              Type.INT32,
              Integer.BYTES,
              Order.SIGNED,
              LogicalType.DATE(new DateType()),
              ConvertedType.DATE);
      case Time -> time(((ArrowType.Time) type).getUnit());
      case Timestamp -> timestamp((ArrowType.Timestamp) type);
      case Duration -> plain(Type.INT64, Long.BYTES, Order.SIGNED);
      case Utf8, LargeUtf8, Utf8View ->
          new LeafType(
              Type.BYTE_ARRAY,
              DenseValues.VARIABLE,
              Order.BYTES,
              LogicalType.STRING(new StringType()),
              ConvertedType.UTF8);
      case Binary, LargeBinary, BinaryView ->
          plain(Type.BYTE_ARRAY, DenseValues.VARIABLE, Order.BYTES);
      case FixedSizeBinary -> {
        int width = ((ArrowType.FixedSizeBinary) type).getByteWidth();
        if (width < 1) {
          throw new RefusedColumnException(path, "Parquet has no binary of 0 bytes");
        }
        yield plain(Type.FIXED_LEN_BYTE_ARRAY, width, Order.BYTES);
      }
      default ->
          throw new RefusedColumnException(
              path, "Arrow type " + type + " can't be written to Parquet here; convert it before");
    };
  }

  /** Whether all values are nulls, whatever there may be in a vector. */
  public boolean isNull() {
    return logical != null && logical.isSetUNKNOWN();
  }

  private static LeafType plain(Type physical, int width, Order order) {
    return new LeafType(physical, width, order, null, null);
  }

  private static LeafType integer(ArrowType.Int type) {
    int bits = type.getBitWidth();
    boolean signed = type.getIsSigned();
    Type physical = bits == Long.SIZE ? Type.INT64 : Type.INT32;
    int width = bits == Long.SIZE ? Long.BYTES : Integer.BYTES;
    Order order = signed ? Order.SIGNED : Order.UNSIGNED;
    if (signed && bits >= Integer.SIZE) {
      return plain(physical, width, order);
    }
    return new LeafType(
        physical,
        width,
        order,
        LogicalType.INTEGER(new IntType((byte) bits, signed)),
        ConvertedType.valueOf((signed ? "INT_" : "UINT_") + bits));
  }

  private static LeafType floating(FloatingPointPrecision precision) {
    return switch (precision) {
      case HALF ->
          new LeafType(
              Type.FIXED_LEN_BYTE_ARRAY,
              Short.BYTES,
              Order.FLOATING,
              LogicalType.FLOAT16(new Float16Type()),
              null);
      case SINGLE -> plain(Type.FLOAT, Float.BYTES, Order.FLOATING);
      case DOUBLE -> plain(Type.DOUBLE, Double.BYTES, Order.FLOATING);
    };
  }

  private static LeafType decimal(ArrowType.Decimal type, String path) {
    int bits = type.getBitWidth();
    int mostDigits = mostDigits(bits, path);
    if (type.getPrecision() < 1 || type.getPrecision() > mostDigits) {
      throw new RefusedColumnException(
          path,
          String.format(
              Locale.ROOT,
              "a decimal of precision %d in %d bits; 1 to %d are allowed, so that no reader refuses"
                  + " the file: declare the decimal with %s",
              type.getPrecision(),
              bits,
              mostDigits,
              bits < MOST_DECIMAL_BITS && type.getPrecision() > mostDigits
                  ? "more bits or fewer digits"
                  : "a precision of these"));
    }
    if (type.getScale() < 0 || type.getScale() > type.getPrecision()) {
      throw new RefusedColumnException(
          path,
          "a decimal of scale "
              + type.getScale()
              + "; Parquet has 0 up to the precision, "
              + type.getPrecision());
    }
    return new LeafType(
        Type.FIXED_LEN_BYTE_ARRAY,
        bytesOfPrecision(type.getPrecision()),
        Order.DECIMAL,
        LogicalType.DECIMAL(new DecimalType(type.getScale(), type.getPrecision())),
        ConvertedType.DECIMAL);
  }

  /** Digits that all fit into a decimal of so many bits: what Arrow's libraries allow. */
  private static int mostDigits(int bits, String path) {
    return switch (bits) {
      case 32 -> 9;
      case 64 -> 18;
      case 128 -> 38;
      case MOST_DECIMAL_BITS -> 76;
      default ->
          throw new RefusedColumnException(
              path, "a decimal of " + bits + " bits; Arrow has decimals of 32, 64, 128 and 256");
    };
  }

  /** The fewest bytes that hold all numbers of so many decimal digits, and their sign. */
  private static int bytesOfPrecision(int precision) {
    return java.math.BigInteger.TEN.pow(precision).bitLength() / Byte.SIZE + 1;
  }

  /** Times of day, which have no zone in Arrow. */
  private static LeafType time(TimeUnit unit) {
    boolean millis = unit == TimeUnit.SECOND || unit == TimeUnit.MILLISECOND;
    return new LeafType(
        millis ? Type.INT32 : Type.INT64,
        millis ? Integer.BYTES : Long.BYTES,
        Order.SIGNED,
        LogicalType.TIME(new TimeType(/* isAdjustedToUTC= */ false, parquetUnit(unit))),
        switch (unit) {
          case SECOND, MILLISECOND -> ConvertedType.TIME_MILLIS;
          case MICROSECOND -> ConvertedType.TIME_MICROS;
          case NANOSECOND -> null;
        });
  }

  /**
   * The type of timestamps: moments, or local times if there is no zone. Local times have a
   * converted type, too, although it says UTC: LogicalTypes.md wants it for readers that know no
   * logical types. Readers that do go by the logical type: pyarrow, DuckDB, polars, DataFusion,
   * parquet-java and Spark 4.1 read local times the same with it as without it.
   */
  private static LeafType timestamp(ArrowType.Timestamp type) {
    boolean utc = type.getTimezone() != null && !type.getTimezone().isEmpty();
    return new LeafType(
        Type.INT64,
        Long.BYTES,
        Order.SIGNED,
        LogicalType.TIMESTAMP(new TimestampType(utc, parquetUnit(type.getUnit()))),
        switch (type.getUnit()) {
          case SECOND, MILLISECOND -> ConvertedType.TIMESTAMP_MILLIS;
          case MICROSECOND -> ConvertedType.TIMESTAMP_MICROS;
          case NANOSECOND -> null;
        });
  }

  private static org.apache.parquet.format.TimeUnit parquetUnit(TimeUnit unit) {
    return switch (unit) {
      case SECOND, MILLISECOND -> org.apache.parquet.format.TimeUnit.MILLIS(new MilliSeconds());
      case MICROSECOND -> org.apache.parquet.format.TimeUnit.MICROS(new MicroSeconds());
      case NANOSECOND -> org.apache.parquet.format.TimeUnit.NANOS(new NanoSeconds());
    };
  }

  /**
   * Factor by which values of this Arrow type are multiplied for Parquet; 1 if they stay the same
   * numbers.
   */
  static long scaleOf(ArrowType type) {
    if (type instanceof ArrowType.Time time && time.getUnit() == TimeUnit.SECOND) {
      return 1_000;
    }
    if (type instanceof ArrowType.Timestamp timestamp && timestamp.getUnit() == TimeUnit.SECOND) {
      return 1_000;
    }
    return 1;
  }

  /** Whether this is the type of dates in milliseconds, which Parquet stores in days. */
  static boolean isDateOfMillis(ArrowType type) {
    return type instanceof ArrowType.Date date && date.getUnit() == DateUnit.MILLISECOND;
  }

  /** Sets the type in a schema element. */
  public void describe(SchemaElement element) {
    element.setType(physical);
    if (physical == Type.FIXED_LEN_BYTE_ARRAY) {
      element.setType_length(width);
    }
    if (logical != null) {
      element.setLogicalType(logical);
    }
    if (converted != null) {
      element.setConverted_type(converted);
    }
    if (converted == ConvertedType.DECIMAL) {
      element.setPrecision(logical.getDECIMAL().getPrecision());
      element.setScale(logical.getDECIMAL().getScale());
    }
  }
}
