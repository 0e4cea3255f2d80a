package dev.nestedparquet.internal.schema.check;

import dev.nestedparquet.internal.schema.check.Kind.Base;
import dev.nestedparquet.internal.schema.check.Resolver.UnknownNameException;
import dev.nestedparquet.internal.schema.model.Expression;
import dev.nestedparquet.internal.schema.model.Node;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/** Finds the kind of each part of an expression, and what its names mean, from a leaf. */
final class ExpressionTypes {
  private final Resolver resolver;
  private final Node from;
  private final IdentityHashMap<Expression, Kind> kinds;
  private final IdentityHashMap<Expression.Reference, Target> targets;

  /**
   * Types of the expressions of a leaf.
   *
   * @param kinds gets the kind of each part of an expression, by identity
   * @param targets gets what each name means, by identity
   */
  ExpressionTypes(
      Resolver resolver,
      Node from,
      IdentityHashMap<Expression, Kind> kinds,
      IdentityHashMap<Expression.Reference, Target> targets) {
    this.resolver = resolver;
    this.from = from;
    this.kinds = kinds;
    this.targets = targets;
  }

  Kind kind(Expression expression) throws TypeProblem {
    Kind kind = find(expression);
    kinds.put(expression, kind);
    return kind;
  }

  private Kind find(Expression expression) throws TypeProblem {
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
      return Operators.kind(binary, kind(binary.left()), kind(binary.right()));
    } else if (expression instanceof Expression.Cast cast) {
      return Operators.cast(cast, kind(cast.operand()));
    }
    return call((Expression.Call) expression);
  }

  /** What a name means; null if it leads to what is wrong already. */
  private Target target(Expression.Reference reference) throws TypeProblem {
    try {
      Target target = resolver.resolve(from, reference);
      if (target != null) {
        targets.put(reference, target);
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
      return Kind.of(field.leaf().type());
    } else if (target instanceof Target.Aggregate many) {
      throw noValue(reference, many);
    }
    return Kind.INTEGER;
  }

  private static TypeProblem noValue(Expression.Reference reference, Target.Aggregate many) {
    String problem;
    if (many.last() instanceof Node.Struct) {
      problem = " is a struct, no value; say one of its fields";
    } else if (innermost(many.last()) instanceof Node.Leaf) {
      problem = " is of a list, so there can be many; use sum, count, min or max";
    } else {
      problem = " is a list or map, no value; say count(" + reference + ")";
    }
    return new TypeProblem(reference, reference + problem);
  }

  /** The element of a list of lists; the node itself if it is no list. */
  private static Node innermost(Node node) {
    Node inner = node;
    while (inner instanceof Node.ListNode list) {
      inner = list.element();
    }
    return inner;
  }

  private Kind unary(Expression.Unary unary) throws TypeProblem {
    Kind kind = kind(unary.operand());
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
        Functions.arity(call, 1, 1);
        return count(call);
      }
      case "sum", "min", "max" -> {
        Functions.arity(call, 1, 1);
        return aggregate(call);
      }
      case "length" -> {
        Functions.arity(call, 1, 1);
        return Functions.length(call, kind(arguments.get(0)));
      }
      default -> {
        Kind[] kinds = new Kind[arguments.size()];
        for (int i = 0; i < kinds.length; i++) {
          kinds[i] = kind(arguments.get(i));
        }
        return Functions.kind(call, kinds);
      }
    }
  }

  private Kind count(Expression.Call call) throws TypeProblem {
    if (call.arguments().get(0) instanceof Expression.Reference reference) {
      Target target = target(reference);
      if (target == null || target instanceof Target.Aggregate) {
        if (target instanceof Target.Aggregate many && !resolver.isOfList(many)) {
          throw noValue(reference, many);
        }
        refuseAround(reference, target);
        return Kind.INTEGER;
      }
    }
    throw new TypeProblem(call, "count takes a list, a map, or a field of one");
  }

  private Kind aggregate(Expression.Call call) throws TypeProblem {
    String name = call.function();
    if (!(call.arguments().get(0) instanceof Expression.Reference reference)) {
      kind(call.arguments().get(0));
      throw new TypeProblem(call, name + " takes a field of a list, as it stands" + instead(name));
    }
    Target target = target(reference);
    if (target == null) {
      return Kind.ANY;
    } else if (!(target instanceof Target.Aggregate many)) {
      throw new TypeProblem(call, name + " takes a field of a list" + instead(name));
    } else {
      Target.Aggregate all = withElements(many);
      if (!(all.last() instanceof Node.Leaf leaf)) {
        throw noValue(reference, many);
      }
      targets.put(reference, all);
      refuseAround(reference, all);
      Kind kind = Kind.of(leaf.type());
      kinds.put(reference, kind);
      return aggregate(call, kind);
    }
  }

  private static String instead(String name) {
    return switch (name) {
      case "sum" -> "; for single values, use +";
      case "min" -> "; for single values, use least";
      default -> "; for single values, use greatest";
    };
  }

  /** Of a list, its elements. */
  private static Target.Aggregate withElements(Target.Aggregate many) {
    List<Node> path = new ArrayList<>(many.path());
    while (path.get(path.size() - 1) instanceof Node.ListNode list) {
      path.add(list.element());
    }
    return new Target.Aggregate(many.common(), List.copyOf(path));
  }

  /** A list has its elements before they can be aggregated, so none of them can ask for that. */
  private void refuseAround(Expression.Reference reference, Target target) throws TypeProblem {
    if (target instanceof Target.Aggregate many) {
      for (Node node : many.path().subList(0, many.path().size() - 1)) {
        if (resolver.isInside(from, node)) {
          throw new TypeProblem(
              reference,
              reference
                  + " is of a list that this field is in; say it of one beside or further in");
        }
      }
    }
  }

  private static Kind aggregate(Expression.Call call, Kind kind) throws TypeProblem {
    boolean numeric = kind.isExact() || kind.base() == Base.FLOATING || kind.isDuration();
    if (call.function().equals("sum")) {
      if (!kind.isUnknown() && !numeric) {
        throw new TypeProblem(call, "sum takes numbers, and this is " + kind);
      } else if (kind.base() == Base.FLOATING) {
        throw new TypeProblem(
            call, "sum takes exact numbers, since that of floating point depends on the order");
      }
    }
    return kind;
  }
}
