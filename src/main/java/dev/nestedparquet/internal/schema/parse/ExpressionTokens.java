package dev.nestedparquet.internal.schema.parse;

import dev.nestedparquet.internal.schema.read.LikelyWord;
import dev.nestedparquet.internal.schema.read.Parameters;
import dev.nestedparquet.internal.schema.read.Quoted;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Words of an expression. */
final class ExpressionTokens {
  /** Kinds of words. */
  enum Kind {
    NUMBER,
    TEXT,
    NAME,
    QUOTED_NAME,
    SYMBOL,
    END
  }

  /** A word, and where it starts. */
  record Token(Kind kind, String text, int index) {
    /** Whether it is this word, in lower or upper case, as in SQL. */
    boolean isWord(String word) {
      return kind == Kind.NAME && text.equalsIgnoreCase(word);
    }

    boolean isSymbol(String symbol) {
      return kind == Kind.SYMBOL && text.equals(symbol);
    }

    String described() {
      return kind == Kind.END ? "the end" : "'" + Quoted.shortened(text) + "'";
    }
  }

  /** What is wrong, and at which character. */
  static final class BadExpression extends Exception {
    private static final long serialVersionUID = 1;
    private final int index;

    BadExpression(int index, String message) {
      super(message);
      this.index = index;
    }

    int index() {
      return index;
    }
  }

  private static final Pattern NUMBER = Pattern.compile("\\d[\\d_]*(?:\\.\\d+)?");
  private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]*");
  private static final Pattern PARAMETER = Pattern.compile("\\$([\\p{L}_][\\p{L}\\p{N}_-]*)");
  private static final Pattern TEXT = Pattern.compile("'((?:[^']|'')*+)'");
  private static final Pattern QUOTED_NAME = Pattern.compile("`((?:[^`]|``)++)`");
  private static final Pattern SYMBOL = Pattern.compile("<=|>=|<>|!=|==|[-+*/%=<>(),.:]");
  private static final int MOST_DIGITS = 40;

  private ExpressionTokens() {}

  /** The words, and the end. */
  static List<Token> of(String text, Parameters parameters) throws BadExpression {
    List<Token> tokens = new ArrayList<>();
    int index = 0;
    while (index < text.length()) {
      if (Character.isWhitespace(text.charAt(index))) {
        index++;
        continue;
      }
      index = add(text, index, tokens, parameters);
    }
    tokens.add(new Token(Kind.END, "", index));
    return tokens;
  }

  private static int add(String text, int index, List<Token> tokens, Parameters parameters)
      throws BadExpression {
    Matcher matcher = NUMBER.matcher(text).region(index, text.length());
    if (matcher.lookingAt()) {
      String digits = matcher.group().replace("_", "");
      if (digits.length() > MOST_DIGITS) {
        throw new BadExpression(index, "a number of more than " + MOST_DIGITS + " digits");
      }
      tokens.add(new Token(Kind.NUMBER, digits, index));
    } else if (matcher.usePattern(NAME).lookingAt()) {
      tokens.add(new Token(Kind.NAME, matcher.group(), index));
    } else if (matcher.usePattern(TEXT).lookingAt()) {
      tokens.add(new Token(Kind.TEXT, matcher.group(1).replace("''", "'"), index));
    } else if (matcher.usePattern(QUOTED_NAME).lookingAt()) {
      tokens.add(new Token(Kind.QUOTED_NAME, matcher.group(1).replace("``", "`"), index));
    } else if (matcher.usePattern(PARAMETER).lookingAt()) {
      parameter(matcher.group(1), index, tokens, parameters);
    } else if (matcher.usePattern(SYMBOL).lookingAt()) {
      tokens.add(new Token(Kind.SYMBOL, matcher.group(), index));
    } else {
      int character = text.codePointAt(index);
      throw new BadExpression(
          index,
          character == '\'' || character == '`'
              ? Character.toString(character) + " is not closed"
              : "'" + Quoted.shortened(Character.toString(character)) + "' means nothing here");
    }
    return matcher.end();
  }

  private static void parameter(String name, int index, List<Token> tokens, Parameters parameters)
      throws BadExpression {
    if (!parameters.values().containsKey(name)) {
      throw new BadExpression(
          index,
          "there is no parameter '"
              + name
              + "'"
              + LikelyWord.hint(name, parameters.values().keySet()));
    }
    String value = parameters.values().get(name).text();
    try {
      String number = Numbers.number(value).toPlainString();
      if (number.length() > MOST_DIGITS) {
        throw new BadExpression(index, "a number of more than " + MOST_DIGITS + " digits");
      }
      boolean negative = number.startsWith("-");
      if (negative) {
        tokens.add(new Token(Kind.SYMBOL, "(", index));
        tokens.add(new Token(Kind.SYMBOL, "-", index));
      }
      tokens.add(new Token(Kind.NUMBER, negative ? number.substring(1) : number, index));
      if (negative) {
        tokens.add(new Token(Kind.SYMBOL, ")", index));
      }
    } catch (BadLiteralException e) {
      tokens.add(new Token(Kind.TEXT, value, index));
    }
  }
}
