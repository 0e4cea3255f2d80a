package dev.nestedparquet.internal.schema.check;

import dev.nestedparquet.internal.schema.check.Kind.Base;
import dev.nestedparquet.internal.schema.model.Expression;
import dev.nestedparquet.internal.schema.read.LikelyWord;
import dev.nestedparquet.internal.schema.read.Quoted;
import java.util.List;

/** Kinds of values that functions of single values give. */
final class Functions {
  private static final List<String> NAMES =
      List.of(
          "abs",
          "cast",
          "coalesce",
          "concat",
          "count",
          "greatest",
          "if",
          "least",
          "length",
          "max",
          "min",
          "round",
          "sum");
  private static final int MOST_DIGITS = 38;

  private Functions() {}

  static void arity(Expression.Call call, int least, int most) throws TypeProblem {
    int count = call.arguments().size();
    if (count < least || count > most) {
      String takes =
          least == most
              ? Integer.toString(least)
              : most > 100 ? least + " or more" : least + " or " + most;
      throw new TypeProblem(call, call.function() + " takes " + takes + " values, not " + count);
    }
  }

  static Kind length(Expression.Call call, Kind kind) throws TypeProblem {
    if (!kind.isUnknown() && kind.base() != Base.TEXT) {
      throw new TypeProblem(
          call, "length takes a text, and this is " + kind + "; for lists, use" + " count");
    }
    return Kind.INTEGER;
  }

  static Kind kind(Expression.Call call, Kind[] kinds) throws TypeProblem {
    switch (call.function()) {
      case "round" -> {
        arity(call, 1, 2);
        return round(call, kinds[0]);
      }
      case "abs" -> {
        arity(call, 1, 1);
        if (!kinds[0].isUnknown() && !kinds[0].isExact() && kinds[0].base() != Base.FLOATING) {
          throw new TypeProblem(call, "abs takes a number, and this is " + kinds[0]);
        }
        return kinds[0];
      }
      case "concat" -> {
        arity(call, 1, Integer.MAX_VALUE);
        for (Kind kind : kinds) {
          if (!kind.isUnknown() && kind.base() != Base.TEXT) {
            throw new TypeProblem(
                call, "concat takes texts, and this is " + kind + "; use cast(x as string)");
          }
        }
        return Kind.TEXT;
      }
      case "coalesce", "least", "greatest" -> {
        arity(call, 1, Integer.MAX_VALUE);
        return common(call, kinds, 0);
      }
      case "if" -> {
        arity(call, 3, 3);
        if (!kinds[0].isUnknown() && kinds[0].base() != Base.BOOL) {
          throw new TypeProblem(call, "if takes a bool first, and this is " + kinds[0]);
        }
        return common(call, kinds, 1);
      }
      default ->
          throw new TypeProblem(
              call,
              "there is no function '"
                  + Quoted.shortened(call.function())
                  + "'"
                  + LikelyWord.hint(call.function(), NAMES)
                  + "; allowed: "
                  + String.join(", ", NAMES));
    }
  }

  private static Kind common(Expression.Call call, Kind[] kinds, int first) throws TypeProblem {
    Kind common = kinds[first];
    for (int i = first + 1; i < kinds.length; i++) {
      Kind both = common.with(kinds[i]);
      if (both == null) {
        throw new TypeProblem(
            call,
            call.function()
                + " takes values of one kind, and these are "
                + common
                + " and "
                + kinds[i]);
      }
      common = both;
    }
    return common;
  }

  private static Kind round(Expression.Call call, Kind kind) throws TypeProblem {
    if (!kind.isUnknown() && !kind.isExact() && kind.base() != Base.QUOTIENT) {
      throw new TypeProblem(
          call,
          "round takes an exact number, and this is " + kind + "; use cast(x as decimal(18,2))");
    }
    int digits = 0;
    if (call.arguments().size() == 2) {
      if (!(call.arguments().get(1) instanceof Expression.NumberLiteral number)
          || number.value().scale() > 0
          || number.value().intValue() > MOST_DIGITS
          || number.value().precision() > 2) {
        throw new TypeProblem(
            call, "round takes a number of digits from 0 to " + MOST_DIGITS + ", as it stands");
      }
      digits = number.value().intValueExact();
    }
    return digits == 0 ? Kind.INTEGER : Kind.decimal(digits);
  }
}
