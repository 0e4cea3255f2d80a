package dev.nestedparquet.internal.schema.reference;

import dev.nestedparquet.internal.schema.model.Type;
import dev.nestedparquet.internal.schema.reference.RandomScope.Visible;
import java.util.List;
import java.util.function.Predicate;

/** Expressions of the type that is asked for, which fail in no row. */
final class RandomExpressions {
  private static final int MOST_DEPTH = 3;

  private final Dice dice;
  private final RandomScope scope;

  RandomExpressions(Dice dice, RandomScope scope) {
    this.dice = dice;
    this.scope = scope;
  }

  /** An expression for a leaf; what can be out of its range is cut off. */
  String of(Type type) {
    if (type instanceof Type.Int) {
      return "least(greatest(" + integer(0) + ", 0), 100)";
    } else if (type instanceof Type.Decimal decimal) {
      String most = decimal.precision() > decimal.scale() ? "9" : "0.5";
      return "round(least(greatest(" + decimal(0) + ", 0), " + most + "), " + type.scale() + ")";
    } else if (type instanceof Type.Floating) {
      return "cast(" + floating(0) + " as " + type + ")";
    } else if (type instanceof Type.Bool) {
      return bool(0);
    } else if (type instanceof Type.Text) {
      return text(0);
    }
    return other(type);
  }

  /** An expression that is never null; null if there is none for the type. */
  String neverNull(Type type) {
    String otherwise =
        type instanceof Type.Int || type instanceof Type.Decimal
            ? "0"
            : type instanceof Type.Bool
                ? "true"
                : type instanceof Type.Text
                    ? "'n'"
                    : type instanceof Type.Floating ? "cast(1 as " + type + ")" : null;
    return otherwise == null ? null : "coalesce(" + of(type) + ", " + otherwise + ")";
  }

  /** Never null. */
  String number() {
    if (scope.inEntity) {
      return "key";
    }
    return scope.inList && dice.of(2) == 1 ? "slot" : "row";
  }

  private String field(Predicate<Type> type, String otherwise) {
    List<Visible> fields = scope.single(type);
    return fields.isEmpty() ? otherwise : dice.one(fields).expression();
  }

  private String many(String function, Predicate<Type> type, String otherwise) {
    List<Visible> fields = scope.many(type);
    return fields.isEmpty() ? otherwise : function + "(" + dice.one(fields).expression() + ")";
  }

  private String count() {
    List<Visible> counted = scope.find(one -> one.counted() || one.many());
    return counted.isEmpty() ? "1" : "count(" + dice.one(counted).expression() + ")";
  }

  String integer(int depth) {
    int d = depth + 1;
    Predicate<Type> integers = type -> type instanceof Type.Int;
    return switch (dice.of(depth < MOST_DEPTH ? 16 : 5)) {
      case 0 -> Integer.toString(dice.of(9));
      case 1 -> number();
      case 2 -> field(integers, "2");
      case 3 -> count();
      case 4 -> many(dice.one(List.of("sum", "min", "max")), integers, "3");
      case 5 -> "(" + integer(d) + " + " + integer(d) + ")";
      case 6 -> "(" + integer(d) + " - " + integer(d) + ")";
      case 7 -> integer(d) + " * " + integer(d);
      case 8 -> integer(d) + " / " + dice.one(List.of("3", "(-2)"));
      case 9 -> integer(d) + " % " + dice.one(List.of("7", "(-5)"));
      case 10 -> "if(" + bool(d) + ", " + integer(d) + ", " + integer(d) + ")";
      case 11 -> "coalesce(" + integer(d) + ", " + integer(d) + ")";
      case 12 -> "abs(-" + integer(d) + ")";
      case 13 -> "round(" + decimal(d) + ")";
      case 14 -> "length(" + text(d) + ")";
      default -> {
        String divisor = integer(d);
        yield "if((" + divisor + ") <> 0, 99 / (" + divisor + "), null)";
      }
    };
  }

  private String decimal(int depth) {
    int d = depth + 1;
    Predicate<Type> decimals = type -> type instanceof Type.Decimal;
    return switch (dice.of(depth < MOST_DEPTH ? 10 : 3)) {
      case 0 -> dice.of(9) + ".25";
      case 1 -> field(decimals, "0.5");
      case 2 -> many(dice.one(List.of("sum", "min", "max")), decimals, "1.5");
      case 3 -> integer(d) + " * " + decimal(d);
      case 4 -> "(" + decimal(d) + " - " + decimal(d) + ")";
      case 5 -> "round(" + decimal(d) + " / 3, " + dice.between(0, 4) + ")";
      case 6 -> "coalesce(" + integer(d) + ", " + decimal(d) + ")";
      case 7 -> "if(" + bool(d) + ", " + decimal(d) + ", " + integer(d) + ")";
      case 8 -> "-" + decimal(d);
      default ->
          "cast(least(greatest("
              + floating(d)
              + ", -cast(9 as float64)), cast(9 as float64))"
              + " as decimal(9,3))";
    };
  }

  private String floating(int depth) {
    int d = depth + 1;
    Predicate<Type> floats = type -> type instanceof Type.Floating;
    return switch (dice.of(depth < MOST_DEPTH ? 9 : 3)) {
      case 0 -> "cast(" + dice.of(9) + ".5 as float32)";
      case 1 -> field(floats, "cast(0.1 as float64)");
      case 2 -> many(dice.one(List.of("min", "max")), floats, "cast(2 as float16)");
      case 3 -> "(" + floating(d) + " + " + floating(d) + ")";
      case 4 -> floating(d) + " * " + floating(d);
      case 5 -> floating(d) + " / " + floating(d);
      case 6 -> "cast(" + decimal(d) + " as float64)";
      case 7 -> "greatest(" + floating(d) + ", -" + floating(d) + ")";
      default -> "abs(cast(" + integer(d) + " as float16))";
    };
  }

  String bool(int depth) {
    int d = depth + 1;
    return switch (dice.of(depth < MOST_DEPTH ? 9 : 2)) {
      case 0 -> dice.one(List.of("true", "false"));
      case 1 -> field(type -> type instanceof Type.Bool, "row > 2".replace("row", number()));
      case 2 -> integer(d) + comparison() + integer(d);
      case 3 -> decimal(d) + comparison() + integer(d);
      case 4 -> floating(d) + comparison() + floating(d);
      case 5 -> text(d) + comparison() + text(d);
      case 6 -> "(" + bool(d) + dice.one(List.of(" and ", " or ")) + bool(d) + ")";
      case 7 -> "not (" + bool(d) + ")";
      default -> "(" + integer(d) + ") is" + dice.one(List.of(" null", " not null"));
    };
  }

  private String comparison() {
    return dice.one(List.of(" = ", " <> ", " < ", " <= ", " > ", " >= "));
  }

  private String text(int depth) {
    int d = depth + 1;
    return switch (dice.of(depth < MOST_DEPTH ? 7 : 3)) {
      case 0 -> dice.one(List.of("'a'", "''", "'it''s'", "'é'", "'b'"));
      case 1 -> field(type -> type instanceof Type.Text, "'c'");
      case 2 -> many("max", type -> type instanceof Type.Text, "'d'");
      case 3 -> "concat(" + text(d) + ", " + text(d) + ")";
      case 4 -> "cast(" + integer(d) + " as string)";
      case 5 -> "cast(" + decimal(d) + " as string)";
      default -> "cast(" + bool(d) + " as string)";
    };
  }

  /** Times and bytes: a field, or what can be made of two without leaving the range. */
  private String other(Type type) {
    String field = field(type::equals, "null");
    String duration =
        type instanceof Type.Timestamp time
            ? field(new Type.Duration(time.unit())::equals, "null")
            : "null";
    return switch (dice.of(5)) {
      case 0 -> field;
      case 1 -> many("min", type::equals, field);
      case 2 -> "coalesce(" + field + ", " + field(type::equals, "null") + ")";
      case 3 -> "if(" + bool(1) + ", " + field + ", " + field(type::equals, "null") + ")";
      default ->
          duration.equals("null") || field.equals("null")
              ? field
              : "least(greatest("
                  + field
                  + " + 2 * "
                  + duration
                  + ", "
                  + field
                  + "), "
                  + field
                  + ")";
    };
  }
}
