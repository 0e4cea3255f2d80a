package dev.nestedparquet.internal.schema.fill;

import dev.nestedparquet.internal.schema.draw.Draws;
import dev.nestedparquet.internal.schema.draw.FloatKnots;
import dev.nestedparquet.internal.schema.model.Type;
import java.util.Arrays;
import org.apache.arrow.memory.util.Float16;

/** Kernels whose values are floating point: doubles that the type has. */
final class FloatKernels {
  private FloatKernels() {}

  /** The value of the type that is nearest. */
  static double round(double value, Type.Floating type) {
    return switch (type.bits()) {
      case 16 -> half(value);
      case 32 -> (float) value;
      default -> value;
    };
  }

  /**
   * The nearest number of 16 bits. To round to 32 bits first could end half between two; a
   * neighbour with an odd last bit doesn't.
   */
  private static double half(double value) {
    float near = (float) value;
    if (near != value && (Float.floatToRawIntBits(near) & 1) == 0 && !Float.isInfinite(near)) {
      near = near < value ? Math.nextUp(near) : Math.nextDown(near);
    }
    return Float16.toFloat(Float16.toFloat16(near));
  }

  private static void round(double[] values, int count, Type.Floating type) {
    if (type.bits() == 32) {
      for (int i = 0; i < count; i++) {
        values[i] = (float) values[i];
      }
    } else if (type.bits() == 16) {
      for (int i = 0; i < count; i++) {
        values[i] = round(values[i], type);
      }
    }
  }

  static Kernel constant(double value) {
    return (at, positions, out) -> Arrays.fill(out.doubles(at.count()), 0, at.count(), value);
  }

  /** Equally likely between two values that the type has. */
  static Kernel uniform(long key, double least, double greatest, Type.Floating type) {
    double low = round(least, type);
    double high = round(greatest, type);
    return new DrawnKernel(key) {
      @Override
      void apply(long[] draws, int count, Values out) {
        double[] values = out.doubles(count);
        for (int i = 0; i < count; i++) {
          double part = Draws.fraction(draws[i]);
          values[i] = least * (1 - part) + greatest * part;
        }
        round(values, count, type);
        clamp(values, count, low, high);
      }
    };
  }

  private static void clamp(double[] values, int count, double low, double high) {
    for (int i = 0; i < count; i++) {
      values[i] = Math.max(low, Math.min(high, values[i]));
    }
  }

  static Kernel knots(long key, FloatKnots law, double least, double greatest, Type.Floating type) {
    double low = round(least, type);
    double high = round(greatest, type);
    return new DrawnKernel(key) {
      @Override
      void apply(long[] draws, int count, Values out) {
        double[] values = out.doubles(count);
        for (int i = 0; i < count; i++) {
          values[i] = law.value(draws[i]);
        }
        round(values, count, type);
        clamp(values, count, low, high);
      }
    };
  }

  /** Whole numbers of a negative power of ten. */
  static Kernel scaled(Kernel units, double powerOfTen, Type.Floating type) {
    return (at, positions, out) -> {
      units.fill(at, positions, out);
      double[] values = out.doubles(at.count());
      for (int i = 0; i < at.count(); i++) {
        values[i] = out.longs[i] / powerOfTen;
      }
      round(values, at.count(), type);
    };
  }

  /** Values that the numbers of a kernel stand for. */
  static Kernel mapped(Kernel numbers, double[] values) {
    return (at, positions, out) -> {
      numbers.fill(at, positions, out);
      double[] doubles = out.doubles(at.count());
      for (int i = 0; i < at.count(); i++) {
        doubles[i] = values[(int) out.longs[i]];
      }
    };
  }
}
