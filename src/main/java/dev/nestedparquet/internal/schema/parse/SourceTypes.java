package dev.nestedparquet.internal.schema.parse;

import dev.nestedparquet.internal.schema.model.Type;
import dev.nestedparquet.internal.schema.read.Located;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Types that each source gives values of. */
final class SourceTypes {
  /** Types that a source gives values of, and how errors call them. */
  private record Types(String names, Predicate<Type> test) {}

  private static final Types ALL = new Types("all types", type -> true);
  private static final Types INTEGERS = new Types("integers", type -> type instanceof Type.Int);
  private static final Types NUMBERS =
      new Types(
          "numbers, decimals, dates and times",
          type -> type.hasUnits() || type instanceof Type.Floating);
  private static final Types UNITS =
      new Types("integers, decimals, dates and times", Type::hasUnits);
  private static final Types TEXT =
      new Types("string and large_string", type -> type instanceof Type.Text);
  private static final Types UNIQUE =
      new Types(
          "integers, string, uuid and fixed_binary",
          type ->
              type instanceof Type.Int
                  || type instanceof Type.Text
                  || type instanceof Type.Uuid
                  || type instanceof Type.FixedBinary);
  private static final Types BINARY =
      new Types(
          "binary, large_binary and fixed_binary",
          type -> type instanceof Type.Binary || type instanceof Type.FixedBinary);

  private static final Map<String, Types> BY_NAME = new LinkedHashMap<>();

  static {
    BY_NAME.put("const", ALL);
    BY_NAME.put("pick", ALL);
    BY_NAME.put("uniform", NUMBERS);
    BY_NAME.put("normal", NUMBERS);
    BY_NAME.put("lognormal", NUMBERS);
    BY_NAME.put("exponential", NUMBERS);
    BY_NAME.put("pareto", NUMBERS);
    BY_NAME.put("quantiles", NUMBERS);
    BY_NAME.put("zipf", INTEGERS);
    BY_NAME.put("geometric", INTEGERS);
    BY_NAME.put("poisson", INTEGERS);
    BY_NAME.put("binomial", INTEGERS);
    BY_NAME.put("sequence", UNITS);
    BY_NAME.put("sorted", UNITS);
    BY_NAME.put("clustered", UNITS);
    BY_NAME.put("unique", UNIQUE);
    BY_NAME.put("template", TEXT);
    BY_NAME.put("pattern", TEXT);
    BY_NAME.put("text", TEXT);
    BY_NAME.put("bytes", BINARY);
    BY_NAME.put("switch", ALL);
    BY_NAME.put("expr", ALL);
  }

  private SourceTypes() {}

  static Set<String> sources() {
    return BY_NAME.keySet();
  }

  /** Sees to it that a source gives values of a type; a null type is any. */
  static boolean check(Located at, String name, Type type) {
    if (type == null || BY_NAME.get(name).test().test(type)) {
      return true;
    }
    String fitting =
        BY_NAME.entrySet().stream()
            .filter(one -> one.getValue().test().test(type))
            .map(Map.Entry::getKey)
            .collect(Collectors.joining(", "));
    at.problemOf(
        name,
        "gives no "
            + type
            + ", but "
            + BY_NAME.get(name).names()
            + "; "
            + type
            + " can have "
            + fitting);
    return false;
  }
}
