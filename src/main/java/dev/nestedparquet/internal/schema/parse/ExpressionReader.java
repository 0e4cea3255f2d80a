package dev.nestedparquet.internal.schema.parse;

import dev.nestedparquet.internal.schema.model.Expression;
import dev.nestedparquet.internal.schema.model.Place;
import dev.nestedparquet.internal.schema.model.Type;
import dev.nestedparquet.internal.schema.parse.ExpressionTokens.BadExpression;
import dev.nestedparquet.internal.schema.parse.ExpressionTokens.Kind;
import dev.nestedparquet.internal.schema.parse.ExpressionTokens.Token;
import dev.nestedparquet.internal.schema.read.Located;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Reads expressions, by recursive descent. From loose to tight: {@code or}, {@code and}, {@code
 * not}, comparisons, {@code + -}, {@code * / %}, sign.
 */
final class ExpressionReader {
  private static final int MOST_CHARACTERS = 4_000;
  private static final int MOST_DEPTH = 100;
  private static final Set<String> COMPARISONS =
      Set.of("=", "==", "!=", "<>", "<", "<=", ">", ">=");

  private final Located at;
  private final List<Token> tokens;
  private int next;
  private int depth;

  private ExpressionReader(Located at, List<Token> tokens) {
    this.at = at;
    this.tokens = tokens;
  }

  /** The expression; null with a problem if it is none. */
  static Expression read(Located at, String text, Budget words) {
    try {
      if (text.length() > MOST_CHARACTERS) {
        throw new BadExpression(0, "has more than " + MOST_CHARACTERS + " characters");
      }
      List<Token> tokens = ExpressionTokens.of(text, at.parameters());
      words.take(at, tokens.size());
      ExpressionReader reader = new ExpressionReader(at, tokens);
      Expression expression = reader.or();
      if (reader.peek().kind() != Kind.END) {
        throw new BadExpression(
            reader.peek().index(),
            reader.peek().described() + " where an operator or the end should be");
      }
      return expression;
    } catch (BadExpression e) {
      at.problems().add(at.placeOf(e.index()), at.path(), e.getMessage());
      return null;
    }
  }

  private Token peek() {
    return tokens.get(next);
  }

  private Place place(Token token) {
    return at.placeOf(token.index());
  }

  private boolean take(Kind kind, String text) {
    boolean is = peek().kind() == kind && peek().text().equals(text);
    next += is ? 1 : 0;
    return is;
  }

  private boolean takeSymbol(String text) {
    return take(Kind.SYMBOL, text);
  }

  private boolean takeWord(String text) {
    boolean is = peek().isWord(text);
    next += is ? 1 : 0;
    return is;
  }

  private void require(String symbol) throws BadExpression {
    if (!takeSymbol(symbol)) {
      throw new BadExpression(
          peek().index(), peek().described() + " where " + symbol + " should be");
    }
  }

  private Expression or() throws BadExpression {
    if (++depth > MOST_DEPTH) {
      throw new BadExpression(peek().index(), "is nested more than " + MOST_DEPTH + " deep");
    }
    Expression left = and();
    while (peek().isWord("or")) {
      Token operator = tokens.get(next++);
      left = new Expression.Binary(place(operator), "or", left, and());
    }
    depth--;
    return left;
  }

  private Expression and() throws BadExpression {
    Expression left = not();
    while (peek().isWord("and")) {
      Token operator = tokens.get(next++);
      left = new Expression.Binary(place(operator), "and", left, not());
    }
    return left;
  }

  private Expression not() throws BadExpression {
    Token operator = peek();
    if (!takeWord("not")) {
      return comparison();
    }
    if (++depth > MOST_DEPTH) {
      throw new BadExpression(operator.index(), "is nested more than " + MOST_DEPTH + " deep");
    }
    Expression operand = not();
    depth--;
    return new Expression.Unary(place(operator), "not", operand);
  }

  private Expression comparison() throws BadExpression {
    Expression left = sum();
    Token operator = peek();
    if (takeWord("is")) {
      boolean not = takeWord("not");
      if (!takeWord("null")) {
        throw new BadExpression(peek().index(), peek().described() + " where null should be");
      }
      Expression isNull = new Expression.Unary(place(operator), "is null", left);
      return not ? new Expression.Unary(place(operator), "not", isNull) : isNull;
    } else if (operator.kind() == Kind.SYMBOL && COMPARISONS.contains(operator.text())) {
      next++;
      String name =
          switch (operator.text()) {
            case "==" -> "=";
            case "!=" -> "<>";
            default -> operator.text();
          };
      return new Expression.Binary(place(operator), name, left, sum());
    }
    return left;
  }

  private Expression sum() throws BadExpression {
    Expression left = product();
    while (peek().isSymbol("+") || peek().isSymbol("-")) {
      Token operator = tokens.get(next++);
      left = new Expression.Binary(place(operator), operator.text(), left, product());
    }
    return left;
  }

  private Expression product() throws BadExpression {
    Expression left = signed();
    while (peek().isSymbol("*") || peek().isSymbol("/") || peek().isSymbol("%")) {
      Token operator = tokens.get(next++);
      left = new Expression.Binary(place(operator), operator.text(), left, signed());
    }
    return left;
  }

  private Expression signed() throws BadExpression {
    Token operator = peek();
    if (!takeSymbol("-")) {
      return primary();
    }
    if (++depth > MOST_DEPTH) {
      throw new BadExpression(operator.index(), "is nested more than " + MOST_DEPTH + " deep");
    }
    Expression operand = signed();
    depth--;
    return new Expression.Unary(place(operator), "-", operand);
  }

  private Expression primary() throws BadExpression {
    Token token = tokens.get(next++);
    switch (token.kind()) {
      case NUMBER -> {
        return new Expression.NumberLiteral(place(token), new BigDecimal(token.text()));
      }
      case TEXT -> {
        return new Expression.TextLiteral(place(token), token.text());
      }
      case NAME, QUOTED_NAME -> {
        return named(token);
      }
      case SYMBOL -> {
        if (token.text().equals("(")) {
          Expression inner = or();
          require(")");
          return inner;
        }
      }
      default -> {}
    }
    throw new BadExpression(
        token.index(), token.described() + " where a value, a field or ( should be");
  }

  private Expression named(Token token) throws BadExpression {
    boolean quoted = token.kind() == Kind.QUOTED_NAME;
    if (!quoted && takeSymbol("(")) {
      return call(token);
    } else if (!quoted) {
      switch (token.text().toLowerCase(Locale.ROOT)) {
        case "true", "false" -> {
          return new Expression.Truth(place(token), token.isWord("true"));
        }
        case "null" -> {
          return new Expression.Null(place(token));
        }
        case "and", "or", "not", "is", "as" ->
            throw new BadExpression(
                token.index(), token.described() + " where a value, a field or ( should be");
        default -> {}
      }
    }
    List<String> names = new ArrayList<>(List.of(token.text()));
    while (takeSymbol(".")) {
      Token name = tokens.get(next++);
      if (name.kind() != Kind.NAME && name.kind() != Kind.QUOTED_NAME) {
        throw new BadExpression(name.index(), name.described() + " where a name should be");
      }
      names.add(name.text());
    }
    return new Expression.Reference(place(token), List.copyOf(names), quoted);
  }

  private Expression call(Token function) throws BadExpression {
    String name = function.text().toLowerCase(Locale.ROOT);
    if (name.equals("cast")) {
      Expression operand = or();
      if (!takeWord("as")) {
        throw new BadExpression(peek().index(), "cast is written as cast(x as decimal(12,2))");
      }
      return new Expression.Cast(place(function), operand, castType());
    }
    List<Expression> arguments = new ArrayList<>();
    if (!takeSymbol(")")) {
      do {
        arguments.add(or());
      } while (takeSymbol(","));
      require(")");
    }
    return new Expression.Call(place(function), name, List.copyOf(arguments));
  }

  /** The words up to the parenthesis that ends the cast. */
  private Type castType() throws BadExpression {
    Token first = peek();
    StringBuilder text = new StringBuilder();
    int open = 0;
    while (peek().kind() != Kind.END && (open > 0 || !peek().isSymbol(")"))) {
      Token token = tokens.get(next++);
      open += token.isSymbol("(") ? 1 : token.isSymbol(")") ? -1 : 0;
      text.append(token.text());
    }
    require(")");
    try {
      return Types.parse(text.toString());
    } catch (BadLiteralException e) {
      throw new BadExpression(first.index(), e.getMessage());
    }
  }
}
