package dev.nestedparquet.internal.schema.reference;

import dev.nestedparquet.internal.schema.model.Expression;
import dev.nestedparquet.internal.schema.model.Node;
import dev.nestedparquet.internal.schema.model.Type;
import java.util.List;
import java.util.Set;

/** Kinds of expressions, before there are values. */
final class Kinds {
  /** What a value of an expression is: as evaluated, in parentheses. */
  enum Base {
    /** Null, whatever is asked for. */
    NULL,
    /** Boolean. */
    BOOL,
    /** BigInteger. */
    INTEGER,
    /** BigDecimal. */
    DECIMAL,
    /** Rational. */
    QUOTIENT,
    /** Double. */
    FLOATING,
    /** String. */
    TEXT,
    /** Times as BigInteger of units, bytes as String. */
    OTHER
  }

  /**
   * A kind.
   *
   * @param scale digits after the point, of decimals
   * @param type of others
   */
  record Kind(Base base, int scale, Type type) {
    static Kind of(Base base) {
      return new Kind(base, 0, null);
    }

    static Kind decimal(int scale) {
      return new Kind(Base.DECIMAL, scale, null);
    }

    static Kind of(Type type) {
      if (type instanceof Type.Bool) {
        return of(Base.BOOL);
      } else if (type instanceof Type.Int) {
        return of(Base.INTEGER);
      } else if (type instanceof Type.Decimal decimal) {
        return decimal(decimal.scale());
      } else if (type instanceof Type.Floating) {
        return of(Base.FLOATING);
      } else if (type instanceof Type.Text) {
        return of(Base.TEXT);
      }
      return new Kind(Base.OTHER, 0, type);
    }

    /** The kind that has both. */
    Kind with(Kind other) {
      if (base == Base.NULL) {
        return other;
      } else if (base == Base.DECIMAL || other.base == Base.DECIMAL) {
        return decimal(Math.max(scale, other.scale));
      }
      return this;
    }
  }

  private static final Set<String> TRUTHS = Set.of("and", "or", "=", "<>", "<", "<=", ">", ">=");

  private final Names names;

  Kinds(Names names) {
    this.names = names;
  }

  Kind of(Expression expression) {
    if (expression instanceof Expression.NumberLiteral number) {
      int scale = number.value().scale();
      return scale <= 0 ? Kind.of(Base.INTEGER) : Kind.decimal(scale);
    } else if (expression instanceof Expression.TextLiteral) {
      return Kind.of(Base.TEXT);
    } else if (expression instanceof Expression.Truth) {
      return Kind.of(Base.BOOL);
    } else if (expression instanceof Expression.Null) {
      return Kind.of(Base.NULL);
    } else if (expression instanceof Expression.Reference reference) {
      return of(reference);
    } else if (expression instanceof Expression.Unary unary) {
      return unary.operator().equals("-") ? of(unary.operand()) : Kind.of(Base.BOOL);
    } else if (expression instanceof Expression.Binary binary) {
      return TRUTHS.contains(binary.operator())
          ? Kind.of(Base.BOOL)
          : arithmetic(binary.operator(), of(binary.left()), of(binary.right()));
    } else if (expression instanceof Expression.Cast cast) {
      return Kind.of(cast.type());
    }
    return call((Expression.Call) expression);
  }

  private Kind of(Expression.Reference reference) {
    Names.Found found = names.find(reference.names(), reference.quoted());
    if (found.number() != null) {
      return Kind.of(Base.INTEGER);
    }
    Node node = found.node() instanceof Node.ListNode list ? list.element() : found.node();
    return Kind.of(((Node.Leaf) node).type());
  }

  private static Kind arithmetic(String operator, Kind left, Kind right) {
    if (left.base() == Base.NULL || right.base() == Base.NULL) {
      return Kind.of(Base.NULL);
    } else if (left.base() == Base.OTHER || right.base() == Base.OTHER) {
      return times(operator, left, right);
    } else if (left.base() == Base.FLOATING) {
      return left;
    } else if (left.base() == Base.INTEGER && right.base() == Base.INTEGER) {
      return left;
    } else if (operator.equals("/")
        || left.base() == Base.QUOTIENT
        || right.base() == Base.QUOTIENT) {
      return Kind.of(Base.QUOTIENT);
    }
    return Kind.decimal(
        operator.equals("*")
            ? left.scale() + right.scale()
            : Math.max(left.scale(), right.scale()));
  }

  private static Kind times(String operator, Kind left, Kind right) {
    if (left.type() instanceof Type.Timestamp timestamp
        && operator.equals("-")
        && left.equals(right)) {
      return Kind.of(new Type.Duration(timestamp.unit()));
    }
    return left.base() == Base.OTHER ? left : right;
  }

  private Kind call(Expression.Call call) {
    List<Expression> arguments = call.arguments();
    return switch (call.function()) {
      case "count", "length" -> Kind.of(Base.INTEGER);
      case "concat" -> Kind.of(Base.TEXT);
      case "round" -> {
        int digits = digits(call);
        yield digits == 0 ? Kind.of(Base.INTEGER) : Kind.decimal(digits);
      }
      case "coalesce", "least", "greatest" -> common(arguments);
      case "if" -> common(arguments.subList(1, 3));
      default -> of(arguments.get(0));
    };
  }

  static int digits(Expression.Call round) {
    return round.arguments().size() < 2
        ? 0
        : ((Expression.NumberLiteral) round.arguments().get(1)).value().intValueExact();
  }

  private Kind common(List<Expression> arguments) {
    return arguments.stream().map(this::of).reduce(Kind.of(Base.NULL), Kind::with);
  }
}
