package dev.nestedparquet.internal.schema.fill;

import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** Expressions by chance, of fields that {@link #FIELDS} and what is around them have. */
final class RandomExpressions {
  /** Columns of all kinds, with nulls, edge cases and lists, and an entity. */
  static final String FIELDS =
      """
      nested-parquet: 1
      name: expressions
      lists: {words: [a, "", "ä", "\\U0001F600", abc, "\\uFFFD", "ab"]}
      entities:
        e:
          count: 1000
          let: {up: {ref: f}}
          fields:
            n: {type: int32, null: 10%, uniform: [-5, 5]}
            inverse: {type: "decimal(9,3)", on-error: null, expr: "round(1.000 / n, 3)"}
            word: {type: string, expr: "concat(up.word, cast(key as string))"}
            code: {type: string, pick: [x, y, z]}
        f: {count: 7, fields: {word: {type: string, pick: words}}}
      columns:
        b: {type: bool, null: 20%, pick: [true, false]}
        i8: {type: int8, null: 10%, uniform: [-3, 3]}
        i32: {type: int32, uniform: [-1000, 1000], edge-cases: 20%}
        i64: {type: int64, uniform: [-1000000000, 1000000000], edge-cases: 30%}
        u64: {type: uint64, null: 10%, uniform: [0, 100], edge-cases: 40%}
        d2: {type: "decimal(9,2)", null: 20%, uniform: [-1.00, 1.00], edge-cases: 10%}
        d18: {type: "decimal(18,6)", uniform: [-100, 100], edge-cases: 20%}
        wide: {type: "decimal(38,10)", null: 10%, uniform: [-100, 100], edge-cases: 50%}
        labels: {type: "decimal(30,1)", dictionary: true, pick: [1.5, -99999999999999999999999, 0]}
        f16: {type: float16, uniform: [-2, 2], edge-cases: 30%}
        f32: {type: float32, null: 10%, uniform: [-2, 2], digits: 1, edge-cases: 30%}
        f64: {type: float64, uniform: [-1000, 1000], edge-cases: 30%}
        s: {type: string, null: 20%, pick: words, edge-cases: 30%}
        code: {type: string, dictionary: true, pick: [k, l, m]}
        large: {type: large_string, text: {length: {0-6: 1}, alphabet: greek}}
        at: {type: timestamp(ms), null: 10%, uniform: [2000-01-01, 2020-01-01], edge-cases: 20%}
        at_s: {type: timestamp(s), uniform: [2000-01-01, 2020-01-01], edge-cases: 20%}
        took: {type: duration(ms), uniform: [-1s, 1s], edge-cases: 20%}
        day: {type: date, null: 10%, uniform: [2000-01-01, 2000-01-05]}
        bits: {type: binary, null: 10%, bytes: {length: {0-2: 1}, entropy: 1}}
        id: {type: uuid, unique: {of: 4G}}
        in:
          null: 20%
          let: {e: {ref: e, zipf: 1}}
          fields:
            x: {type: int16, null: 20%, uniform: [-9, 9]}
            inner: {null: 10%, fields: {y: {type: "decimal(5,1)", uniform: [-9, 9]}}}
        l:
          null: 10%
          length: {0-3: 1}
          list:
            null: 10%
            fields:
              n: {type: int64, null: 20%, uniform: [-5, 5], edge-cases: 20%}
              d: {type: "decimal(38,2)", uniform: [-5, 5], edge-cases: 30%}
              f: {type: float32, null: 20%, uniform: [-1, 1], edge-cases: 30%}
              t: {type: string, null: 20%, pick: words}
              took: {type: duration(ms), null: 20%, uniform: [-1s, 1s]}
              deep: {null: 10%, length: {0-3: 1}, list: {type: int8, null: 20%, uniform: [-100, 100]}}
              m: {length: {0-2: 1}, map: {key: {type: int8, pick: [1, 2, 3]}, value: {type: string, null: 30%, pick: words}}}
      """;

  /** Where an expression stands, and what it can say there. */
  enum Level {
    ROW,
    STRUCT,
    ELEMENT
  }

  private final Random random;
  private final Level level;

  RandomExpressions(Random random, Level level) {
    this.random = random;
    this.level = level;
  }

  /** A type and an expression, which may be refused since they don't fit. */
  String leaf() {
    int depth = 1 + random.nextInt(4);
    return switch (random.nextInt(11)) {
      case 0 -> "bool, expr: \"" + bool(depth);
      case 1 -> any("int8", "int64", "uint64", "uint8") + ", expr: \"" + integer(depth);
      case 2 -> any("int64", "uint64", "\"decimal(38,0)\"") + ", expr: \"" + integer(depth);
      case 3 -> any("\"decimal(38,10)\"", "\"decimal(12,4)\"") + ", expr: \"" + decimal(depth);
      case 4 -> any("\"decimal(38,20)\"", "\"decimal(18,6)\"") + ", expr: \"" + decimal(depth);
      case 5 -> "float64, expr: \"" + floating(depth);
      case 6 -> any("float16", "float32") + ", expr: \"cast(" + number(depth) + " as float16)";
      case 7 -> any("string", "large_string") + ", expr: \"" + text(depth);
      case 8 -> "timestamp(ms), expr: \"" + at(depth);
      case 9 -> "duration(ms), expr: \"" + took(depth);
      default -> other();
    };
  }

  /** An expression for the part of a template. */
  String part() {
    int depth = 1 + random.nextInt(3);
    return switch (random.nextInt(6)) {
      case 0 -> bool(depth);
      case 1 -> decimal(depth);
      case 2 -> at(depth);
      case 3 -> took(depth);
      case 4 -> text(depth);
      default -> integer(depth);
    };
  }

  String integer(int depth) {
    if (depth == 0) {
      return switch (level) {
        case ROW -> any("i8", "i32", "i64", "u64", "row", "3", "0", "9223372036854775807", "null");
        case STRUCT -> any("i8", "i64", "x", "e.key", "e.n", "row", "in.x", "12345678901234567890");
        case ELEMENT -> any("i8", "u64", "n", "slot", "row", "in.x", "7");
      };
    }
    Supplier<String> x = () -> integer(depth - 1);
    return switch (random.nextInt(14)) {
      case 0 -> "(" + x.get() + " + " + x.get() + ")";
      case 1 -> "(" + x.get() + " - " + x.get() + ")";
      case 2, 3 -> "(" + x.get() + " * " + x.get() + ")";
      case 4 -> "(" + x.get() + " / " + x.get() + ")";
      case 5 -> "(" + x.get() + " % " + x.get() + ")";
      case 6 -> "-" + x.get();
      case 7 -> "abs(" + x.get() + ")";
      case 8 -> "round(" + decimal(depth - 1) + ")";
      case 9 -> "length(" + text(depth - 1) + ")";
      case 10 -> "cast(" + number(depth - 1) + " as " + any("int8", "int32", "uint64") + ")";
      case 11 -> counted();
      default -> chosen(depth, x);
    };
  }

  private String counted() {
    return level == Level.ELEMENT
        ? any("count(deep)", "sum(deep)", "max(deep)", "count(m.value)", "min(m.key)", "count(l)")
        : any(
            "count(l)",
            "count(l.n)",
            "sum(l.n)",
            "min(l.n)",
            "max(l.n)",
            "count(l.deep)",
            "sum(l.deep)",
            "max(l.deep)",
            "count(l.m)",
            "count(l.m.value)",
            "sum(l.m.key)");
  }

  String decimal(int depth) {
    if (depth == 0) {
      return switch (level) {
        case ROW -> any("d2", "d18", "wide", "labels", "0.5", "1.00", "-7.25", "in.inner.y");
        case STRUCT -> any("d2", "wide", "inner.y", "e.inverse", "0.01");
        case ELEMENT -> any("d", "d2", "labels", "in.inner.y", "0.3");
      };
    }
    Supplier<String> x = () -> decimal(depth - 1);
    return switch (random.nextInt(11)) {
      case 0 -> "(" + x.get() + " + " + any(x.get(), integer(depth - 1)) + ")";
      case 1 -> "(" + any(x.get(), integer(depth - 1)) + " - " + x.get() + ")";
      case 2 -> "round(" + x.get() + " * " + x.get() + ", " + random.nextInt(5) + ")";
      case 3 -> "round(" + quotient(depth) + ", " + random.nextInt(12) + ")";
      case 4 -> "-" + x.get();
      case 5 -> "abs(" + x.get() + ")";
      case 6 -> "cast(" + number(depth - 1) + " as " + any("decimal(12,4)", "decimal(38,9)") + ")";
      case 7 -> "cast(" + quotient(depth) + " as decimal(38,3))";
      case 8 -> level == Level.ELEMENT ? x.get() : any("sum(l.d)", "min(l.d)", "max(l.d)");
      default -> chosen(depth, x);
    };
  }

  private String quotient(int depth) {
    String plain = decimal(depth - 1) + " / " + any(decimal(depth - 1), integer(depth - 1));
    return switch (random.nextInt(6)) {
      case 0 -> "(" + plain + " + " + integer(depth - 1) + ")";
      case 1 -> "(" + plain + " * " + decimal(depth - 1) + " - " + decimal(depth - 1) + ")";
      case 2 -> "-(" + plain + ") / " + decimal(depth - 1);
      case 3 -> "if(" + bool(depth - 1) + ", " + plain + ", " + integer(depth - 1) + ")";
      default -> "greatest(" + plain + ", " + decimal(depth - 1) + ")";
    };
  }

  String floating(int depth) {
    if (depth == 0) {
      return level == Level.ELEMENT ? any("f", "f64") : any("f16", "f32", "f64", "max(l.f)");
    }
    Supplier<String> x = () -> floating(depth - 1);
    return switch (random.nextInt(9)) {
      case 0 -> "(" + x.get() + " + " + x.get() + ")";
      case 1 -> "(" + x.get() + " - " + x.get() + ")";
      case 2 -> "(" + x.get() + " * " + x.get() + ")";
      case 3 -> "(" + x.get() + " / " + x.get() + ")";
      case 4 -> any("-", "abs") + "(" + x.get() + ")";
      case 5 -> "cast(" + number(depth - 1) + " as " + any("float16", "float32", "float64") + ")";
      case 6 -> "cast(" + quotient(depth) + " as " + any("float16", "float32", "float64") + ")";
      default -> chosen(depth, x);
    };
  }

  private String number(int depth) {
    return any(integer(depth), decimal(depth), floating(depth));
  }

  String text(int depth) {
    if (depth == 0) {
      return switch (level) {
        case ROW -> any("s", "code", "large", "'it''s'", "min(l.t)", "max(l.m.value)");
        case STRUCT -> any("s", "e.word", "e.code", "large", "max(l.t)");
        case ELEMENT -> any("t", "s", "code", "max(m.value)", "'x'");
      };
    }
    Supplier<String> x = () -> text(depth - 1);
    return switch (random.nextInt(6)) {
      case 0 -> "concat(" + x.get() + ", " + x.get() + ")";
      case 1 -> "cast(" + integer(depth - 1) + " as string)";
      case 2 -> "cast(" + decimal(depth - 1) + " as string)";
      case 3 -> "cast(" + bool(depth - 1) + " as string)";
      default -> chosen(depth, x);
    };
  }

  String at(int depth) {
    if (depth == 0) {
      return any("at", "cast(at_s as timestamp(ms))", "cast('2020-02-29' as timestamp(ms))");
    }
    return switch (random.nextInt(4)) {
      case 0 -> "(" + at(depth - 1) + " + " + took(depth - 1) + ")";
      case 1 -> "(" + at(depth - 1) + " - " + took(depth - 1) + ")";
      default -> chosen(depth, () -> at(depth - 1));
    };
  }

  String took(int depth) {
    if (depth == 0) {
      return level == Level.ROW ? any("took", "sum(l.took)", "max(l.took)") : "took";
    }
    return switch (random.nextInt(6)) {
      case 0 -> "(" + at(depth - 1) + " - " + at(depth - 1) + ")";
      case 1 -> "(" + took(depth - 1) + " * " + integer(depth - 1) + ")";
      case 2 -> "-" + took(depth - 1);
      case 3 -> "cast(cast(" + took(depth - 1) + " as duration(s)) as duration(ms))";
      default -> chosen(depth, () -> took(depth - 1));
    };
  }

  private String other() {
    return any(
        "date, expr: \"if(" + bool(1) + ", day, cast('1999-12-31' as date))",
        "binary, expr: \"greatest(bits, bits)",
        "binary, expr: \"coalesce(bits, cast('0xCAFE' as binary))",
        "uuid, expr: \"if(" + bool(2) + ", id, id)");
  }

  String bool(int depth) {
    if (depth == 0) {
      return any("b", "true", "false", "null");
    }
    int below = depth - 1;
    return switch (random.nextInt(9)) {
      case 0 -> "(" + bool(below) + " and " + bool(below) + ")";
      case 1 -> "(" + bool(below) + " or " + bool(below) + ")";
      case 2 -> "(not " + bool(below) + ")";
      case 3 -> "(" + value(below) + any(" is null)", " is not null)");
      case 4 -> compared(integer(below), any(integer(below), decimal(below)));
      case 5 -> compared(decimal(below), any(decimal(below), quotient(depth)));
      case 6 -> compared(floating(below), floating(below));
      case 7 -> compared(text(below), text(below));
      default ->
          any(
              compared(at(below), at(below)),
              compared(bool(below), bool(below)),
              compared("bits", "bits"),
              compared("day", "cast('2000-01-03' as date)"));
    };
  }

  private String value(int depth) {
    return any(integer(depth), decimal(depth), text(depth), floating(depth), bool(depth));
  }

  private String compared(String left, String right) {
    return "(" + left + any(" = ", " <> ", " < ", " <= ", " > ", " >= ") + right + ")";
  }

  private String chosen(int depth, Supplier<String> one) {
    return switch (random.nextInt(4)) {
      case 0 -> "if(" + bool(depth - 1) + ", " + one.get() + ", " + one.get() + ")";
      case 1 -> "coalesce(" + one.get() + ", " + one.get() + ", " + one.get() + ")";
      case 2 -> "least(" + one.get() + ", " + one.get() + ")";
      default -> "greatest(" + one.get() + ", " + one.get() + ", " + one.get() + ")";
    };
  }

  private String any(String... choices) {
    return List.of(choices).get(random.nextInt(choices.length));
  }
}
