package dev.nestedparquet.internal.schema.fill;

import dev.nestedparquet.internal.schema.draw.AliasTable;
import dev.nestedparquet.internal.schema.draw.Draws;
import dev.nestedparquet.internal.schema.model.Choice;
import dev.nestedparquet.internal.schema.model.Lengths;
import dev.nestedparquet.internal.schema.model.Source;
import dev.nestedparquet.internal.schema.model.Type;
import java.math.BigDecimal;
import java.util.List;

/** Makes kernels of the lengths of lists and texts. */
final class LengthCompiler {
  /** Most lengths that are outcomes of one choice. */
  private static final int MOST_OUTCOMES = 65_536;

  private static final int SAMPLED_BLOCKS = 16;

  /**
   * Lengths as they are drawn.
   *
   * @param sizes of the lengths themselves
   */
  record Drawn(Kernel kernel, Sizes sizes) {}

  private final SourceCompiler sources;

  LengthCompiler(SourceCompiler sources) {
    this.sources = sources;
  }

  /** Lengths; that they are the same over runs is up to the caller. */
  Drawn compile(Lengths lengths, Context context) {
    if (lengths instanceof Lengths.Fixed fixed) {
      return new Drawn(UnitKernels.constant(fixed.length()), Sizes.fixed(fixed.length()));
    } else if (lengths instanceof Lengths.Drawn drawn) {
      Kernel kernel = sources.compile(drawn.source(), Type.int32(), context).kernel();
      Sizes sizes = sizes(drawn, kernel);
      return new Drawn(kernel, drawn.runs() == null ? sizes : sizes.dependent());
    }
    Lengths.Weighted weighted = (Lengths.Weighted) lengths;
    Drawn drawn = weighted(weighted.ranges(), context.key());
    return weighted.runs() == null ? drawn : new Drawn(drawn.kernel, drawn.sizes.dependent());
  }

  private static Sizes sizes(Lengths.Drawn drawn, Kernel kernel) {
    double[] probabilities = LengthLaws.probabilities(drawn.source());
    long least = LengthLaws.least(drawn.source());
    return probabilities == null
        ? new Sizes(sampledMean(kernel), 0, drawn.most(), false)
        : Sizes.of(probabilities, i -> least + i);
  }

  /** The mean of some values: good enough to tell whether a law has a long tail. */
  private static double sampledMean(Kernel kernel) {
    Slots slots = Slots.top();
    Values values = new Values();
    double sum = 0;
    for (int block = 0; block < SAMPLED_BLOCKS; block++) {
      slots.setRows((long) block * Program.BLOCK_ROWS, Program.BLOCK_ROWS);
      values.wantAll(Program.BLOCK_ROWS);
      kernel.fill(slots, slots.positions(), values);
      for (int i = 0; i < Program.BLOCK_ROWS; i++) {
        sum += values.longs[i];
      }
    }
    return sum / SAMPLED_BLOCKS / Program.BLOCK_ROWS;
  }

  private static Drawn weighted(List<Choice<Lengths.Range>> ranges, long key) {
    List<BigDecimal> weights = ranges.stream().map(Choice::weight).toList();
    long outcomes = ranges.stream().mapToLong(range -> number(range.value())).sum();
    if (outcomes > MOST_OUTCOMES) {
      return twice(ranges, AliasTable.ofWeights(weights), key);
    }
    int[] numbers = ranges.stream().mapToInt(range -> (int) number(range.value())).toArray();
    AliasTable table = AliasTable.ofWeights(weights, numbers);
    long[] lengths = new long[table.outcomes()];
    int at = 0;
    for (Choice<Lengths.Range> range : ranges) {
      for (long length = range.value().from(); length <= range.value().to(); length++) {
        lengths[at++] = length;
      }
    }
    Kernel kernel = UnitKernels.mapped(UnitKernels.chosen(key, table, 0), lengths);
    return new Drawn(kernel, Sizes.of(table.probabilities(), i -> lengths[i]));
  }

  private static long number(Lengths.Range range) {
    return range.to() - range.from() + 1L;
  }

  /** Chooses a range, and then a length in it. */
  private static Drawn twice(List<Choice<Lengths.Range>> ranges, AliasTable table, long key) {
    long[] from = ranges.stream().mapToLong(range -> range.value().from()).toArray();
    long[] number = ranges.stream().mapToLong(range -> number(range.value())).toArray();
    Kernel kernel =
        new DrawnKernel(key) {
          @Override
          void apply(long[] draws, int count, Values out) {
            for (int i = 0; i < count; i++) {
              int range = table.chosen(draws[i]);
              draws[i] = from[range] + Draws.below(Draws.draw(draws[i], 1), number[range]);
            }
          }
        };
    double[] probabilities = table.probabilities();
    double mean = 0;
    double squares = 0;
    long most = 0;
    for (int i = 0; i < from.length; i++) {
      double middle = from[i] + (number[i] - 1) / 2.0;
      double variance = ((double) number[i] * number[i] - 1) / 12;
      mean += probabilities[i] * middle;
      squares += probabilities[i] * (middle * middle + variance);
      most = Math.max(most, from[i] + number[i] - 1);
    }
    return new Drawn(kernel, new Sizes(mean, Math.max(0, squares - mean * mean), most, true));
  }

  /** Probabilities of lengths by sources of integers. */
  private static final class LengthLaws {
    private static long least(Source source) {
      return source instanceof Source.Zipf
          ? 1
          : source instanceof Source.Geometric law
              ? law.least()
              : source instanceof Source.Uniform uniform ? Literals.low(uniform.least()) : 0;
    }

    /** Probability of each length from the least on; null if there is no simple one. */
    private static double[] probabilities(Source source) {
      if (source instanceof Source.Zipf law && law.n() <= MOST_OUTCOMES) {
        double[] weights = new double[(int) law.n()];
        for (int i = 0; i < weights.length; i++) {
          weights[i] = StrictMath.pow(i + 1, -law.s().doubleValue());
        }
        return AliasTable.ofWeights(weights).probabilities();
      } else if (source instanceof Source.Geometric law
          && law.most() - law.least() < MOST_OUTCOMES) {
        double mean = law.mean().doubleValue() - law.least();
        double[] weights = new double[(int) (law.most() - law.least()) + 1];
        for (int i = 0; i < weights.length; i++) {
          weights[i] = StrictMath.pow(mean / (1 + mean), i);
        }
        return AliasTable.ofWeights(weights).probabilities();
      } else if (source instanceof Source.Uniform law) {
        long number = Literals.low(law.greatest()) - Literals.low(law.least()) + 1;
        if (number <= MOST_OUTCOMES) {
          double[] even = new double[(int) number];
          java.util.Arrays.fill(even, 1.0 / number);
          return even;
        }
      }
      return null;
    }
  }
}
