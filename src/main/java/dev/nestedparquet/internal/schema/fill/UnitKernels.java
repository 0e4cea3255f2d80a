package dev.nestedparquet.internal.schema.fill;

import dev.nestedparquet.internal.schema.draw.AliasTable;
import dev.nestedparquet.internal.schema.draw.Counting;
import dev.nestedparquet.internal.schema.draw.Draws;
import dev.nestedparquet.internal.schema.draw.OutcomeNumbers;
import dev.nestedparquet.internal.schema.draw.Permutation;
import dev.nestedparquet.internal.schema.draw.UnitKnots;
import dev.nestedparquet.internal.schema.draw.ZipfRanks;
import java.util.Arrays;

/** Kernels whose values are whole numbers of at most 64 bits. */
final class UnitKernels {
  private UnitKernels() {}

  static Kernel constant(long value) {
    return (at, positions, out) -> Arrays.fill(out.longs(at.count()), 0, at.count(), value);
  }

  /**
   * Equally likely values from {@code least} on.
   *
   * @param number how many, unsigned; 0 stands for 2^64
   */
  static Kernel uniform(long key, long least, long number) {
    if (number == 0) {
      return new DrawnKernel(key) {
        @Override
        void apply(long[] draws, int count, Values out) {
          for (int i = 0; i < count; i++) {
            draws[i] += least;
          }
        }
      };
    } else if (number >>> 32 == 0) {
      return new DrawnKernel(key) {
        @Override
        void apply(long[] draws, int count, Values out) {
          for (int i = 0; i < count; i++) {
            draws[i] = least + Draws.belowInt(draws[i], number);
          }
        }
      };
    }
    return new DrawnKernel(key) {
      @Override
      void apply(long[] draws, int count, Values out) {
        for (int i = 0; i < count; i++) {
          draws[i] = least + Draws.below(draws[i], number);
        }
      }
    };
  }

  /** Outcomes of a table, counted from {@code least}. */
  static Kernel chosen(long key, AliasTable table, long least) {
    long[] numbers = new long[table.outcomes()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = least + i;
    }
    return chosen(key, table, numbers);
  }

  /** Numbers by outcomes of a table. */
  static Kernel chosen(long key, AliasTable table, long[] numbers) {
    return new Chosen(key, new OutcomeNumbers(table, numbers));
  }

  /** Numbers by outcomes of a table. */
  private record Chosen(long key, OutcomeNumbers numbers) implements Kernel {
    @Override
    public void fill(Slots at, long[] positions, Values out) {
      numbers.choose(key, positions, at.count(), out.longs(at.count()));
    }
  }

  /** Ranks from 1 on, by Zipf's law. */
  static Kernel ranks(long key, ZipfRanks law) {
    if (law.table() != null) {
      return chosen(key, law.table(), 1);
    }
    return new DrawnKernel(key) {
      @Override
      void apply(long[] draws, int count, Values out) {
        for (int i = 0; i < count; i++) {
          draws[i] = law.rank(draws[i]);
        }
      }
    };
  }

  static Kernel counts(long key, Counting law) {
    if (law.table() != null) {
      return chosen(key, law.table(), law.least());
    }
    return new DrawnKernel(key) {
      @Override
      void apply(long[] draws, int count, Values out) {
        for (int i = 0; i < count; i++) {
          draws[i] = law.count(draws[i]);
        }
      }
    };
  }

  static Kernel knots(long key, UnitKnots law) {
    return new DrawnKernel(key) {
      @Override
      void apply(long[] draws, int count, Values out) {
        for (int i = 0; i < count; i++) {
          draws[i] = law.value(draws[i]);
        }
      }
    };
  }

  static Kernel sequence(long start, long step) {
    return (at, positions, out) -> {
      long[] values = out.longs(at.count());
      for (int i = 0; i < at.count(); i++) {
        values[i] = start + step * positions[i];
      }
    };
  }

  /**
   * An ascending sequence, and a random part.
   *
   * @param jitters how many random parts there are, from 0 on
   */
  static Kernel sorted(long key, long start, long step, long jitters) {
    if (jitters == 1) {
      return sequence(start, step);
    }
    return (at, positions, out) -> {
      int count = at.count();
      long[] values = out.longs(count);
      Draws.draw(key, positions, count, values);
      for (int i = 0; i < count; i++) {
        values[i] = start + step * positions[i] + Draws.below(values[i], jitters);
      }
    };
  }

  /** A sorted sequence in blocks of so many rows; so many blocks trade places. */
  static Kernel clustered(long orderKey, long rows, long blocks, Kernel sorted, long step) {
    return (at, positions, out) -> {
      sorted.fill(at, positions, out);
      long[] values = out.longs;
      long known = -1;
      long shift = 0;
      for (int i = 0; i < at.count(); i++) {
        long block = positions[i] / rows;
        if (block != known) {
          long group = block / blocks;
          Permutation order = new Permutation(Draws.draw(orderKey, group), blocks);
          shift = (group * blocks + order.of(block - group * blocks) - block) * rows * step;
          known = block;
        }
        values[i] += shift;
      }
    };
  }

  /** Numbers of a permutation, by position, from {@code start} on. */
  static Kernel unique(Permutation permutation, long start) {
    return (at, positions, out) -> {
      long[] values = out.longs(at.count());
      for (int i = 0; i < at.count(); i++) {
        values[i] = start + permutation.of(positions[i]);
      }
    };
  }

  /** Permuted ranks, which a kernel counts from 1. */
  static Kernel permuted(Kernel ranks, Permutation permutation) {
    return (at, positions, out) -> {
      ranks.fill(at, positions, out);
      for (int i = 0; i < at.count(); i++) {
        out.longs[i] = permutation.of(out.longs[i] - 1);
      }
    };
  }

  /** Values that the numbers of a kernel stand for. */
  static Kernel mapped(Kernel numbers, long[] values) {
    if (numbers instanceof Chosen chosen) {
      return new Chosen(chosen.key, chosen.numbers.mapped(values));
    }
    return (at, positions, out) -> {
      numbers.fill(at, positions, out);
      long[] longs = out.longs;
      for (int i = 0; i < at.count(); i++) {
        longs[i] = values[(int) longs[i]];
      }
    };
  }
}
