package dev.nestedparquet.internal.schema.check;

import dev.nestedparquet.internal.schema.check.Kind.Base;
import dev.nestedparquet.internal.schema.model.Expression;
import dev.nestedparquet.internal.schema.model.Type;
import dev.nestedparquet.internal.schema.parse.Values;

/** Kinds of values that operators give. */
final class Operators {
  /** Digits after the point, as decimals have them at most. */
  private static final int MOST_SCALE = 38;

  private Operators() {}

  static Kind kind(Expression.Binary at, Kind left, Kind right) throws TypeProblem {
    return switch (at.operator()) {
      case "and", "or" -> {
        if (!isBool(left) || !isBool(right)) {
          throw wrong(at, left, right, "takes bools");
        }
        yield Kind.BOOL;
      }
      case "=", "<>", "<", "<=", ">", ">=" -> {
        if (left.with(right) == null) {
          throw wrong(at, left, right, "compares values of one kind");
        }
        yield Kind.BOOL;
      }
      default -> arithmetic(at, left, right);
    };
  }

  private static boolean isBool(Kind kind) {
    return kind.isUnknown() || kind.base() == Base.BOOL;
  }

  private static TypeProblem wrong(Expression.Binary at, Kind left, Kind right, String takes) {
    return new TypeProblem(
        at, at.operator() + " " + takes + ", and these are " + left + " and " + right);
  }

  private static Kind arithmetic(Expression.Binary at, Kind left, Kind right) throws TypeProblem {
    String operator = at.operator();
    if (left.isUnknown() || right.isUnknown()) {
      return Kind.ANY;
    } else if (left.base() == Base.FLOATING
        && right.base() == Base.FLOATING
        && !operator.equals("%")) {
      return Kind.FLOAT64;
    } else if (left.base() == Base.OTHER || right.base() == Base.OTHER) {
      return times(at, left, right);
    } else if (left.isRational() && right.isRational()) {
      return exact(at, left, right);
    }
    boolean mixed =
        (left.base() == Base.FLOATING && right.isRational())
            || (right.base() == Base.FLOATING && left.isRational());
    throw wrong(
        at,
        left,
        right,
        mixed ? "takes numbers of one kind; use cast(x as float64)" : "takes numbers");
  }

  private static Kind exact(Expression.Binary at, Kind left, Kind right) throws TypeProblem {
    boolean integers = left.base() == Base.INTEGER && right.base() == Base.INTEGER;
    if (at.operator().equals("%")) {
      if (!integers) {
        throw wrong(at, left, right, "takes integers");
      }
      return Kind.INTEGER;
    } else if (integers) {
      return Kind.INTEGER; // Division, too: it cuts off what is after the point, as in SQL.
    } else if (at.operator().equals("/")
        || left.base() == Base.QUOTIENT
        || right.base() == Base.QUOTIENT) {
      return Kind.QUOTIENT;
    }
    int scale =
        at.operator().equals("*")
            ? left.scale() + right.scale()
            : Math.max(left.scale(), right.scale());
    if (scale > MOST_SCALE) {
      throw new TypeProblem(
          at,
          "* gives "
              + scale
              + " digits after the point, and "
              + MOST_SCALE
              + " are allowed; round what is multiplied");
    }
    return Kind.decimal(scale);
  }

  /** Points in time and lengths of it, all of one unit. */
  private static Kind times(Expression.Binary at, Kind left, Kind right) throws TypeProblem {
    boolean plus = at.operator().equals("+");
    boolean minus = at.operator().equals("-");
    if (plus || minus) {
      if (left.isDuration() && left.equals(right)) {
        return left;
      } else if (left.type() instanceof Type.Timestamp time) {
        if (isOfUnit(right, time)) {
          return left;
        } else if (minus && left.equals(right)) {
          return Kind.other(new Type.Duration(time.unit()));
        }
      } else if (plus && right.type() instanceof Type.Timestamp time && isOfUnit(left, time)) {
        return right;
      }
    } else if (at.operator().equals("*")) {
      if (left.isDuration() && right.base() == Base.INTEGER) {
        return left;
      } else if (right.isDuration() && left.base() == Base.INTEGER) {
        return right;
      }
    }
    throw wrong(
        at,
        left,
        right,
        "takes a timestamp or duration and a duration of its unit, two timestamps (-), or a"
            + " duration and an integer (*)");
  }

  private static boolean isOfUnit(Kind duration, Type.Timestamp time) {
    return duration.isDuration() && duration.type().equals(new Type.Duration(time.unit()));
  }

  /** Casts between numbers, of exact numbers to text, of a text as it stands to times and bytes. */
  static Kind cast(Expression.Cast at, Kind from) throws TypeProblem {
    Type to = at.type();
    Kind kind = Kind.of(to);
    boolean numbers =
        (from.isExact() || from.base() == Base.FLOATING || from.base() == Base.QUOTIENT)
            && (kind.isExact() || kind.base() == Base.FLOATING);
    boolean units =
        (from.type() instanceof Type.Duration && to instanceof Type.Duration)
            || (from.type() instanceof Type.Timestamp && to instanceof Type.Timestamp);
    boolean text =
        to instanceof Type.Text && (from.isExact() || from.base() == Base.TEXT || isBool(from));
    if (at.operand() instanceof Expression.TextLiteral literal && kind.base() == Base.OTHER) {
      String problem = Values.problem(literal.text(), to);
      if (problem != null) {
        throw new TypeProblem(at, problem);
      }
      return kind;
    }
    if (!from.isUnknown() && !numbers && !units && !text) {
      throw new TypeProblem(
          at,
          "cast makes numbers of numbers, texts of exact numbers and bools, times of another unit,"
              + " times and bytes of texts as they stand; "
              + from
              + " is no "
              + to);
    }
    return kind;
  }
}
