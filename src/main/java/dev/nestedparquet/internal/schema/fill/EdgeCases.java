package dev.nestedparquet.internal.schema.fill;

import static org.apache.arrow.memory.util.MemoryUtil.copyMemory;

import dev.nestedparquet.internal.schema.draw.Draws;
import dev.nestedparquet.internal.schema.model.Type;
import dev.nestedparquet.internal.schema.model.Unit;
import dev.nestedparquet.internal.schema.model.Value;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Values that are hard to handle, by type, and kernels that have some of them. */
final class EdgeCases {
  private static final long DAY_NANOS = 86_400_000_000_000L;
  private static final LocalDate FIRST = LocalDate.of(1, 1, 1);
  private static final LocalDate LAST = LocalDate.of(9999, 12, 31);
  private static final List<LocalDate> OTHERS =
      List.of(LocalDate.EPOCH, LocalDate.of(1969, 12, 31), LocalDate.of(2000, 2, 29));

  private EdgeCases() {}

  /** The values, in the order in which they are numbered. */
  static List<Value> of(Type type) {
    List<Value> values = new ArrayList<>();
    if (type instanceof Type.Bool) {
      return List.of(new Value.Flag(false), new Value.Flag(true));
    } else if (type instanceof Type.Int number) {
      values.add(new Value.Units(type.least()));
      values.add(new Value.Units(type.greatest()));
      add(values, 0, 1);
      if (number.signed()) {
        add(values, -1);
      }
    } else if (type instanceof Type.Decimal) {
      values.add(new Value.Units(type.least()));
      values.add(new Value.Units(type.greatest()));
      add(values, 0, 1, -1);
    } else if (type instanceof Type.Date) {
      add(values, FIRST.toEpochDay(), LAST.toEpochDay());
      OTHERS.forEach(date -> add(values, date.toEpochDay()));
    } else if (type instanceof Type.Timestamp timestamp) {
      timestamps(values, timestamp.unit());
    } else if (type instanceof Type.Time) {
      values.add(new Value.Units(BigInteger.ZERO));
      values.add(new Value.Units(type.greatest()));
    } else if (type instanceof Type.Duration) {
      add(values, 0, 1, -1, Long.MAX_VALUE, -Long.MAX_VALUE);
    } else if (type instanceof Type.Text) {
      for (String text :
          List.of(
              "",
              " ",
              "\0",
              "null",
              "NULL",
              "None",
              "NaN",
              "\\N",
              "0",
              "\uD83D\uDE00",
              "e\u0301",
              "\uFFFD")) {
        values.add(new Value.Text(text));
      }
    } else if (type instanceof Type.Binary) {
      for (String hex : List.of("", "00", "ff", "ffff", "50415231")) {
        values.add(new Value.Bytes(hex));
      }
    } else if (type instanceof Type.FixedBinary fixed) {
      values.add(new Value.Bytes("00".repeat(fixed.bytes())));
      values.add(new Value.Bytes("ff".repeat(fixed.bytes())));
    } else if (type instanceof Type.Uuid) {
      values.add(new Value.Bytes("00".repeat(Literals.UUID_BYTES)));
      values.add(new Value.Bytes("ff".repeat(Literals.UUID_BYTES)));
    }
    return values;
  }

  private static void add(List<Value> values, long... units) {
    for (long one : units) {
      values.add(new Value.Units(BigInteger.valueOf(one)));
    }
  }

  private static void timestamps(List<Value> values, Unit unit) {
    BigInteger day = BigInteger.valueOf(DAY_NANOS / unit.nanos());
    List<BigInteger> units = new ArrayList<>();
    units.add(BigInteger.valueOf(FIRST.toEpochDay()).multiply(day));
    units.add(BigInteger.valueOf(LAST.toEpochDay() + 1).multiply(day).subtract(BigInteger.ONE));
    OTHERS.forEach(date -> units.add(BigInteger.valueOf(date.toEpochDay()).multiply(day)));
    units.stream()
        .filter(one -> one.bitLength() < Long.SIZE)
        .forEach(one -> values.add(new Value.Units(one)));
  }

  /** Floating-point values, in the order in which they are numbered. */
  static double[] of(Type.Floating type) {
    double greatest =
        switch (type.bits()) {
          case 16 -> 65_504;
          case 32 -> Float.MAX_VALUE;
          default -> Double.MAX_VALUE;
        };
    double least =
        switch (type.bits()) {
          case 16 -> 0x1p-24;
          case 32 -> Float.MIN_VALUE;
          default -> Double.MIN_VALUE;
        };
    return new double[] {
      Double.NaN,
      0.0,
      -0.0,
      Double.POSITIVE_INFINITY,
      Double.NEGATIVE_INFINITY,
      greatest,
      -greatest,
      least,
      1
    };
  }

  /**
   * Values of a kernel, some of which are replaced.
   *
   * @param key of the draws that decide which, and by what
   */
  static Compiled mixed(Compiled from, Type type, long key, long threshold, Fields fields) {
    int number = type instanceof Type.Floating floating ? of(floating).length : of(type).size();
    Replaced replaced = new Replaced(key, threshold, number);
    Kernel kernel;
    Sizes bytes = from.bytes();
    if (type instanceof Type.Floating floating) {
      double[] values = of(floating);
      kernel =
          (at, positions, out) -> {
            from.kernel().fill(at, positions, out);
            replaced.decide(positions, at.count());
            for (int i = 0; i < at.count(); i++) {
              int by = replaced.by(i);
              out.doubles[i] = by < 0 ? out.doubles[i] : values[by];
            }
          };
    } else if (Literals.isText(type)) {
      TextTable texts = new TextTable(of(type).stream().map(Literals::bytes).toList());
      kernel = new Texts(from.kernel(), replaced, texts, fields.scratch(bytes));
      bytes = bytes.or(Sizes.upTo(texts.longest()));
    } else {
      List<Value> values = of(type);
      long[] longs = values.stream().mapToLong(Literals::low).toArray();
      long[] highs =
          values.stream().mapToLong(value -> WideKernels.high(Literals.units(value))).toArray();
      boolean isWide = Literals.isWide(type);
      kernel =
          (at, positions, out) -> {
            from.kernel().fill(at, positions, out);
            replaced.decide(positions, at.count());
            for (int i = 0; i < at.count(); i++) {
              int by = replaced.by(i);
              if (by >= 0) {
                out.longs[i] = longs[by];
              }
              if (by >= 0 && isWide) {
                out.highs[i] = highs[by];
              }
            }
          };
    }
    return new Compiled(kernel, bytes, from.canBeNull(), from.isPositional(), null);
  }

  /** Decides which values are replaced, and by which. */
  private static final class Replaced {
    private final long key;
    private final long threshold;
    private final int number;
    private int[] by = {};

    Replaced(long key, long threshold, int number) {
      this.key = key;
      this.threshold = threshold;
      this.number = number;
    }

    void decide(long[] positions, int count) {
      if (by.length < count) {
        by = new int[Slots.roomFor(count)];
      }
      for (int i = 0; i < count; i++) {
        long draw = Draws.draw(key, positions[i]);
        by[i] =
            Draws.happens(draw, threshold) == 0
                ? -1
                : (int) Draws.below(Draws.draw(draw, 1), number);
      }
    }

    /** Number of the edge case that replaces a value; -1 if none does. */
    int by(int slot) {
      return by[slot];
    }
  }

  /** Texts, some of which are replaced. */
  private static final class Texts extends TextKernels.EachText {
    private final Kernel from;
    private final Replaced replaced;
    private final TextTable texts;
    private final Values values = new Values();

    Texts(Kernel from, Replaced replaced, TextTable texts, Bytes scratch) {
      this.from = from;
      this.replaced = replaced;
      this.texts = texts;
      values.text = scratch;
    }

    @Override
    void prepare(Slots at, long[] positions, Values out) {
      values.text.used = 0;
      values.want(out.valid, at.count());
      from.fill(at, positions, values);
      replaced.decide(positions, at.count());
      out.keepValid(values, at.count());
    }

    @Override
    long most(int slot) {
      return Math.max(texts.longest(), values.ends[slot] - values.start(slot));
    }

    @Override
    long put(int slot, long position, long to) {
      if (replaced.by(slot) >= 0) {
        return texts.put(to, replaced.by(slot));
      }
      int length = values.ends[slot] - values.start(slot);
      copyMemory(values.text.reserve(0) + values.start(slot), to, length);
      return to + length;
    }
  }
}
