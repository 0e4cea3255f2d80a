package dev.nestedparquet.internal.schema.fill;

import dev.nestedparquet.internal.schema.model.Source;
import dev.nestedparquet.internal.schema.model.Type;
import dev.nestedparquet.internal.schema.model.Value;
import dev.nestedparquet.internal.schema.parse.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes kernels of values that depend on the value of another field. */
final class SwitchCompiler {
  private final SourceCompiler sources;
  private final Type type;
  private final Context context;

  SwitchCompiler(SourceCompiler sources, Type type, Context context) {
    this.sources = sources;
    this.type = type;
    this.context = context;
  }

  Compiled compile(Source.Switch choice) {
    Fields.Operand on = context.fields().one(choice.on());
    List<Value> labels = new ArrayList<>();
    List<Compiled> options = new ArrayList<>();
    for (Source.Case one : choice.cases()) {
      labels.add(Values.of(one.label(), on.type()));
      options.add(sources.compile(one.source(), type, context));
    }
    options.add(sources.compile(choice.otherwise(), type, context));
    CaseFinder finder = new CaseFinder(on, labels);
    return options.stream().allMatch(option -> option.choice() != null)
        ? choices(finder, options)
        : any(finder, options);
  }

  /** Choices become a choice among the values of all. */
  private Compiled choices(CaseFinder finder, List<Compiled> options) {
    Map<Value, Integer> numbers = new LinkedHashMap<>();
    List<Kernel> kernels = new ArrayList<>();
    for (Compiled option : options) {
      List<Value> values = option.choice().values();
      long[] byOption = new long[values.size()];
      for (int i = 0; i < byOption.length; i++) {
        numbers.putIfAbsent(values.get(i), numbers.size());
        byOption[i] = numbers.get(values.get(i));
      }
      kernels.add(UnitKernels.mapped(option.choice().numbers(), byOption));
    }
    boolean isPositional = options.stream().allMatch(Compiled::isPositional);
    SwitchKernel kernel =
        new SwitchKernel(finder, kernels, isPositional, Storage.LONGS, List.of(), context.fields());
    double[] possible = new double[numbers.size()];
    Arrays.fill(possible, 1);
    Compiled chosen = SourceCompiler.of(kernel, List.copyOf(numbers.keySet()), possible, type);
    Sizes most = chosen.bytes() == null ? null : Sizes.upTo(chosen.bytes().most());
    return new Compiled(chosen.kernel(), most, false, false, chosen.choice());
  }

  private Compiled any(CaseFinder finder, List<Compiled> options) {
    List<Kernel> kernels = options.stream().map(Compiled::kernel).toList();
    boolean isPositional = options.stream().allMatch(Compiled::isPositional);
    Sizes bytes = options.get(0).bytes();
    List<Bytes> scratch = new ArrayList<>();
    for (Compiled option : options) {
      if (bytes != null) {
        bytes = bytes.or(option.bytes());
        scratch.add(context.fields().scratch(option.bytes()));
      }
    }
    boolean canBeNull = options.stream().anyMatch(Compiled::canBeNull);
    return new Compiled(
        new SwitchKernel(
            finder, kernels, isPositional, Storage.of(type), scratch, context.fields()),
        bytes,
        canBeNull,
        false,
        null);
  }
}
