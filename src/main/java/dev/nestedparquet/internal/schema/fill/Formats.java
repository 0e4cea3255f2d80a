package dev.nestedparquet.internal.schema.fill;

import static org.apache.arrow.memory.util.MemoryUtil.putByte;

import dev.nestedparquet.internal.schema.model.Type;
import dev.nestedparquet.internal.truth.ValueSpelling;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.arrow.memory.util.MemoryUtil;

/** Writes values as texts, for templates and {@code concat}. */
final class Formats {
  /** Most bytes of a time, a date, a UUID, or a decimal. */
  private static final int MOST_BYTES = 64;

  private Formats() {}

  /**
   * Texts of some values.
   *
   * @param type of the values, which are no texts
   * @param digits after the point, of floating point in units; null of all else
   * @param width characters up to which an integer gets zeros in front
   */
  static Compiled compile(Compiled values, Type type, Integer digits, int width, Fields fields) {
    Sizes bytes = Sizes.upTo(Math.max(MOST_BYTES, width));
    Kernel kernel;
    if (type instanceof Type.Bool) {
      TextTable words =
          new TextTable(
              List.of(
                  "false".getBytes(StandardCharsets.US_ASCII),
                  "true".getBytes(StandardCharsets.US_ASCII)));
      kernel = TextKernels.mapped(values.kernel(), words);
    } else if (type instanceof Type.Decimal decimal && !Literals.isWide(type)) {
      kernel = new Decimals(values.kernel(), decimal.scale(), 1);
    } else if (type instanceof Type.Floating floating && digits == null) {
      kernel = new Doubles(values.kernel(), floating);
      bytes = Sizes.upTo(Doubles.MOST_BYTES);
    } else if (type instanceof Type.Floating) {
      kernel = new Decimals(values.kernel(), digits, BigDecimal.TEN.pow(digits).doubleValue());
    } else {
      Bytes scratch = type instanceof Type.Uuid ? fields.scratch(bytes) : null;
      kernel = new Strings(values.kernel(), type, width, scratch);
    }
    return new Compiled(kernel, bytes, values.canBeNull(), values.isPositional(), null);
  }

  /** Units as decimal numbers. */
  private static final class Decimals extends TextKernels.EachText {
    private final Kernel units;
    private final int scale;
    private final double perUnit;
    private final Values values = new Values();

    /**
     * Makes a kernel.
     *
     * @param perUnit 1 if the kernel's longs are units; else what its doubles times it are
     */
    Decimals(Kernel units, int scale, double perUnit) {
      this.units = units;
      this.scale = scale;
      this.perUnit = perUnit;
    }

    @Override
    void prepare(Slots at, long[] positions, Values out) {
      fillWanted(units, values, at, positions, out);
    }

    @Override
    long most(int slot) {
      return MOST_BYTES;
    }

    @Override
    long put(int slot, long position, long to) {
      long number =
          perUnit == 1 ? values.longs[slot] : (long) Math.rint(values.doubles[slot] * perUnit);
      long end = Digits.put(to, number, scale + 1);
      if (scale == 0) {
        return end;
      }
      for (int i = 0; i < scale; i++) {
        putByte(end - i, MemoryUtil.getByte(end - i - 1));
      }
      putByte(end - scale, (byte) '.');
      return end + 1;
    }
  }

  private static void fillWanted(
      Kernel kernel, Values values, Slots at, long[] positions, Values out) {
    values.want(out.valid, at.count());
    kernel.fill(at, positions, values);
    out.keepValid(values, at.count());
  }

  /** Floating point with the fewest digits that are nearest to no other number. */
  private static final class Doubles extends TextKernels.EachText {
    /** Bytes of the least number above zero, with a sign and all digits that it can have. */
    private static final int MOST_BYTES = 400;

    private final Kernel kernel;
    private final Type.Floating type;
    private final Values values = new Values();

    Doubles(Kernel kernel, Type.Floating type) {
      this.kernel = kernel;
      this.type = type;
    }

    @Override
    void prepare(Slots at, long[] positions, Values out) {
      fillWanted(kernel, values, at, positions, out);
    }

    @Override
    long most(int slot) {
      return MOST_BYTES;
    }

    @Override
    long put(int slot, long position, long to) {
      byte[] text = floating(values.doubles[slot], type).getBytes(StandardCharsets.US_ASCII);
      MemoryUtil.copyToMemory(text, 0, to, text.length);
      return to + text.length;
    }
  }

  private static String floating(double value, Type.Floating type) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return Double.toString(value);
    } else if (value == 0) {
      return 1 / value < 0 ? "-0" : "0";
    }
    BigDecimal exact = new BigDecimal(value);
    int digits = 1;
    BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
    while (FloatTerms.nearest(rounded, type) != value) {
      digits++;
      rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
    }
    return rounded.stripTrailingZeros().toPlainString();
  }

  /** Values by way of a string each; for types that are seldom written as text. */
  private static final class Strings extends TextKernels.EachText {
    private final Kernel kernel;
    private final Type type;
    private final int width;
    private final Values values = new Values();

    Strings(Kernel kernel, Type type, int width, Bytes scratch) {
      this.kernel = kernel;
      this.type = type;
      this.width = width;
      values.text = scratch;
    }

    @Override
    void prepare(Slots at, long[] positions, Values out) {
      if (values.text != null) {
        values.text.used = 0;
      }
      fillWanted(kernel, values, at, positions, out);
    }

    @Override
    long most(int slot) {
      return Math.max(MOST_BYTES, width);
    }

    @Override
    long put(int slot, long position, long to) {
      byte[] text = text(slot).getBytes(StandardCharsets.US_ASCII);
      MemoryUtil.copyToMemory(text, 0, to, text.length);
      return to + text.length;
    }

    private String text(int slot) {
      if (type instanceof Type.Uuid) {
        return uuid(slot);
      }
      long units = values.longs[slot];
      if (type instanceof Type.Decimal decimal) {
        BigInteger all =
            BigInteger.valueOf(values.highs[slot])
                .shiftLeft(Long.SIZE)
                .add(new BigInteger(Long.toUnsignedString(units)));
        return ValueSpelling.decimal(all, decimal.scale());
      } else if (type instanceof Type.Int) {
        String text = Long.toUnsignedString(units);
        return "0".repeat(Math.max(0, width - text.length())) + text;
      }
      return time(BigInteger.valueOf(units), type);
    }

    private String uuid(int slot) {
      int start = values.start(slot);
      byte[] bytes = new byte[Literals.UUID_BYTES];
      MemoryUtil.copyFromMemory(values.text.reserve(0) + start, bytes, 0, bytes.length);
      return ValueSpelling.uuid(bytes);
    }
  }

  /** Text of a date, time, timestamp or duration, of any size. */
  static String time(BigInteger units, Type type) {
    if (type instanceof Type.Date) {
      return ValueSpelling.date(units);
    } else if (type instanceof Type.Time time) {
      return ValueSpelling.time(units.longValueExact(), time.unit().digits());
    } else if (type instanceof Type.Timestamp timestamp) {
      return ValueSpelling.timestamp(units, timestamp.unit().digits(), timestamp.zone() != null);
    }
    return units + ((Type.Duration) type).unit().toString();
  }
}
