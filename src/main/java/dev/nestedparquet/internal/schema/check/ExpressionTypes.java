package dev.nestedparquet.internal.schema.check;

import dev.nestedparquet.internal.schema.check.Kind.Base;
import dev.nestedparquet.internal.schema.check.Resolver.UnknownNameException;
import dev.nestedparquet.internal.schema.model.Expression;
import dev.nestedparquet.internal.schema.model.Node;
import dev.nestedparquet.internal.schema.model.Type;
import java.math.BigDecimal;
import java.util.List;

/** Says what kind of value an expression has, from the leaf that it belongs to. */
final class ExpressionTypes {
  private final Resolver resolver;
  private final Node from;

  /** What the expression refers to. */
  private final List<Target> targets;

  ExpressionTypes(Resolver resolver, Node from, List<Target> targets) {
    this.resolver = resolver;
    this.from = from;
    this.targets = targets;
  }

  /** The kind of a single value. */
  Kind one(Expression expression) throws TypeProblem {
    Kind kind = kind(expression);
    if (kind.many()) {
      throw new TypeProblem(
          expression,
          expression + " is of a list, so there can be many; use sum, count, min or max");
    }
    return kind;
  }

  private Kind kind(Expression expression) throws TypeProblem {
    if (expression instanceof Expression.NumberLiteral number) {
      BigDecimal value = number.value();
      return value.scale() <= 0 ? Kind.INTEGER : Kind.decimal(value.scale());
    } else if (expression instanceof Expression.TextLiteral) {
      return Kind.TEXT;
    } else if (expression instanceof Expression.Truth) {
      return Kind.BOOL;
    } else if (expression instanceof Expression.Null) {
      return Kind.NULL;
    } else if (expression instanceof Expression.Reference reference) {
      return value(reference);
    } else if (expression instanceof Expression.Unary unary) {
      return unary(unary);
    } else if (expression instanceof Expression.Binary binary) {
      return Operators.kind(binary, one(binary.left()), one(binary.right()));
    } else if (expression instanceof Expression.Cast cast) {
      return Operators.cast(cast, one(cast.operand()));
    }
    return call((Expression.Call) expression);
  }

  private Target target(Expression.Reference reference) throws TypeProblem {
    try {
      Target target = resolver.resolve(from, reference.names(), reference.quoted());
      if (target != null) {
        targets.add(target);
      }
      return target;
    } catch (UnknownNameException e) {
      throw new TypeProblem(reference, e.getMessage());
    }
  }

  private Kind value(Expression.Reference reference) throws TypeProblem {
    Target target = target(reference);
    if (target == null) {
      return Kind.ANY;
    } else if (target instanceof Target.EntityField ofEntity) {
      return Kind.of(ofEntity.field().type());
    } else if (target instanceof Target.Field field) {
      return value(reference, field);
    }
    return Kind.INTEGER;
  }

  private static Kind value(Expression.Reference reference, Target.Field field) throws TypeProblem {
    if (field.node() instanceof Node.Leaf leaf) {
      return field.many() ? Kind.of(leaf.type()).asMany() : Kind.of(leaf.type());
    } else if (field.node() instanceof Node.ListNode list
        && list.element() instanceof Node.Leaf leaf) {
      return Kind.of(leaf.type()).asMany();
    }
    throw new TypeProblem(
        reference,
        reference
            + (field.node() instanceof Node.Struct
                ? " is a struct, no value; say one of its fields"
                : " is a list or map, no value; say count(" + reference + ")"));
  }

  private Kind unary(Expression.Unary unary) throws TypeProblem {
    Kind kind = one(unary.operand());
    if (unary.operator().equals("is null")) {
      return Kind.BOOL;
    } else if (unary.operator().equals("not")) {
      if (!kind.isUnknown() && kind.base() != Base.BOOL) {
        throw new TypeProblem(unary, "not takes a bool, and this is " + kind);
      }
      return Kind.BOOL;
    } else if (!kind.isUnknown()
        && !kind.isExact()
        && kind.base() != Base.FLOATING
        && kind.base() != Base.QUOTIENT
        && !kind.isDuration()) {
      throw new TypeProblem(unary, "- takes a number, and this is " + kind);
    }
    return kind;
  }

  private Kind call(Expression.Call call) throws TypeProblem {
    List<Expression> arguments = call.arguments();
    switch (call.function()) {
      case "count" -> {
        arity(call, 1, 1);
        if (arguments.get(0) instanceof Expression.Reference reference
            && isCounted(target(reference))) {
          return Kind.INTEGER;
        }
        throw new TypeProblem(call, "count takes a list, a map, or a field of one");
      }
      case "sum", "min", "max" -> {
        arity(call, 1, 1);
        return aggregate(call, kind(arguments.get(0)));
      }
      case "length" -> {
        arity(call, 1, 1);
        return Functions.length(call, one(arguments.get(0)));
      }
      default -> {
        Kind[] kinds = new Kind[arguments.size()];
        for (int i = 0; i < kinds.length; i++) {
          kinds[i] = one(arguments.get(i));
        }
        return Functions.kind(call, kinds);
      }
    }
  }

  /** Whether there can be many of it; true if it isn't known. */
  private static boolean isCounted(Target target) {
    return target == null
        || (target instanceof Target.Field field
            && (field.many() || !(field.node() instanceof Node.Leaf)));
  }

  private static void arity(Expression.Call call, int least, int most) throws TypeProblem {
    Functions.arity(call, least, most);
  }

  private static Kind aggregate(Expression.Call call, Kind kind) throws TypeProblem {
    String name = call.function();
    boolean numeric = kind.isExact() || kind.base() == Base.FLOATING || kind.isDuration();
    if (!kind.many() && kind.base() != Base.ANY) {
      throw new TypeProblem(
          call,
          name
              + " takes a field of a list"
              + (name.equals("sum")
                  ? "; for single values, use +"
                  : "; for single values, use " + (name.equals("min") ? "least" : "greatest")));
    } else if (name.equals("sum") && !kind.isUnknown() && !numeric) {
      throw new TypeProblem(call, "sum takes numbers, and this is " + kind);
    } else if (kind.base() == Base.FLOATING && name.equals("sum")) {
      throw new TypeProblem(
          call, "sum takes exact numbers, since that of floating point depends on the order");
    }
    return kind.asOne();
  }

  /** What keeps a kind from being a value of the type; null if nothing does. */
  static String problem(Kind kind, Type type) {
    if (kind.isUnknown() || type == null) {
      return null;
    }
    boolean fits =
        switch (kind.base()) {
          case INTEGER -> type instanceof Type.Int || type instanceof Type.Decimal;
          case DECIMAL -> type instanceof Type.Decimal decimal && decimal.scale() >= kind.scale();
          case FLOATING -> type instanceof Type.Floating floating && floating.bits() == 64;
          case TEXT -> type instanceof Type.Text;
          case BOOL -> type instanceof Type.Bool;
          case OTHER -> type.equals(kind.type());
          default -> false;
        };
    if (fits) {
      return null;
    }
    String way =
        kind.base() == Base.QUOTIENT
                || (kind.base() == Base.DECIMAL && type instanceof Type.Decimal)
            ? "; use round(x, " + type.scale() + ")"
            : kind.isExact() || kind.base() == Base.FLOATING
                ? "; use cast(x as " + type + ") if it should be"
                : "";
    return "is " + kind + ", no " + type + way;
  }
}
