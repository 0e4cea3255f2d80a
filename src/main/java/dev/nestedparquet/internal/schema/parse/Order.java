package dev.nestedparquet.internal.schema.parse;

import dev.nestedparquet.internal.schema.grammar.SourceKeys;
import dev.nestedparquet.internal.schema.model.Source;
import dev.nestedparquet.internal.schema.model.TextPattern;
import dev.nestedparquet.internal.schema.model.Type;
import dev.nestedparquet.internal.schema.model.Value;
import dev.nestedparquet.internal.schema.read.Located;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Reads sources whose values have an order, or are there once. */
final class Order {
  private static final long DEFAULT_BLOCKS = 1_024;

  private Order() {}

  static Source sequence(Located at, Type type) {
    at.allow(SourceKeys.SEQUENCE.names());
    BigInteger start = start(at, type);
    BigInteger step = step(at, type);
    if (step != null && step.signum() == 0) {
      at.get("step").problem("is 0; for one value always, use const");
      return null;
    }
    return start == null || step == null ? null : new Source.Sequence(start, step);
  }

  static Source.Sorted sorted(Located at, Type type) {
    at.allow(SourceKeys.SORTED.names());
    return ascending(at, type);
  }

  static Source clustered(Located at, Type type) {
    at.allow(SourceKeys.CLUSTERED.names());
    Located rows = at.require("rows", "the rows of a block");
    Located blocks = at.get("blocks");
    Long size = rows == null ? null : Numbers.count(rows, "the rows of a block", 1, 1L << 40);
    Long number =
        blocks == null
            ? Long.valueOf(DEFAULT_BLOCKS)
            : Numbers.count(blocks, "a number of blocks", 2, 1L << 30);
    Source.Sorted sorted = ascending(at, type);
    return sorted == null || size == null || number == null
        ? null
        : new Source.Clustered(sorted, size, number);
  }

  private static Source.Sorted ascending(Located at, Type type) {
    BigInteger start = start(at, type);
    BigInteger step = step(at, type);
    if (step != null && step.signum() <= 0) {
      at.get("step").problem("is not above 0; for descending values, use sequence");
      return null;
    }
    Located given = at.get("jitter");
    BigInteger jitter = given == null ? BigInteger.ZERO : difference(given, type);
    if (jitter != null && (jitter.signum() < 0 || jitter.bitLength() >= Long.SIZE)) {
      given.problem("is not between 0 and 2^63 units of the type");
    }
    return start == null || step == null || jitter == null
        ? null
        : new Source.Sorted(start, step, jitter);
  }

  private static BigInteger start(Located at, Type type) {
    boolean temporal = type != null && type.isTemporal();
    Located start = temporal ? at.require("start", "the first value") : at.get("start");
    if (start == null) {
      return temporal ? null : BigInteger.ZERO;
    }
    return Values.read(start, type) instanceof Value.Units units ? units.units() : null;
  }

  private static BigInteger step(Located at, Type type) {
    boolean temporal = type != null && type.isTemporal();
    Located step = temporal ? at.require("step", "a length of time") : at.get("step");
    if (step == null) {
      return temporal || type == null ? null : BigInteger.TEN.pow(type.scale());
    }
    BigInteger units = difference(step, type);
    if (units != null && units.bitLength() >= Long.SIZE && !(type instanceof Type.Decimal)) {
      step.problem("is not between -2^63 and 2^63 units of the type");
      return null;
    }
    return units;
  }

  private static BigInteger difference(Located at, Type type) {
    String text = at.text("a difference between two values");
    if (text == null || type == null) {
      return null;
    }
    try {
      return Values.difference(text, type);
    } catch (BadLiteralException e) {
      at.problem(e.getMessage());
      return null;
    }
  }

  static Source unique(Located at, Type type) {
    List<String> allowed = new ArrayList<>(SourceKeys.UNIQUE.names());
    if (type != null && !(type instanceof Type.Int)) {
      allowed.remove("start");
    }
    if (type != null && !(type instanceof Type.Text)) {
      allowed.remove("pattern");
    }
    at.allow(allowed);
    Located of = at.require("of", "how many there are, the most rows");
    Long count = of == null ? null : Numbers.count(of, "a count", 1, Long.MAX_VALUE);
    if (count == null) {
      return null;
    }
    BigInteger number = BigInteger.valueOf(count);
    if (type instanceof Type.Text) {
      return new Source.Unique(number, BigInteger.ZERO, pattern(at, number));
    }
    BigInteger start = type instanceof Type.Int ? start(at, type) : BigInteger.ZERO;
    checkRoom(of, type, start, number);
    return start == null ? null : new Source.Unique(number, start, null);
  }

  private static void checkRoom(Located of, Type type, BigInteger start, BigInteger number) {
    BigInteger room = null;
    if (type instanceof Type.Int && start != null) {
      room = type.greatest().subtract(start).add(BigInteger.ONE);
    } else if (type instanceof Type.FixedBinary fixed) {
      room = BigInteger.ONE.shiftLeft(8 * Math.min(fixed.bytes(), 16));
    }
    if (room != null && room.compareTo(number) < 0) {
      String from = type instanceof Type.Int ? " from " + start + " on" : "";
      of.problem(type + " has " + room + " values" + from + "; " + number + " are too many");
    }
  }

  private static TextPattern pattern(Located at, BigInteger number) {
    Located given = at.require("pattern", "how texts are made, such as \"[A-Z]{2}-[0-9]{6}\"");
    String text = given == null ? null : given.text("a pattern");
    TextPattern pattern = text == null ? null : PatternReader.read(given, text);
    if (pattern == null) {
      return null;
    } else if (!pattern.isFixed()) {
      given.problem(
          "can make a text in two ways; unique texts need a pattern without alternatives whose"
              + " repeats are of one number");
    } else if (BigInteger.valueOf(pattern.texts()).compareTo(number) < 0) {
      at.get("of")
          .problem("the pattern has " + pattern.texts() + " texts; " + number + " are too many");
    }
    return pattern;
  }
}
