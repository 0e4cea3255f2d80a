package dev.nestedparquet.internal.schema.fill;

import dev.nestedparquet.internal.schema.draw.Draws;
import java.math.BigInteger;
import java.util.List;

/**
 * Kernels of decimals with more than 18 digits, whose units have 128 bits. They are slower than the
 * others: where values don't fit 64 bits, each is a {@code BigInteger} on its way.
 */
final class WideKernels {
  private WideKernels() {}

  /** Values that fit 64 bits, with their sign. */
  static Kernel widened(Kernel units) {
    return (at, positions, out) -> {
      units.fill(at, positions, out);
      long[] highs = out.highs(at.count());
      for (int i = 0; i < at.count(); i++) {
        highs[i] = out.longs[i] >> 63;
      }
    };
  }

  /** Values that the numbers of a kernel stand for. */
  static Kernel mapped(Kernel numbers, List<BigInteger> values) {
    long[] low = values.stream().mapToLong(BigInteger::longValue).toArray();
    long[] high = values.stream().mapToLong(value -> high(value)).toArray();
    return (at, positions, out) -> {
      numbers.fill(at, positions, out);
      long[] highs = out.highs(at.count());
      for (int i = 0; i < at.count(); i++) {
        int number = (int) out.longs[i];
        out.longs[i] = low[number];
        highs[i] = high[number];
      }
    };
  }

  static long high(BigInteger value) {
    return value.shiftRight(Long.SIZE).longValue();
  }

  /** A law that makes a value of a draw and a position. */
  @FunctionalInterface
  interface Law {
    BigInteger value(long draw, long position);
  }

  /** Values by a law, one after the other. */
  static Kernel each(long key, Law law) {
    return (at, positions, out) -> {
      int count = at.count();
      long[] longs = out.longs(count);
      long[] highs = out.highs(count);
      for (int i = 0; i < count; i++) {
        BigInteger value = law.value(Draws.draw(key, positions[i]), positions[i]);
        longs[i] = value.longValue();
        highs[i] = high(value);
      }
    };
  }
}
