package dev.nestedparquet.internal.truth;

import dev.nestedparquet.batch.TruthColumn.Kind;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;

/**
 * The type of a leaf's values.
 *
 * @param text the type as data-set files have it
 * @param shape what its values are like
 * @param isUnsigned whether its order is that of unsigned numbers of 64 bits
 * @param digits digits after the point: of a decimal, or of the seconds of a time
 * @param inUtc whether a point in time is one in UTC
 */
public record ValueType(String text, Shape shape, boolean isUnsigned, int digits, boolean inUtc) {
  /** What values are like. */
  enum Shape {
    BOOL(Kind.ORDERED),
    INTEGER(Kind.INTEGER),
    FLOATING(Kind.FLOATING),
    DECIMAL(Kind.DECIMAL),
    DATE(Kind.ORDERED),
    TIME(Kind.ORDERED),
    TIMESTAMP(Kind.ORDERED),
    DURATION(Kind.ORDERED),
    TEXT(Kind.TEXT),
    BINARY(Kind.TEXT),
    FIXED_BINARY(Kind.FIXED_BYTES),
    UUID(Kind.FIXED_BYTES);

    final Kind kind;

    Shape(Kind kind) {
      this.kind = kind;
    }
  }

  private static final String UUID_EXTENSION = "arrow.uuid";

  private static final Pattern TEXT =
      Pattern.compile("([a-z_]+?)(\\d+)?(?:\\((?:(\\d+),(-?\\d+)|(\\d+)|(s|ms|us|ns)(, .*)?)\\))?");

  /** What is told of values of this type. */
  public Kind kind() {
    return shape.kind;
  }

  /**
   * Type of a vector's values.
   *
   * @param extension name of the extension type; null if there is none
   * @throws IllegalArgumentException if it is none that a data-set file has
   */
  public static ValueType of(ArrowType type, String extension) {
    if (UUID_EXTENSION.equals(extension)) {
      return of("uuid");
    } else if (type instanceof ArrowType.Bool) {
      return of("bool");
    } else if (type instanceof ArrowType.Int number) {
      return of((number.getIsSigned() ? "int" : "uint") + number.getBitWidth());
    } else if (type instanceof ArrowType.FloatingPoint floating) {
      FloatingPointPrecision precision = floating.getPrecision();
      return of(
          switch (precision) {
            case HALF -> "float16";
            case SINGLE -> "float32";
            case DOUBLE -> "float64";
          });
    } else if (type instanceof ArrowType.Decimal decimal && decimal.getBitWidth() == 128) {
      return of("decimal(" + decimal.getPrecision() + "," + decimal.getScale() + ")");
    } else if (type instanceof ArrowType.Date) {
      return of("date");
    } else if (type instanceof ArrowType.Time time) {
      return of("time(" + unit(time.getUnit()) + ")");
    } else if (type instanceof ArrowType.Timestamp timestamp) {
      String zone = timestamp.getTimezone() == null ? "" : ", " + timestamp.getTimezone();
      return of("timestamp(" + unit(timestamp.getUnit()) + zone + ")");
    } else if (type instanceof ArrowType.Duration duration) {
      return of("duration(" + unit(duration.getUnit()) + ")");
    } else if (type instanceof ArrowType.Utf8) {
      return of("string");
    } else if (type instanceof ArrowType.LargeUtf8) {
      return of("large_string");
    } else if (type instanceof ArrowType.Binary) {
      return of("binary");
    } else if (type instanceof ArrowType.LargeBinary) {
      return of("large_binary");
    } else if (type instanceof ArrowType.FixedSizeBinary fixed) {
      return of("fixed_binary(" + fixed.getByteWidth() + ")");
    }
    throw new IllegalArgumentException(
        type + " is no type whose truth is told; those of data-set files are");
  }

  private static String unit(TimeUnit unit) {
    return switch (unit) {
      case SECOND -> "s";
      case MILLISECOND -> "ms";
      case MICROSECOND -> "us";
      case NANOSECOND -> "ns";
    };
  }

  /**
   * The type that a text means.
   *
   * @throws IllegalArgumentException if it means none
   */
  public static ValueType of(String text) {
    Matcher parts = TEXT.matcher(text);
    Shape shape = parts.matches() ? shape(parts.group(1)) : null;
    if (shape == null) {
      throw new IllegalArgumentException("type: " + text + " is none, such as int64 or string");
    }
    boolean isUnsigned = text.equals("uint64");
    int digits = 0;
    if (parts.group(4) != null) {
      digits = Integer.parseInt(parts.group(4));
    } else if (parts.group(6) != null) {
      digits =
          switch (parts.group(6)) {
            case "s" -> 0;
            case "ms" -> 3;
            case "us" -> 6;
            default -> 9;
          };
    }
    return new ValueType(text, shape, isUnsigned, digits, parts.group(7) != null);
  }

  private static Shape shape(String name) {
    return switch (name) {
      case "int", "uint" -> Shape.INTEGER;
      case "float" -> Shape.FLOATING;
      case "string", "large_string" -> Shape.TEXT;
      case "large_binary" -> Shape.BINARY;
      case "bool",
          "decimal",
          "date",
          "time",
          "timestamp",
          "duration",
          "binary",
          "fixed_binary",
          "uuid" ->
          Shape.valueOf(name.toUpperCase(Locale.ROOT));
      default -> null;
    };
  }
}
