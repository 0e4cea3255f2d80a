package dev.nestedparquet.internal.schema.reference;

import dev.nestedparquet.internal.schema.model.Expression;
import dev.nestedparquet.internal.schema.model.Node;
import dev.nestedparquet.internal.schema.model.Type;
import dev.nestedparquet.internal.schema.parse.Values;
import dev.nestedparquet.internal.schema.reference.Kinds.Base;
import dev.nestedparquet.internal.schema.reference.Kinds.Kind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Values of expressions, exact and of any size until they are a leaf's or cast. What a condition
 * leaves out is not computed.
 */
final class Evaluator {
  private final Names names;
  private final Kinds kinds;

  Evaluator(Cell cell) {
    this.names = new Names(cell);
    this.kinds = new Kinds(names);
  }

  /** As rows have it; null if it is null. */
  Object value(Expression expression, Type type) {
    Object value = of(expression);
    return value == null ? null : Conversions.stored(value, type);
  }

  /** As a template's part. */
  String text(Expression expression) {
    Object value = of(expression);
    if (value == null) {
      return null;
    }
    Kind kind = kinds.of(expression);
    return switch (kind.base()) {
      case OTHER -> TextForms.of(value, kind.type());
      case FLOATING -> TextForms.of(value, new Type.Floating(64));
      default -> Conversions.text(value);
    };
  }

  private Object of(Expression expression) {
    if (expression instanceof Expression.NumberLiteral number) {
      return number.value().scale() <= 0
          ? (Object) number.value().toBigIntegerExact()
          : number.value();
    } else if (expression instanceof Expression.TextLiteral text) {
      return text.text();
    } else if (expression instanceof Expression.Truth truth) {
      return truth.value();
    } else if (expression instanceof Expression.Reference reference) {
      Names.Found found = names.find(reference.names(), reference.quoted());
      Object value = found.single();
      return value == null ? null : Conversions.read(value, found.type());
    } else if (expression instanceof Expression.Unary unary) {
      return unary(unary.operator(), of(unary.operand()));
    } else if (expression instanceof Expression.Binary binary) {
      return binary(binary);
    } else if (expression instanceof Expression.Cast cast
        && cast.operand() instanceof Expression.TextLiteral literal
        && !(cast.type() instanceof Type.Text)) {
      return SourceValues.written(Values.of(literal.text(), cast.type()), cast.type());
    } else if (expression instanceof Expression.Cast cast) {
      Object value = of(cast.operand());
      return value == null
          ? null
          : Conversions.cast(value, kinds.of(cast.operand()).type(), cast.type());
    } else if (expression instanceof Expression.Call call) {
      return call(call);
    }
    return null;
  }

  private static Object unary(String operator, Object value) {
    if (operator.equals("is null")) {
      return value == null;
    } else if (value == null) {
      return null;
    }
    return operator.equals("not") ? (Object) !((Boolean) value) : Arithmetic.negated(value);
  }

  private Object binary(Expression.Binary binary) {
    String operator = binary.operator();
    Object left = of(binary.left());
    if (operator.equals("and") || operator.equals("or")) {
      boolean decisive = operator.equals("or");
      if (left != null && (Boolean) left == decisive) {
        return decisive;
      }
      Object right = of(binary.right());
      boolean decides = right != null && (Boolean) right == decisive;
      return decides || left != null ? right : null;
    }
    Object right = of(binary.right());
    if (left == null || right == null) {
      return null;
    }
    return switch (operator) {
      case "=" -> Arithmetic.compare(left, right) == 0;
      case "<>" -> Arithmetic.compare(left, right) != 0;
      case "<" -> Arithmetic.compare(left, right) < 0;
      case "<=" -> Arithmetic.compare(left, right) <= 0;
      case ">" -> Arithmetic.compare(left, right) > 0;
      case ">=" -> Arithmetic.compare(left, right) >= 0;
      default -> Arithmetic.of(operator, left, right);
    };
  }

  private Object call(Expression.Call call) {
    List<Expression> arguments = call.arguments();
    switch (call.function()) {
      case "count" -> {
        return count((Expression.Reference) arguments.get(0));
      }
      case "sum", "min", "max" -> {
        return aggregate(call.function(), (Expression.Reference) arguments.get(0));
      }
      case "if" -> {
        boolean isTrue = Boolean.TRUE.equals(of(arguments.get(0)));
        return unified(call, of(arguments.get(isTrue ? 1 : 2)));
      }
      case "coalesce" -> {
        Object value = null;
        for (int i = 0; i < arguments.size() && value == null; i++) {
          value = of(arguments.get(i));
        }
        return unified(call, value);
      }
      default -> {
        List<Object> values = new ArrayList<>();
        List<Expression> computed =
            call.function().equals("round") ? arguments.subList(0, 1) : arguments;
        computed.forEach(argument -> values.add(of(argument)));
        return values.contains(null) ? null : unified(call, function(call, values));
      }
    }
  }

  private Object function(Expression.Call call, List<Object> values) {
    Object first = values.get(0);
    return switch (call.function()) {
      case "round" -> Conversions.rounded(first, Kinds.digits(call));
      case "abs" -> Arithmetic.absolute(first);
      case "length" -> BigInteger.valueOf(((String) first).codePoints().count());
      case "concat" -> String.join("", values.stream().map(Object::toString).toList());
      case "least" -> Arithmetic.extreme(values, -1);
      case "greatest" -> Arithmetic.extreme(values, 1);
      default -> throw new IllegalStateException("there is no function " + call.function());
    };
  }

  /** A value of the kind that the call has, whichever argument it is. */
  private Object unified(Expression.Call call, Object value) {
    Kind kind = kinds.of(call);
    if (kind.base() == Base.DECIMAL && value instanceof BigInteger whole) {
      return new BigDecimal(whole).setScale(kind.scale());
    }
    return value instanceof BigDecimal decimal ? decimal.setScale(kind.scale()) : value;
  }

  private BigInteger count(Expression.Reference reference) {
    Names.Found found = names.find(reference.names(), reference.quoted());
    long count = 0;
    for (Cell cell : found.cells()) {
      if (found.node() instanceof Node.ListNode || found.node() instanceof Node.MapNode) {
        count += cell.isNull() ? 0 : cell.elements().size();
      } else if (found.node() instanceof Node.Struct) {
        count += cell.isNull() ? 0 : 1;
      } else {
        count += cell.value() == null ? 0 : 1;
      }
    }
    return BigInteger.valueOf(count);
  }

  private Object aggregate(String function, Expression.Reference reference) {
    Names.Found found = names.find(reference.names(), reference.quoted());
    List<Cell> cells = found.cells();
    Node node = found.node();
    if (node instanceof Node.ListNode list) {
      node = list.element();
      cells = Names.below(cells, node);
    }
    Type type = ((Node.Leaf) node).type();
    List<Object> values =
        cells.stream()
            .map(Cell::value)
            .filter(Objects::nonNull)
            .map(value -> Conversions.read(value, type))
            .toList();
    if (values.isEmpty()) {
      return null;
    }
    return function.equals("sum")
        ? values.stream().reduce((sum, value) -> Arithmetic.of("+", sum, value)).get()
        : Arithmetic.extreme(values, function.equals("max") ? 1 : -1);
  }
}
