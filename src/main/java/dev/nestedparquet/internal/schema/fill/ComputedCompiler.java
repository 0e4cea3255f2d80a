package dev.nestedparquet.internal.schema.fill;

import dev.nestedparquet.internal.schema.check.Kind;
import dev.nestedparquet.internal.schema.check.Target;
import dev.nestedparquet.internal.schema.fill.Term.Form;
import dev.nestedparquet.internal.schema.model.Expression;
import dev.nestedparquet.internal.schema.model.Node;
import dev.nestedparquet.internal.schema.model.Source;
import dev.nestedparquet.internal.schema.model.Type;
import dev.nestedparquet.internal.schema.model.Unit;
import dev.nestedparquet.internal.schema.parse.Values;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Makes kernels of expressions. */
final class ComputedCompiler {
  private final Source.Computed computed;
  private final Fields fields;

  private ComputedCompiler(Source.Computed computed, Context context) {
    this.computed = computed;
    this.fields = context.fields();
  }

  /** An expression's values, as a type stores them. */
  static Compiled compile(Source.Computed computed, Type type, Context context) {
    ComputedCompiler compiler = new ComputedCompiler(computed, context);
    return compiler.compiled(compiler.stored(type), Storage.of(type));
  }

  /**
   * An expression as the part of a template, by its kind: 64-bit numbers, without sizes of bytes,
   * or else texts.
   *
   * @param width characters up to which an integer gets zeros in front
   */
  static Compiled part(Source.Computed computed, int width, Context context) {
    ComputedCompiler compiler = new ComputedCompiler(computed, context);
    Term root = compiler.term(computed.expression());
    Kind kind = compiler.fields.meanings().kind(computed.expression());
    boolean isLong =
        root.form == Form.EXACT && kind.base() == Kind.Base.INTEGER && !root.canBeBig();
    return isLong
        ? compiler.compiled(root, Storage.LONGS)
        : compiler.compiled(ConstantTerm.folded(text(root, kind, width)), Storage.TEXT);
  }

  private static Term text(Term root, Kind kind, int width) {
    return switch (root.form) {
      case BOOL -> TextTerms.ofBool(root);
      case TEXT -> root;
      case NULL -> LogicTerms.nothing(Form.TEXT, 0, List.of(root));
      case EXACT ->
          kind.base() == Kind.Base.OTHER
              ? TextTerms.ofTime(root, kind.type())
              : TextTerms.ofExact(root, width);
      default -> throw new IllegalArgumentException("has no one text: " + kind);
    };
  }

  private Compiled compiled(Term root, Storage storage) {
    LinearNumbers linear = LinearNumbers.of(computed.expression(), fields.meanings());
    if (linear != null && storage == Storage.LONGS && isPlain(root)) {
      return Compiled.ofNumbers(linear).positional(false);
    }
    boolean canBeNull = fields.meanings().canBeNull(computed.expression());
    Kernel kernel = new ComputedKernel(computed, root, storage, canBeNull, fields);
    Sizes bytes =
        storage == Storage.TEXT
            ? Sizes.upTo(root.most.min(BigInteger.valueOf(Integer.MAX_VALUE)).longValue())
            : null;
    return new Compiled(kernel, bytes, canBeNull || computed.nullOnError(), false, null);
  }

  /** Whether all values are whole numbers of 64 bits, and none can be refused. */
  private static boolean isPlain(Term root) {
    return root.form == Form.EXACT
        && root.scale == 0
        && !root.canBeBig()
        && !(root instanceof RangeTerm);
  }

  private Term stored(Type type) {
    Term root = term(computed.expression());
    if (root.form == Form.NULL) {
      return LogicTerms.nothing(ReferenceTerm.form(type), type.scale(), List.of(root));
    } else if (root.form == Form.EXACT) {
      return RangeTerm.of(ExactTerms.scaled(root, type.scale()), type);
    } else if (root.form == Form.FLOATING) {
      return FloatTerms.rounded(root, (Type.Floating) type);
    }
    return root;
  }

  private Term term(Expression expression) {
    return ConstantTerm.folded(make(expression));
  }

  private Term make(Expression expression) {
    if (expression instanceof Expression.NumberLiteral number) {
      int scale = Math.max(0, number.value().scale());
      return ConstantTerm.exact(number.value().setScale(scale).unscaledValue(), scale);
    } else if (expression instanceof Expression.TextLiteral text) {
      return ConstantTerm.text(text.text().getBytes(StandardCharsets.UTF_8));
    } else if (expression instanceof Expression.Truth truth) {
      return ConstantTerm.bool(truth.value());
    } else if (expression instanceof Expression.Reference reference) {
      return reference(reference);
    } else if (expression instanceof Expression.Unary unary) {
      return unary(unary.operator(), term(unary.operand()));
    } else if (expression instanceof Expression.Binary binary) {
      return binary(binary, term(binary.left()), term(binary.right()));
    } else if (expression instanceof Expression.Cast cast) {
      return cast(cast);
    } else if (expression instanceof Expression.Call call) {
      return call(call);
    }
    return ConstantTerm.nothing(Form.NULL, 0);
  }

  private Term reference(Expression.Reference reference) {
    Target target = fields.meanings().target(reference);
    if (target instanceof Target.Row) {
      return ReferenceTerm.numbers("row", true, fields.mostRows() - 1);
    } else if (target instanceof Target.Slot slot) {
      long most =
          slot.list() instanceof Node.ListNode list
              ? list.lengths().most()
              : ((Node.MapNode) slot.list()).lengths().most();
      return ReferenceTerm.numbers("slot", false, Math.max(0, most - 1));
    }
    return ReferenceTerm.of(reference.toString(), fields.one(reference));
  }

  private static Term unary(String operator, Term operand) {
    if (operator.equals("is null")) {
      return LogicTerms.isNull(operand);
    } else if (operator.equals("not")) {
      return LogicTerms.not(as(Form.BOOL, operand));
    }
    return switch (operand.form) {
      case FLOATING -> FloatTerms.negative(operand);
      case QUOTIENT -> QuotientTerms.negative(operand);
      case NULL -> operand;
      default -> ExactTerms.negative(operand);
    };
  }

  /** Of something that can only be null, the same of a form. */
  private static Term as(Form form, Term term) {
    return term.form == Form.NULL ? LogicTerms.nothing(form, 0, List.of(term)) : term;
  }

  private Term binary(Expression.Binary at, Term left, Term right) {
    String operator = at.operator();
    if (operator.equals("and") || operator.equals("or")) {
      return LogicTerms.junction(operator.equals("or"), as(Form.BOOL, left), as(Form.BOOL, right));
    }
    boolean isNull = left.form == Form.NULL || right.form == Form.NULL;
    if (!"+-*/%".contains(operator)) {
      List<Term> both = unified(List.of(left, right));
      return isNull
          ? LogicTerms.nothing(Form.BOOL, 0, List.of(left, right))
          : LogicTerms.comparison(operator, both.get(0), both.get(1));
    } else if (isNull) {
      return LogicTerms.nothing(Form.NULL, 0, List.of(left, right));
    }
    char sign = operator.charAt(0);
    if (left.form == Form.FLOATING) {
      return FloatTerms.operation(sign, left, right);
    }
    boolean isQuotient = left.form == Form.QUOTIENT || right.form == Form.QUOTIENT;
    if (isQuotient) {
      List<Term> both = unified(List.of(left, right));
      return QuotientTerms.operation(sign, both.get(0), both.get(1));
    }
    return switch (sign) {
      case '*' -> ExactTerms.product(left, right);
      case '%' -> ExactTerms.division(left, right, true);
      default -> {
        List<Term> both = unified(List.of(left, right));
        Term a = both.get(0);
        Term b = both.get(1);
        if (sign == '/') {
          yield fields.meanings().kind(at).base() == Kind.Base.INTEGER
              ? ExactTerms.division(a, b, false)
              : QuotientTerms.of(a, b);
        }
        yield sign == '+' ? ExactTerms.sum(a, b) : ExactTerms.difference(a, b);
      }
    };
  }

  /** Terms of one form and scale: quotients if one is, else with the most digits of all. */
  private static List<Term> unified(List<Term> terms) {
    Form form = Form.NULL;
    int scale = 0;
    for (Term term : terms) {
      if (form == Form.NULL || term.form == Form.QUOTIENT) {
        form = term.form;
      }
      scale = Math.max(scale, term.scale);
    }
    Form common = form;
    int most = scale;
    return terms.stream()
        .map(
            term -> {
              if (term.form == Form.NULL && common != Form.NULL) {
                return LogicTerms.nothing(common, most, List.of(term));
              } else if (term.form == Form.EXACT) {
                return ConstantTerm.folded(
                    common == Form.QUOTIENT
                        ? QuotientTerms.of(term)
                        : ExactTerms.scaled(term, most));
              }
              return term;
            })
        .toList();
  }

  private Term call(Expression.Call call) {
    List<Expression> arguments = call.arguments();
    switch (call.function()) {
      case "count", "sum", "min", "max" -> {
        Expression.Reference of = (Expression.Reference) arguments.get(0);
        return ReferenceTerm.aggregate(call.function(), of.toString(), fields.many(of));
      }
      case "round" -> {
        return rounded(term(arguments.get(0)), digits(arguments));
      }
      default -> {}
    }
    List<Term> terms = arguments.stream().map(this::term).toList();
    Term first = terms.get(0);
    boolean isNull = terms.stream().anyMatch(term -> term.form == Form.NULL);
    return switch (call.function()) {
      case "if" -> {
        List<Term> both = unified(terms.subList(1, terms.size()));
        yield LogicTerms.choice(as(Form.BOOL, first), both.get(0), both.get(1));
      }
      case "coalesce" -> LogicTerms.coalesced(unified(terms));
      case "least" -> LogicTerms.extreme(unified(terms), false);
      case "greatest" -> LogicTerms.extreme(unified(terms), true);
      case "length" -> isNull ? LogicTerms.nothing(Form.EXACT, 0, terms) : TextTerms.length(first);
      case "concat" ->
          isNull ? LogicTerms.nothing(Form.TEXT, 0, terms) : TextTerms.concatenated(terms);
      case "abs" ->
          isNull
              ? first
              : first.form == Form.FLOATING
                  ? FloatTerms.absolute(first)
                  : ExactTerms.absolute(first);
      default -> throw new IllegalArgumentException("no such function: " + call.function());
    };
  }

  private static int digits(List<Expression> arguments) {
    return arguments.size() < 2
        ? 0
        : ((Expression.NumberLiteral) arguments.get(1)).value().intValueExact();
  }

  private static Term rounded(Term term, int digits) {
    return switch (term.form) {
      case NULL -> LogicTerms.nothing(Form.EXACT, digits, List.of(term));
      case QUOTIENT -> QuotientTerms.rounded(term, digits);
      default -> ExactTerms.scaled(term, digits);
    };
  }

  private Term cast(Expression.Cast cast) {
    Type to = cast.type();
    Form form = ReferenceTerm.form(to);
    if (cast.operand() instanceof Expression.TextLiteral literal && !(to instanceof Type.Text)) {
      var value = Values.of(literal.text(), to);
      return form == Form.TEXT
          ? ConstantTerm.text(Literals.bytes(value))
          : ConstantTerm.exact(Literals.units(value), 0);
    }
    Term from = term(cast.operand());
    if (from.form == Form.NULL) {
      return LogicTerms.nothing(form, to.scale(), List.of(from));
    } else if (form == Form.TEXT) {
      return text(from, fields.meanings().kind(cast.operand()), 0);
    } else if (to instanceof Type.Floating floating) {
      return switch (from.form) {
        case FLOATING -> FloatTerms.rounded(from, floating);
        case QUOTIENT -> FloatTerms.ofQuotient(from, floating);
        default -> FloatTerms.ofExact(from, floating);
      };
    } else if (to.isTemporal()) {
      Type of = fields.meanings().kind(cast.operand()).type();
      return RangeTerm.of(inUnits(from, unit(of), unit(to)), to);
    }
    Term number =
        from.form == Form.FLOATING ? FloatTerms.toExact(from, to) : rounded(from, to.scale());
    return RangeTerm.of(number, to);
  }

  private static Term inUnits(Term from, Unit unit, Unit to) {
    return to.nanos() <= unit.nanos()
        ? ExactTerms.inUnits(from, unit.nanos() / to.nanos(), 1)
        : ExactTerms.inUnits(from, 1, to.nanos() / unit.nanos());
  }

  private static Unit unit(Type type) {
    return type instanceof Type.Timestamp timestamp
        ? timestamp.unit()
        : ((Type.Duration) type).unit();
  }
}
