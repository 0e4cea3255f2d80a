package dev.nestedparquet.internal.schema.reference;

import dev.nestedparquet.internal.schema.model.Type;
import dev.nestedparquet.internal.schema.reference.RandomScope.Visible;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Sources that fit a type, as the keys and values of a mapping. */
final class RandomSources {
  /** Rows that a file can have at least. */
  private static final BigInteger LEAST_ROWS = BigInteger.valueOf(60);

  private final Dice dice;
  private final RandomScope scope;

  /** Values of the source that was made last; null if they aren't known. */
  private List<String> labels;

  /** Whether the source that was made last gives a value for every position. */
  private boolean isOrdered;

  RandomSources(Dice dice, RandomScope scope) {
    this.dice = dice;
    this.scope = scope;
  }

  List<String> labels() {
    return labels;
  }

  boolean isOrdered() {
    return isOrdered;
  }

  /** Any source; none that can be null if it is {@code never} to be. */
  String of(Type type, boolean never, int depth) {
    List<Supplier<String>> options = new ArrayList<>();
    options.add(() -> constant(type));
    options.add(() -> pick(type));
    options.add(() -> pick(type));
    options.add(() -> expression(type, never));
    if (depth == 0) {
      options.add(() -> choice(type, never));
    }
    if (type.hasUnits() || type instanceof Type.Floating) {
      RandomLaws laws = new RandomLaws(dice, type);
      options.add(laws::uniform);
      options.add(laws::continuous);
      options.add(laws::continuous);
    }
    if (type.hasUnits()) {
      options.add(() -> ordered(type));
    }
    if (type instanceof Type.Int number) {
      options.add(() -> RandomLaws.counts(dice, number));
    } else if (type instanceof Type.Text) {
      options.add(() -> template(never));
      options.add(this::pattern);
      options.add(() -> "text: {length: " + RandomLengths.ofText(dice).yaml() + alphabet() + "}");
    } else if (type instanceof Type.Binary) {
      options.add(() -> "bytes: {length: " + RandomLengths.ofText(dice).yaml() + entropy() + "}");
    } else if (type instanceof Type.FixedBinary) {
      options.add(() -> "bytes: {" + entropy().replaceFirst("^, ", "") + "}");
    }
    if (type instanceof Type.Int
        || type instanceof Type.Text
        || type instanceof Type.FixedBinary
        || type instanceof Type.Uuid) {
      options.add(() -> unique(type));
    }
    labels = null;
    isOrdered = false;
    return dice.one(options).get();
  }

  private String literal(Type type) {
    return RandomLiterals.yaml(RandomLiterals.of(type, dice.between(-9, 9), dice.of(2) == 1));
  }

  private String expression(Type type, boolean never) {
    RandomExpressions expressions = new RandomExpressions(dice, scope);
    String text = never ? expressions.neverNull(type) : expressions.of(type);
    return text == null ? constant(type) : "expr: " + RandomLiterals.yaml(text);
  }

  private String constant(Type type) {
    String special = dice.one(List.of(".nan", ".inf", "-.inf", "-0.0", "0.1"));
    String value = type instanceof Type.Floating && dice.once(3) ? special : literal(type);
    labels = new ArrayList<>(List.of(value));
    return "const: " + value;
  }

  String pick(Type type) {
    boolean wide = dice.of(2) == 1;
    TreeSet<Integer> numbers = new TreeSet<>();
    int count = dice.between(1, 6);
    for (int i = 0; i < count; i++) {
      numbers.add(dice.between(-9, 9));
    }
    labels =
        numbers.stream()
            .map(n -> RandomLiterals.yaml(RandomLiterals.of(type, n, wide)))
            .distinct()
            .toList();
    if (dice.of(2) == 0) {
      String zipf = dice.once(2) ? ", zipf: " + dice.one(List.of("1", "0", "0.9", "2.5")) : "";
      return "pick: [" + String.join(", ", labels) + "]" + zipf;
    }
    List<String> weights = new ArrayList<>();
    for (String label : labels) {
      String weight = weights.isEmpty() ? "1" : dice.one(List.of("1", "0", "2.5", "97", "1k"));
      weights.add(label + ": " + weight);
    }
    return "pick: {" + String.join(", ", weights) + "}";
  }

  private String choice(Type type, boolean never) {
    List<Visible> fields = scope.single(on -> true);
    String on = scope.inEntity ? "key" : scope.inList ? "slot" : "row";
    List<String> cases = List.of("0", "1", "2");
    if (!fields.isEmpty()) {
      Visible field = dice.one(fields);
      on = field.path();
      cases = field.labels() != null ? field.labels() : unknown(field.type());
    }
    List<String> texts = new ArrayList<>(List.of("on: " + RandomLiterals.yaml(on)));
    int count = dice.between(0, Math.min(3, cases.size()));
    boolean labelled = true;
    TreeSet<String> known = new TreeSet<>();
    for (int i = 0; i <= count; i++) {
      // Words of a switch itself are no labels.
      String label = i == count ? "else" : cases.get(i);
      if (i == count || !label.equals("on")) {
        texts.add(label + ": {" + of(type, never, 1) + "}");
        labelled &= labels != null;
        known.addAll(labels == null ? List.of() : labels);
      }
    }
    labels = labelled ? List.copyOf(known) : null;
    return "switch: {" + String.join(", ", texts) + "}";
  }

  private static List<String> unknown(Type type) {
    List<String> values = new ArrayList<>();
    for (int n : new int[] {-1, 1, 2}) {
      String value = RandomLiterals.yaml(RandomLiterals.of(type, n, false));
      if (!values.contains(value)) {
        values.add(value);
      }
    }
    return values;
  }

  private boolean fits(BigInteger values) {
    return values.compareTo(scope.perRow.multiply(LEAST_ROWS)) >= 0;
  }

  private String ordered(Type type) {
    // From the middle of the type's range on, 7 units a step: dates, times of a second.
    BigInteger room =
        type instanceof Type.Time
            ? BigInteger.valueOf(40_000)
            : type.greatest().min(BigInteger.ONE.shiftLeft(31)).shiftRight(4);
    if (!fits(room.divide(BigInteger.valueOf(16)))) {
      return constant(type);
    }
    isOrdered = true;
    String start =
        type.isTemporal() || dice.of(2) == 1
            ? "start: " + RandomLiterals.yaml(RandomLiterals.of(type, 2, false)) + ", "
            : "";
    String step = RandomLiterals.difference(type, type.isTemporal() ? 1 : dice.between(1, 7));
    boolean falls = type.least().signum() < 0 && !(type instanceof Type.Date) && dice.of(2) == 1;
    String jitter = ", jitter: " + RandomLiterals.difference(type, dice.between(1, 9));
    return switch (dice.of(4)) {
      case 0 -> "sequence: {" + start + "step: " + step + "}";
      case 1 -> "sequence: {" + start + "step: " + (falls ? "-" : "") + step + "}";
      case 2 -> "sorted: {" + start + "step: " + step + (dice.of(2) == 1 ? jitter : "") + "}";
      default -> "clustered: {rows: 3, blocks: 2, " + start + "step: " + step + jitter + "}";
    };
  }

  String unique(Type type) {
    String pattern = "[a-c]x{2}[0-9]{5}\\\\w";
    BigInteger of =
        type instanceof Type.Text
            ? BigInteger.valueOf(dice.one(List.of(18_900_000, 50_000)))
            : type instanceof Type.Int
                ? type.greatest().min(BigInteger.valueOf(4_000_000_000L))
                : type instanceof Type.FixedBinary fixed
                    ? BigInteger.ONE.shiftLeft(8 * Math.min(7, fixed.bytes()))
                    : BigInteger.valueOf(Long.MAX_VALUE);
    if (!fits(of)) {
      return constant(type);
    }
    isOrdered = true;
    return "unique: {of: "
        + of
        + (type instanceof Type.Text ? ", pattern: \"" + pattern + "\"" : "")
        + (type instanceof Type.Int && dice.of(2) == 1 ? ", start: 1" : "")
        + "}";
  }

  private String pattern() {
    return "pattern: "
        + dice.one(
            List.of(
                "\"[A-Z]{2}-[0-9]{1,4}\"",
                "\"(a|bc|[d-f]{0,2})?x\"", "\"((\\\\d|y){2}z?){1,3}\"", "\"\\\\.é[\\\\w+]\""));
  }

  private String alphabet() {
    return dice.one(
        List.of(
            "",
            ", alphabet: ascii",
            ", alphabet: [latin, emoji]",
            ", alphabet: {characters: \"zaé\"}",
            ", words: words"));
  }

  private String entropy() {
    return dice.one(List.of("", ", entropy: 0", ", entropy: 3.7", ", entropy: 7.9999"));
  }

  private String template(boolean never) {
    RandomExpressions expressions = new RandomExpressions(dice, scope);
    String number = never ? expressions.number() : expressions.integer(1);
    List<String> parts = new ArrayList<>();
    parts.add("n: {expr: " + RandomLiterals.yaml(number) + "}");
    Type type = dice.one(RandomLiterals.TYPES);
    boolean written = !(type instanceof Type.Binary) && !(type instanceof Type.FixedBinary);
    Type part = written ? type : Type.string();
    String source =
        part instanceof Type.Floating
            ? new RandomLaws(dice, part).withDigits()
            : of(part, never, 1);
    parts.add("p: {type: \"" + part + "\", " + source + "}");
    parts.add("w: {pick: words, zipf: 1}");
    parts.add("i: {uniform: [-20, 20]}");
    labels = null;
    return "template: \"{n:03}{{{p}-{w}}} {i:04}{i}\", parts: {" + String.join(", ", parts) + "}";
  }
}
