package dev.nestedparquet.internal.schema.parse;

import dev.nestedparquet.internal.schema.grammar.TypeNames;
import dev.nestedparquet.internal.schema.model.Type;
import dev.nestedparquet.internal.schema.model.Unit;
import dev.nestedparquet.internal.schema.read.LikelyWord;
import dev.nestedparquet.internal.schema.read.Quoted;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Types by their texts. */
final class Types {
  private static final int MOST_FIXED_BYTES = 65_536;

  private static final Pattern TYPE = Pattern.compile("(\\w+)(?:\\(([^()]*)\\))?");
  private static final Pattern OFFSET = Pattern.compile("[-+]\\d\\d:\\d\\d");

  private Types() {}

  static Type parse(String text) throws BadLiteralException {
    Matcher matcher = TYPE.matcher(text);
    if (!matcher.matches()) {
      boolean cut = text.contains("(") && !text.contains(")");
      throw new BadLiteralException(
          "'"
              + Quoted.shortened(text)
              + (cut
                  ? "' is cut off: put a type with a comma in quotes, such as \"decimal(12,2)\""
                  : "' is no type; allowed: " + String.join(", ", TypeNames.all())));
    }
    String name = matcher.group(1);
    Type plain = TypeNames.plain().get(name);
    if (plain != null) {
      if (matcher.group(2) != null) {
        throw new BadLiteralException(name + " has nothing in parentheses");
      }
      return plain;
    } else if (!TypeNames.withArguments().containsKey(name)) {
      throw new BadLiteralException(
          "'"
              + Quoted.shortened(text)
              + "' is no type"
              + LikelyWord.hint(name, TypeNames.all())
              + "; allowed: "
              + String.join(", ", TypeNames.all()));
    } else if (matcher.group(2) == null || matcher.group(2).isBlank()) {
      throw new BadLiteralException(name + " needs more in parentheses, such as " + example(name));
    }
    return withArguments(name, matcher.group(2).split(",", -1));
  }

  private static String example(String name) {
    return String.join(" or ", TypeNames.withArguments().get(name).examples());
  }

  private static Type withArguments(String name, String[] words) throws BadLiteralException {
    int most = name.equals("timestamp") || name.equals("decimal") ? 2 : 1;
    if (words.length > most || (name.equals("decimal") && words.length < 2)) {
      throw new BadLiteralException(name + " is written as " + example(name));
    }
    switch (name) {
      case "decimal" -> {
        int precision = number(words[0], "the precision", 1, 38);
        return new Type.Decimal(precision, number(words[1], "the scale", 0, precision));
      }
      case "time" -> {
        return new Type.Time(unit(words[0]));
      }
      case "duration" -> {
        return new Type.Duration(unit(words[0]));
      }
      case "timestamp" -> {
        return new Type.Timestamp(unit(words[0]), words.length < 2 ? null : zone(words[1].trim()));
      }
      default -> {
        return new Type.FixedBinary(number(words[0], "the number of bytes", 1, MOST_FIXED_BYTES));
      }
    }
  }

  private static int number(String text, String what, int least, int most)
      throws BadLiteralException {
    String digits = text.trim();
    if (!digits.matches("\\d{1,9}")
        || Integer.parseInt(digits) < least
        || Integer.parseInt(digits) > most) {
      throw new BadLiteralException(
          what + " " + Quoted.shortened(digits) + " is not between " + least + " and " + most);
    }
    return Integer.parseInt(digits);
  }

  private static Unit unit(String text) throws BadLiteralException {
    for (Unit unit : Unit.values()) {
      if (unit.toString().equals(text.trim())) {
        return unit;
      }
    }
    throw new BadLiteralException(
        "'" + Quoted.shortened(text.trim()) + "' is no unit; allowed: s, ms, us, ns");
  }

  private static String zone(String text) throws BadLiteralException {
    if (OFFSET.matcher(text).matches()) {
      try {
        ZoneOffset unused = ZoneOffset.of(text);
        return text;
      } catch (DateTimeException e) {
        throw new BadLiteralException("there is no offset " + text + "; they go up to 18:00");
      }
    } else if (ZoneId.getAvailableZoneIds().contains(text)) {
      return text;
    }
    throw new BadLiteralException(
        "'"
            + Quoted.shortened(text)
            + "' is no time zone"
            + LikelyWord.hint(
                text, ZoneId.getAvailableZoneIds().stream().sorted().collect(Collectors.toList()))
            + "; allowed: UTC, an offset such as +02:00, a name such as Europe/Berlin");
  }
}
