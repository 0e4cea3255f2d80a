package dev.nestedparquet.internal.schema.fill;

import dev.nestedparquet.internal.schema.draw.AliasTable;
import dev.nestedparquet.internal.schema.draw.Counting;
import dev.nestedparquet.internal.schema.draw.Permutation;
import dev.nestedparquet.internal.schema.draw.Purpose;
import dev.nestedparquet.internal.schema.draw.ZipfRanks;
import dev.nestedparquet.internal.schema.model.Choice;
import dev.nestedparquet.internal.schema.model.DataSetFile;
import dev.nestedparquet.internal.schema.model.Source;
import dev.nestedparquet.internal.schema.model.Type;
import dev.nestedparquet.internal.schema.model.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Makes kernels of sources. */
final class SourceCompiler {
  private final DataSetFile file;

  SourceCompiler(DataSetFile file) {
    this.file = file;
  }

  /** The source's values, as a type stores them. */
  Compiled compile(Source source, Type type, Context context) {
    if (source instanceof Source.Const constant) {
      return of(UnitKernels.constant(0), List.of(constant.value()), new double[] {1}, type);
    } else if (source instanceof Source.Pick pick) {
      return pick(pick, type, context);
    } else if (source instanceof Source.Uniform
        || source instanceof Source.Continuous
        || source instanceof Source.Sequence
        || source instanceof Source.Sorted
        || source instanceof Source.Clustered) {
      return new NumberCompiler(type, context).compile(source);
    } else if (source instanceof Source.Zipf zipf) {
      ZipfRanks law = new ZipfRanks(zipf.n(), zipf.s().doubleValue());
      return Compiled.ofNumbers(UnitKernels.ranks(context.key(), law));
    } else if (source instanceof Source.Geometric law) {
      double mean = law.mean().subtract(BigDecimal.valueOf(law.least())).doubleValue();
      return counts(Counting.geometric(mean, law.least(), law.most()), context);
    } else if (source instanceof Source.Poisson law) {
      return counts(Counting.poisson(law.mean().doubleValue(), law.most()), context);
    } else if (source instanceof Source.Binomial law) {
      return counts(Counting.binomial(law.n(), law.p().doubleValue()), context);
    } else if (source instanceof Source.Unique unique) {
      return unique(unique, type, context);
    } else if (source instanceof Source.Switch choice) {
      return new SwitchCompiler(this, type, context).compile(choice);
    } else if (source instanceof Source.Computed computed) {
      return ComputedCompiler.compile(computed, type, context);
    }
    return new TextCompiler(this, file, context).compile(source);
  }

  private static Compiled counts(Counting law, Context context) {
    return Compiled.ofNumbers(UnitKernels.counts(context.key(), law));
  }

  /** Loops, and no streams: lists are long, and when a program starts, it is interpreted. */
  private static Compiled pick(Source.Pick pick, Type type, Context context) {
    int number = pick.choices().size();
    List<Value> values = new ArrayList<>(number);
    for (Choice<Value> choice : pick.choices()) {
      values.add(choice.value());
    }
    double[] probabilities = new double[number];
    Kernel numbers;
    if (pick.zipf() != null) {
      ZipfRanks law = new ZipfRanks(number, pick.zipf().doubleValue());
      Permutation order = new Permutation(context.orderKey(), number);
      long[] byRank = new long[number];
      for (int rank = 0; rank < number; rank++) {
        byRank[rank] = order.of(rank);
      }
      numbers =
          law.table() == null
              ? UnitKernels.mapped(lessOne(UnitKernels.ranks(context.key(), law)), byRank)
              : UnitKernels.chosen(context.key(), law.table(), byRank);
      double[] byTable = law.table() == null ? null : law.table().probabilities();
      for (int rank = 0; rank < number; rank++) {
        probabilities[(int) byRank[rank]] = byTable == null ? 1 : byTable[rank];
      }
    } else if (isEven(pick.choices())) {
      numbers = UnitKernels.uniform(context.key(), 0, number);
      Arrays.fill(probabilities, 1.0 / number);
    } else {
      AliasTable table = AliasTable.ofWeights(pick.choices().stream().map(Choice::weight).toList());
      numbers = UnitKernels.chosen(context.key(), table, 0);
      probabilities = table.probabilities();
    }
    return of(numbers, Collections.unmodifiableList(values), probabilities, type);
  }

  private static Kernel lessOne(Kernel kernel) {
    return (at, positions, out) -> {
      kernel.fill(at, positions, out);
      for (int i = 0; i < at.count(); i++) {
        out.longs[i]--;
      }
    };
  }

  private static boolean isEven(List<Choice<Value>> choices) {
    BigDecimal first = choices.get(0).weight();
    for (Choice<Value> choice : choices) {
      if (choice.weight().compareTo(first) != 0) {
        return false;
      }
    }
    return true;
  }

  /** Values that the numbers of a kernel stand for. */
  static Compiled of(Kernel numbers, List<Value> values, double[] probabilities, Type type) {
    TextTable texts = Literals.isText(type) ? texts(values) : null;
    Compiled.Choice choice = new Compiled.Choice(numbers, values, texts);
    if (type instanceof Type.Floating floating) {
      double[] doubles =
          values.stream().mapToDouble(value -> Literals.number(value, floating)).toArray();
      return Compiled.ofNumbers(FloatKernels.mapped(numbers, doubles)).withChoice(choice);
    } else if (texts != null) {
      Sizes bytes = Sizes.of(probabilities, texts::length);
      return Compiled.ofTexts(TextKernels.mapped(numbers, texts), bytes).withChoice(choice);
    }
    long[] longs = values.stream().mapToLong(Literals::low).toArray();
    Kernel kernel = UnitKernels.mapped(numbers, longs);
    if (Literals.isWide(type)) {
      kernel = WideKernels.mapped(numbers, values.stream().map(Literals::units).toList());
    }
    return Compiled.ofNumbers(kernel).withChoice(choice);
  }

  private static TextTable texts(List<Value> values) {
    List<byte[]> texts = new ArrayList<>(values.size());
    for (Value value : values) {
      texts.add(Literals.bytes(value));
    }
    return new TextTable(texts);
  }

  private static Compiled unique(Source.Unique unique, Type type, Context context) {
    Permutation order = new Permutation(context.orderKey(), unique.of().longValueExact());
    if (type instanceof Type.Int) {
      return Compiled.ofNumbers(UnitKernels.unique(order, unique.start().longValue()));
    } else if (type instanceof Type.Uuid) {
      long key = context.firstKey(Purpose.VALUE);
      return Compiled.ofTexts(TextKernels.uuids(key, order), Sizes.fixed(Literals.UUID_BYTES));
    } else if (type instanceof Type.FixedBinary fixed) {
      return Compiled.ofTexts(
          TextKernels.uniqueBytes(order, fixed.bytes()), Sizes.fixed(fixed.bytes()));
    }
    PatternTexts texts = new PatternTexts(unique.pattern());
    return Compiled.ofTexts(TextKernels.uniquePattern(order, texts), Sizes.fixed(texts.most()));
  }
}
