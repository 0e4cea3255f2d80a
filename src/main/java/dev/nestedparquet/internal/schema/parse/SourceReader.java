package dev.nestedparquet.internal.schema.parse;

import dev.nestedparquet.internal.schema.model.Choice;
import dev.nestedparquet.internal.schema.model.Source;
import dev.nestedparquet.internal.schema.model.Type;
import dev.nestedparquet.internal.schema.model.Value;
import dev.nestedparquet.internal.schema.model.ValueList;
import dev.nestedparquet.internal.schema.read.LikelyWord;
import dev.nestedparquet.internal.schema.read.Located;
import dev.nestedparquet.internal.schema.read.Quoted;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Reads the one source of values that a leaf has, and sees to it that its type can have it. */
final class SourceReader {
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

  private static final Map<String, Types> SOURCES = new LinkedHashMap<>();

  static {
    SOURCES.put("const", ALL);
    SOURCES.put("pick", ALL);
    SOURCES.put("uniform", NUMBERS);
    SOURCES.put("normal", NUMBERS);
    SOURCES.put("lognormal", NUMBERS);
    SOURCES.put("exponential", NUMBERS);
    SOURCES.put("pareto", NUMBERS);
    SOURCES.put("quantiles", NUMBERS);
    SOURCES.put("zipf", INTEGERS);
    SOURCES.put("geometric", INTEGERS);
    SOURCES.put("poisson", INTEGERS);
    SOURCES.put("binomial", INTEGERS);
    SOURCES.put("sequence", UNITS);
    SOURCES.put("sorted", UNITS);
    SOURCES.put("clustered", UNITS);
    SOURCES.put("unique", UNIQUE);
    SOURCES.put("template", TEXT);
    SOURCES.put("pattern", TEXT);
    SOURCES.put("text", TEXT);
    SOURCES.put("bytes", BINARY);
    SOURCES.put("switch", ALL);
    SOURCES.put("expr", ALL);
  }

  /** Keys that stand beside a source. */
  static final List<String> BESIDE = List.of("digits", "parts");

  private final Names names;
  private final TextSources texts;

  SourceReader(Names names) {
    this.names = names;
    this.texts = new TextSources(this, names);
  }

  static Set<String> sources() {
    return SOURCES.keySet();
  }

  /** All that can stand in a mapping that is a source and nothing else. */
  static List<String> keys() {
    List<String> keys = new ArrayList<>(SOURCES.keySet());
    keys.addAll(BESIDE);
    return keys;
  }

  /** The keys that name a source. */
  static List<String> found(Located at) {
    List<String> found =
        at.keys().stream().filter(SOURCES::containsKey).collect(Collectors.toList());
    if (found.contains("pick") && at.has("zipf") && !at.get("zipf").isMapping()) {
      found.remove("zipf");
    }
    return found;
  }

  /** The source in a mapping; null with a problem if there is none, or it is wrong. */
  Source read(Located at, Type type) {
    List<String> found = found(at);
    if (found.size() != 1) {
      String hint =
          at.keys().stream()
              .filter(key -> !SOURCES.containsKey(key))
              .map(key -> LikelyWord.hint(key, SOURCES.keySet()))
              .filter(text -> !text.isEmpty())
              .findFirst()
              .orElse("");
      at.problem(
          found.isEmpty()
              ? "has no source of values" + hint + "; one of: " + String.join(", ", sources())
              : "has " + found.size() + " sources, " + String.join(", ", found) + "; leave one");
      return null;
    }
    String name = found.get(0);
    checkBeside(at, name);
    if (type != null && !SOURCES.get(name).test().test(type)) {
      String fitting =
          SOURCES.entrySet().stream()
              .filter(one -> one.getValue().test().test(type))
              .map(Map.Entry::getKey)
              .collect(Collectors.joining(", "));
      at.problemOf(
          name,
          "gives no "
              + type
              + ", but "
              + SOURCES.get(name).names()
              + "; "
              + type
              + " can have "
              + fitting);
      return null;
    }
    return source(name, at, type);
  }

  private static void checkBeside(Located at, String name) {
    if (at.has("digits")
        && !Set.of("uniform", "normal", "lognormal", "exponential", "pareto", "quantiles")
            .contains(name)) {
      at.problemOf("digits", "does not go with " + name);
    }
    if (at.has("parts") && !name.equals("template")) {
      at.problemOf("parts", "goes with template alone");
    }
  }

  private Source source(String name, Located at, Type type) {
    Located value = at.get(name);
    Integer digits = digits(at, type);
    boolean isMapping =
        !Set.of("const", "pick", "uniform", "quantiles", "template", "pattern", "expr")
            .contains(name);
    if (isMapping && !value.requireMapping("a mapping, such as {key: value},")) {
      return null;
    }
    return switch (name) {
      case "const" -> new Source.Const(Values.read(value, type));
      case "pick" -> pick(value, at.get("zipf"), type);
      case "uniform" -> uniform(value, type, digits);
      case "normal" -> Law.normal(value, type, digits);
      case "lognormal" -> Law.lognormal(value, type, digits);
      case "exponential" -> Law.exponential(value, type, digits);
      case "pareto" -> Law.pareto(value, type, digits);
      case "quantiles" -> Law.quantiles(value, type, digits);
      case "zipf" -> Law.fitting(Law.zipf(value), value, type);
      case "geometric" -> Law.fitting(Law.geometric(value), value, type);
      case "poisson" -> Law.fitting(Law.poisson(value), value, type);
      case "binomial" -> Law.fitting(Law.binomial(value), value, type);
      case "sequence" -> Order.sequence(value, type);
      case "sorted" -> Order.sorted(value, type);
      case "clustered" -> Order.clustered(value, type);
      case "unique" -> Order.unique(value, type);
      case "template" -> texts.template(value, at.get("parts"));
      case "pattern" -> texts.pattern(value);
      case "text" -> texts.text(value);
      case "bytes" -> texts.bytes(value, type);
      case "switch" -> choice(value, type);
      default -> computed(value);
    };
  }

  private static Integer digits(Located at, Type type) {
    Located digits = at.get("digits");
    if (digits == null) {
      return null;
    } else if (type != null && !(type instanceof Type.Floating)) {
      digits.problem("only floating point is rounded, and this is " + type);
      return null;
    }
    Long count = Numbers.count(digits, "a number of digits", 0, 17);
    return count == null ? null : Integer.valueOf(count.intValue());
  }

  private static Source uniform(Located at, Type type, Integer digits) {
    List<Located> ends = at.items("[least, greatest]");
    if (ends.size() != 2) {
      at.problem("has " + ends.size() + " values; it is [least, greatest]");
      return null;
    }
    Value least = Law.finite(ends.get(0), type);
    Value greatest = Law.finite(ends.get(1), type);
    if (least != null && greatest != null && Law.compare(least, greatest) > 0) {
      at.problem("the least is above the greatest; swap them");
    }
    return new Source.Uniform(least, greatest, digits);
  }

  private Source pick(Located at, Located zipf, Type type) {
    BigDecimal exponent = zipf == null ? null : Numbers.between(zipf, "the exponent", "0", "20");
    if (at.isSequence()) {
      return new Source.Pick(null, equallyLikely(at, type), exponent);
    } else if (at.isMapping()) {
      if (zipf != null) {
        zipf.problem("does not go with weights; leave out the one or the other");
      }
      return new Source.Pick(null, weighted(at, type), null);
    }
    ValueList list = names.list(at);
    return list == null ? null : new Source.Pick(list.name(), ofList(at, list, type), exponent);
  }

  private static List<Choice<Value>> equallyLikely(Located at, Type type) {
    List<Choice<Value>> choices = new ArrayList<>();
    Set<Value> seen = new HashSet<>();
    List<Located> items = at.items("values");
    for (Located item : items) {
      Value value = Values.read(item, type);
      if (value != null && !seen.add(value)) {
        item.problem(item.kind() + " is there already; for more of it, use weights");
      }
      choices.add(new Choice<>(value, BigDecimal.ONE));
    }
    Weights.check(at, choices, items.size());
    return choices;
  }

  private static List<Choice<Value>> weighted(Located at, Type type) {
    List<Choice<Value>> choices = new ArrayList<>();
    Set<Value> seen = new HashSet<>();
    List<String> labels = at.keys();
    List<Located> weights = at.values();
    for (int i = 0; i < weights.size(); i++) {
      String problem = type == null ? null : Values.problem(labels.get(i), type);
      BigDecimal weight = Weights.read(weights.get(i));
      Value value = type == null || problem != null ? null : Values.of(labels.get(i), type);
      if (problem != null) {
        at.problemOf(labels.get(i), problem);
      } else if (value != null && !seen.add(value)) {
        at.problemOf(labels.get(i), "is there already, written otherwise");
      }
      if (weight != null) {
        choices.add(new Choice<>(value, weight));
      }
    }
    Weights.check(at, choices, weights.size());
    return choices;
  }

  private static List<Choice<Value>> ofList(Located at, ValueList list, Type type) {
    List<Choice<Value>> choices = new ArrayList<>();
    for (String text : list.texts()) {
      String problem = type == null ? null : Values.problem(text, type);
      if (problem != null) {
        at.problem("of the list " + Quoted.shortened(list.name()) + ": " + problem);
        return choices;
      }
      choices.add(new Choice<>(type == null ? null : Values.of(text, type), BigDecimal.ONE));
    }
    return choices;
  }

  private Source choice(Located at, Type type) {
    Located on = at.require("on", "the field whose value decides");
    String path = on == null ? null : on.text("the name of a field");
    List<String> reference = path == null ? null : FieldPaths.parse(on, path);
    List<Source.Case> cases = new ArrayList<>();
    Source otherwise = null;
    List<String> labels = at.keys();
    List<Located> values = at.values();
    for (int i = 0; i < labels.size(); i++) {
      if (!labels.get(i).equals("on")) {
        Source source = nested(values.get(i), type);
        if (labels.get(i).equals("else")) {
          otherwise = source;
        } else {
          cases.add(new Source.Case(at.placeOf(labels.get(i)), labels.get(i), source));
        }
      }
    }
    if (cases.size() > 1_000) {
      at.problem("has " + cases.size() + " cases; 1000 are allowed");
    }
    if (!at.has("else")) {
      at.problem("else is missing: the source for nulls and for all other values");
    }
    return reference == null
        ? null
        : new Source.Switch(on.place(), reference, List.copyOf(cases), otherwise);
  }

  /** A source that stands inside of another. */
  Source nested(Located at, Type type) {
    if (!at.requireMapping("a source, such as {const: 1},")) {
      return null;
    }
    for (String key : List.of("edge-cases", "runs", "null")) {
      if (at.has(key)) {
        at.problemOf(key, "stands beside the leaf's own source, not inside of it");
      }
    }
    List<String> allowed = new ArrayList<>(keys());
    allowed.addAll(List.of("edge-cases", "runs", "null"));
    at.allow(allowed);
    return read(at, type);
  }

  private static Source computed(Located at) {
    String text = at.text("an expression");
    return text == null
        ? null
        : new Source.Computed(at.place(), text, ExpressionReader.read(at, text));
  }
}
