package dev.nestedparquet.internal.schema.parse;

import dev.nestedparquet.internal.schema.grammar.Mapping;
import dev.nestedparquet.internal.schema.grammar.SourceKeys;
import dev.nestedparquet.internal.schema.model.Source;
import dev.nestedparquet.internal.schema.model.Type;
import dev.nestedparquet.internal.schema.read.LikelyWord;
import dev.nestedparquet.internal.schema.read.Located;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the one source of values that a leaf has, and sees to it that its type can have it. */
final class SourceReader {
  /** Sources whose value is a mapping. */
  private static final Set<String> WITH_KEYS =
      SourceKeys.sources().stream()
          .filter(source -> source.key().value() instanceof Mapping)
          .map(SourceKeys.OneSource::name)
          .collect(Collectors.toSet());

  private final Budget words = new Budget(100_000, "words in expressions");
  private final PickReader picks;
  private final SwitchReader switches = new SwitchReader(this);
  private final TextSources texts;

  SourceReader(NamedLists lists) {
    this.picks = new PickReader(lists);
    this.texts = new TextSources(this, lists);
  }

  /** The keys that name a source. */
  static List<String> found(Located at) {
    List<String> found =
        at.keys().stream().filter(SourceKeys.names()::contains).collect(Collectors.toList());
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
              .filter(key -> !SourceKeys.names().contains(key))
              .map(key -> LikelyWord.hint(key, SourceKeys.names()))
              .filter(text -> !text.isEmpty())
              .findFirst()
              .orElse("");
      at.problem(
          found.isEmpty()
              ? "has no source of values"
                  + hint
                  + "; one of: "
                  + String.join(", ", SourceKeys.names())
              : "has " + found.size() + " sources, " + String.join(", ", found) + "; leave one");
      return null;
    }
    String name = found.get(0);
    checkBeside(at, name);
    return SourceTypes.check(at, name, type) ? source(name, at, type) : null;
  }

  private static void checkBeside(Located at, String name) {
    if (at.has("digits") && !SourceKeys.WITH_DIGITS.contains(name)) {
      at.problemOf("digits", "does not go with " + name);
    }
    if (at.has("parts") && !name.equals("template")) {
      at.problemOf("parts", "goes with template alone");
    }
    if (at.has("on-error") && !name.equals("expr")) {
      at.problemOf("on-error", "goes with expr alone");
    }
  }

  private Source source(String name, Located at, Type type) {
    Located value = at.get(name);
    Integer digits = digits(at, type);
    if (WITH_KEYS.contains(name) && !value.requireMapping("a mapping, such as {key: value},")) {
      return null;
    }
    return switch (name) {
      case "const" -> new Source.Const(Values.read(value, type));
      case "pick" -> picks.read(value, at.get("zipf"), type);
      case "uniform" -> Law.uniform(value, type, digits);
      case "normal" -> Law.normal(value, type, digits);
      case "lognormal" -> Law.lognormal(value, type, digits);
      case "exponential" -> Law.exponential(value, type, digits);
      case "pareto" -> Law.pareto(value, type, digits);
      case "quantiles" -> Law.quantiles(value, type, digits);
      case "zipf" -> CountLaw.fitting(CountLaw.zipf(value), value, type);
      case "geometric" -> CountLaw.fitting(CountLaw.geometric(value), value, type);
      case "poisson" -> CountLaw.fitting(CountLaw.poisson(value), value, type);
      case "binomial" -> CountLaw.fitting(CountLaw.binomial(value), value, type);
      case "sequence" -> Order.sequence(value, type);
      case "sorted" -> Order.sorted(value, type);
      case "clustered" -> Order.clustered(value, type);
      case "unique" -> Order.unique(value, type);
      case "template" -> texts.template(value, at.get("parts"));
      case "pattern" -> texts.pattern(value);
      case "text" -> texts.text(value);
      case "bytes" -> texts.bytes(value, type);
      case "switch" -> switches.read(value, type);
      default -> computed(value, at.get("on-error"));
    };
  }

  private static Integer digits(Located at, Type type) {
    Located digits = at.get("digits");
    if (digits == null) {
      return null;
    } else if (type != null && !SourceKeys.types("digits").has(type)) {
      digits.problem("only floating point is rounded, and this is " + type);
      return null;
    }
    Long count = Numbers.count(digits, "a number of digits", 0, 17);
    return count == null ? null : Integer.valueOf(count.intValue());
  }

  private Source computed(Located at, Located onError) {
    boolean nullOnError = onError != null && onError.isWord("null");
    if (onError != null && !nullOnError) {
      onError.problem(onError.kind() + " is not allowed; allowed: null");
    }
    String text = at.text("an expression");
    return text == null
        ? null
        : new Source.Computed(
            at.place(), text, ExpressionReader.read(at, text, words), nullOnError);
  }
}
