package dev.nestedparquet.internal.schema.grammar;

import dev.nestedparquet.internal.schema.grammar.Shape.AnyOf;
import dev.nestedparquet.internal.schema.grammar.Shape.Items;
import dev.nestedparquet.internal.schema.grammar.Shape.Later;
import dev.nestedparquet.internal.schema.grammar.Shape.Words;
import java.util.ArrayList;
import java.util.List;

/** Sources of values, and what stands beside them. */
public final class SourceKeys {
  /**
   * A source.
   *
   * @param hasMost whether it has a least and a greatest value, so that lengths can be drawn from
   *     it
   */
  public record OneSource(Key key, TypeSet types, boolean hasMost) {
    public String name() {
      return key.name();
    }
  }

  static final Shape WEIGHT = Shape.number("0", "1000000000");
  private static final Shape COUNT = Shape.count(0, Long.MAX_VALUE);
  private static final Shape POSITIVE = Shape.count(1, Long.MAX_VALUE);
  private static final Shape EXPONENT = Shape.number("0", "20");
  private static final Shape ABOVE_0 = Shape.number("0.000001", "100");

  private static final Key MIN = Key.required("min", "The least value.", Shape.SCALAR);
  private static final Key MIN_OR_0 =
      Key.optional("min", "The least value: 0, but of times it must be said.", Shape.SCALAR);
  private static final Key MAX = Key.required("max", "The greatest value.", Shape.SCALAR);
  private static final Key MOST = Key.required("max", "The greatest count.", COUNT);
  private static final Key START =
      Key.optional("start", "The first value: 0, but of times it must be said.", Shape.SCALAR);
  private static final Key STEP =
      Key.optional(
          "step",
          "What is between two values: 1, but of times a length of time must be said.",
          Shape.SCALAR);
  private static final Key JITTER =
      Key.optional(
          "jitter",
          "Up to how much is added to a value; beyond the step, the order is not kept.",
          Shape.SCALAR);

  public static final Mapping NORMAL =
      Mapping.of(
          "normal",
          Key.required("mean", "The value in the middle.", Shape.SCALAR),
          Key.required("sigma", "The standard deviation; of times, a length.", Shape.SCALAR),
          MIN,
          MAX);
  public static final Mapping LOGNORMAL =
      Mapping.of(
          "lognormal",
          Key.required("median", "The value that half of all are above.", Shape.SCALAR),
          Key.required("sigma", "The standard deviation of the logarithm.", ABOVE_0),
          MIN_OR_0,
          MAX);
  public static final Mapping EXPONENTIAL =
      Mapping.of(
          "exponential",
          Key.required("mean", "How far above `min` values are on average.", Shape.SCALAR),
          MIN_OR_0,
          MAX);
  public static final Mapping PARETO =
      Mapping.of("pareto", Key.required("alpha", "The exponent of the tail.", ABOVE_0), MIN, MAX);
  public static final Mapping ZIPF =
      Mapping.of(
          "zipf",
          Key.required("n", "The number of ranks.", POSITIVE),
          Key.required("s", "The exponent: 0 to 20.", EXPONENT));
  public static final Mapping GEOMETRIC =
      Mapping.of(
          "geometric",
          Key.required("mean", "The average.", Shape.number("0", "1000000000")),
          Key.optional("min", "The least count: 0.", COUNT),
          MOST);
  public static final Mapping POISSON =
      Mapping.of(
          "poisson", Key.required("mean", "The average.", Shape.number("0", "1000000")), MOST);
  public static final Mapping BINOMIAL =
      Mapping.of(
          "binomial",
          Key.required("n", "The number of trials.", Shape.count(0, 1_000_000_000)),
          Key.required("p", "How likely each is to succeed, such as 30%.", Shape.SHARE));
  public static final Mapping SEQUENCE = Mapping.of("sequence", START, STEP);
  public static final Mapping SORTED = Mapping.of("sorted", START, STEP, JITTER);
  public static final Mapping CLUSTERED =
      Mapping.of(
          "clustered",
          Key.required("rows", "The rows of a block.", Shape.count(1, 1L << 40)),
          Key.optional("blocks", "How many blocks trade places: 1024.", Shape.count(2, 1L << 30)),
          START,
          STEP,
          JITTER);
  public static final Mapping UNIQUE =
      Mapping.of(
          "unique",
          Key.required("of", "How many values there are, the most rows.", POSITIVE),
          Key.optional("start", "The least of integers: 0.", Shape.SCALAR),
          Key.optional(
              "pattern",
              "How texts are made, such as `\"[A-Z]{2}-[0-9]{6}\"`: without alternatives, each"
                  + " repeat of one number.",
              Shape.SCALAR));
  private static final Shape ALPHABET = new Words(List.copyOf(AlphabetNames.all().keySet()));
  public static final Mapping CHARACTERS =
      Mapping.of("characters", Key.required("characters", "What texts consist of.", Shape.SCALAR));
  public static final Mapping TEXT =
      Mapping.of(
          "text",
          Key.required(
              "length",
              "Characters of a text, or words: a number, weights such as `{3-20: 1}`, or a source.",
              new Later(() -> LengthKeys.OF_LISTS)),
          Key.optional(
              "alphabet",
              "What characters there are: the name of an alphabet (`letters`), a list of names, or"
                  + " `{characters: ACGT}`.",
              new AnyOf(ALPHABET, new Items(ALPHABET, 1, Integer.MAX_VALUE), CHARACTERS)),
          Key.optional("words", "The name of a list, of which texts have words.", Shape.SCALAR)
              .without("alphabet"));
  public static final Mapping BYTES =
      Mapping.of(
          "bytes",
          Key.optional(
              "length",
              "Bytes of a value: a number, weights such as `{3-20: 1}`, or a source; not of"
                  + " `fixed_binary`, whose type says it.",
              new Later(() -> LengthKeys.OF_LISTS)),
          Key.optional("entropy", "Bits of chance in a byte: 8.", Shape.number("0", "8")));

  /** Cases are the user's own keys. */
  private static final Mapping SWITCH =
      Mapping.of(
              "switch",
              Key.required("on", "The field whose value decides.", Shape.SCALAR),
              Key.required(
                  "else",
                  "The source for nulls and for all other values.",
                  new Later(SourceKeys::alone)))
          .withOthers(new Later(SourceKeys::alone), null, null);

  private static final Shape PICK =
      new AnyOf(
          new Items(Shape.SCALAR, 1, 65_536),
          Mapping.byName("weights", WEIGHT).withMany(1, 65_536),
          Shape.SCALAR);

  private static final List<OneSource> ALL =
      List.of(
          bounded("const", TypeSet.ALL, Shape.SCALAR, "always this value"),
          bounded(
              "pick",
              TypeSet.ALL,
              PICK,
              "a list, weights, or the name of a list; `zipf` beside a list: its exponent, 0 to"
                  + " 20"),
          bounded(
              "uniform",
              TypeSet.NUMBERS,
              new Items(Shape.SCALAR, 2, 2),
              "`[least, greatest]`; `digits` beside it: 0 to 17, for floating point, as for the"
                  + " five below. All values are whole multiples of the last digit between the"
                  + " ends, fewer than 2^53 from 0"),
          bounded(
              "normal",
              TypeSet.NUMBERS,
              NORMAL,
              "the normal distribution: `mean`, `sigma`, `min`, `max`"),
          bounded(
              "lognormal",
              TypeSet.NUMBERS,
              LOGNORMAL,
              "the lognormal distribution: `median`, `sigma` (of the logarithm), `min` (0; times need"
                  + " it), `max`. Of times, the median is a duration since 1970 or midnight"),
          bounded(
              "exponential",
              TypeSet.NUMBERS,
              EXPONENTIAL,
              "the exponential distribution: `mean` above `min`, `min` (0; times need it), `max`"),
          bounded(
              "pareto", TypeSet.NUMBERS, PARETO, "Pareto's distribution: `alpha`, `min`, `max`"),
          bounded(
              "quantiles",
              TypeSet.NUMBERS,
              new Items(Shape.SCALAR, 2, 4_097),
              "2 to 4,097 values in ascending order; the first and the last are the least and the"
                  + " greatest"),
          bounded("zipf", TypeSet.INTEGERS, ZIPF, "Zipf's law: `n`, `s` (0 to 20): ranks 1 to n"),
          bounded(
              "geometric",
              TypeSet.INTEGERS,
              GEOMETRIC,
              "the geometric distribution: `mean`, `min` (0), `max`"),
          bounded("poisson", TypeSet.INTEGERS, POISSON, "Poisson's distribution: `mean`, `max`"),
          bounded("binomial", TypeSet.INTEGERS, BINOMIAL, "the binomial distribution: `n`, `p`"),
          source(
              "sequence",
              TypeSet.UNITS,
              SEQUENCE,
              "by position: `start` (0), `step` (1); times need both"),
          source(
              "sorted",
              TypeSet.UNITS,
              SORTED,
              "ascending: `start` (0), `step` (1), `jitter` (0); times need `start` and `step`"),
          source(
              "clustered",
              TypeSet.UNITS,
              CLUSTERED,
              "ascending inside of blocks: `rows` of a block, `blocks` (1,024) that trade places, and"
                  + " the keys of `sorted`"),
          source(
              "unique",
              TypeSet.UNIQUE,
              UNIQUE,
              "each value once: `of`; `start` (0) of integers; `pattern` of strings, without"
                  + " alternatives, each repeat of one number"),
          source(
              "template",
              TypeSet.TEXT,
              Shape.SCALAR,
              "`{part}`, `{part:08}` with zeros in front; `{{` and `}}` for the characters. `parts`"
                  + " beside it: a source each, with a `type` if it is neither text nor int64."
                  + " Floating point needs `digits`. A part that is null makes the text null"),
          source(
              "pattern",
              TypeSet.TEXT,
              Shape.SCALAR,
              "characters, `[a-z0-9]`, `\\d`, `\\w`, `( )`, `|`, `?`, `{n}`, `{m,n}`; `\\` before"
                  + " any other sign"),
          source(
              "text",
              TypeSet.TEXT,
              TEXT,
              "`length`, in characters; `alphabet`: "
                  + String.join(", ", AlphabetNames.all().keySet()).replaceFirst(",", " (default),")
                  + ", a list of them, or `{characters: ACGT}`; or `words`: the name of a list, and"
                  + " `length` counts words"),
          source(
              "bytes",
              TypeSet.BINARY,
              BYTES,
              "`length` (not of fixed_binary), `entropy`: 0 to 8 bits a byte (8)"),
          source(
              "switch",
              TypeSet.ALL,
              SWITCH,
              "`on`: a field; a source by each value; `else`, which null takes, too"),
          source(
              "expr",
              TypeSet.ALL,
              Shape.SCALAR,
              "an expression; `on-error: null` beside it, also in a part or a case: null where it"
                  + " overflows or divides by zero. Else generation fails there, and says row, path"
                  + " and values"));

  private static final List<String> NAMES = ALL.stream().map(OneSource::name).toList();
  private static final List<String> WITH_MOST =
      ALL.stream().filter(OneSource::hasMost).map(OneSource::name).toList();

  /** Sources that {@code digits} can stand beside. */
  public static final List<String> WITH_DIGITS =
      List.of("uniform", "normal", "lognormal", "exponential", "pareto", "quantiles");

  private static final List<Key> BESIDE =
      List.of(
          Key.optional(
                  "digits",
                  "Digits after the point, of floating point: 0 to 17",
                  Shape.count(0, 17))
              .with(WITH_DIGITS.toArray(String[]::new)),
          Key.optional(
                  "parts",
                  "Sources by the names that the template has for them",
                  Mapping.byName("parts", new Later(SourceKeys::part)))
              .with("template"),
          Key.optional(
                  "on-error",
                  "`null`: what the value is where the expression overflows or divides by zero",
                  new Words("null"))
              .with("expr"));

  private static final Mapping ALONE = Mapping.of("source", all()).withOneOf(NAMES);

  /** Parts have a type of their own. */
  private static final Mapping PART =
      Mapping.of("part", Key.optional("type", "text or int64 without it", Shape.TYPE))
          .and(all())
          .withOneOf(NAMES);

  private SourceKeys() {}

  private static OneSource bounded(String name, TypeSet types, Shape value, String meaning) {
    return new OneSource(Key.optional(name, meaning, value), types, true);
  }

  private static OneSource source(String name, TypeSet types, Shape value, String meaning) {
    return new OneSource(Key.optional(name, meaning, value), types, false);
  }

  /** All of them, in the order in which errors list them. */
  public static List<OneSource> sources() {
    return ALL;
  }

  /** The keys that name a source. */
  public static List<String> names() {
    return NAMES;
  }

  /** The keys that stand beside a source. */
  public static List<Key> beside() {
    return BESIDE;
  }

  /** Sources with a least and a greatest value. */
  static List<OneSource> withMost() {
    return ALL.stream().filter(OneSource::hasMost).toList();
  }

  /** The keys that name such a source. */
  public static List<String> namesWithMost() {
    return WITH_MOST;
  }

  /** Sources and what stands beside them. */
  static List<Key> all() {
    List<Key> keys = new ArrayList<>();
    ALL.forEach(source -> keys.add(source.key()));
    keys.addAll(BESIDE);
    return keys;
  }

  /** The types that a source, or what stands beside it, goes with. */
  public static TypeSet types(String name) {
    int index = NAMES.indexOf(name);
    return index >= 0
        ? ALL.get(index).types()
        : name.equals("digits") ? TypeSet.FLOATING : TypeSet.ALL;
  }

  /** A mapping that is a source and nothing else. */
  public static Mapping alone() {
    return ALONE;
  }

  /** A part of a template. */
  public static Mapping part() {
    return PART;
  }
}
