package dev.nestedparquet.internal.schema.reference;

import dev.nestedparquet.internal.schema.model.Choice;
import dev.nestedparquet.internal.schema.model.Entity;
import dev.nestedparquet.internal.schema.model.Lengths;
import dev.nestedparquet.internal.schema.model.Let;
import dev.nestedparquet.internal.schema.model.Node;
import dev.nestedparquet.internal.schema.model.Source;
import dev.nestedparquet.internal.schema.model.Type;
import dev.nestedparquet.internal.schema.model.Value;
import dev.nestedparquet.internal.schema.model.ValueList;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Values of sources for which draws are enough: all but switches, templates and expressions. */
final class SourceValues {
  private final Map<String, ValueList> lists;
  private final Tables tables = new Tables();

  SourceValues(Map<String, ValueList> lists) {
    this.lists = lists;
  }

  AliasTable presence(Node.Struct struct) {
    return tables.of(struct, () -> AliasTable.of(weights(struct.present())));
  }

  /** The key of an entity that is drawn. */
  long key(Let let, Entity entity, Spot spot, long orderKey) {
    long u = spot.draw(Draws.LET);
    BigInteger count = BigInteger.valueOf(entity.count());
    if (let.zipf() == null) {
      return Draws.below(u, count).longValueExact();
    }
    BigInteger rank = tables.of(let, () -> new Zipf(entity.count(), let.zipf())).rank(u);
    return Permutation.permuted(orderKey, count, rank.subtract(BigInteger.ONE)).longValueExact();
  }

  /** A value that the file has, as rows have it. */
  static Object written(Value value, Type type) {
    if (value instanceof Value.Flag flag) {
      return flag.value();
    } else if (value instanceof Value.Units units) {
      return units.units();
    } else if (value instanceof Value.Text text) {
      return text.text();
    } else if (value instanceof Value.Bytes bytes) {
      return bytes.hex();
    }
    int bits = ((Type.Floating) type).bits();
    double number =
        value instanceof Value.Real real
            ? FloatingPoint.nearest(Rational.of(real.number()), bits)
            : switch ((Value.Special) value) {
              case NAN -> Double.NaN;
              case POSITIVE_INFINITY -> Double.POSITIVE_INFINITY;
              case NEGATIVE_INFINITY -> Double.NEGATIVE_INFINITY;
              case NEGATIVE_ZERO -> -0.0;
            };
    return FloatingPoint.boxed(number, bits);
  }

  /** The value that is drawn for a purpose. */
  Object value(Source source, Type type, Spot spot, int purpose) {
    long u = spot.draw(purpose);
    if (source instanceof Source.Const one) {
      return written(one.value(), type);
    } else if (source instanceof Source.Pick pick) {
      return written(pick.choices().get(picked(pick, spot, u)).value(), type);
    } else if (source instanceof Source.Uniform || source instanceof Source.Continuous) {
      return drawn(source, type, u);
    } else if (source instanceof Source.Zipf law) {
      return tables.of(law, () -> new Zipf(law.n(), law.s())).rank(u);
    } else if (source instanceof Source.Geometric
        || source instanceof Source.Poisson
        || source instanceof Source.Binomial) {
      return tables.of(source, () -> Counts.of(source)).count(u);
    } else if (source instanceof Source.Text text) {
      long length = length(text.length(), spot);
      return text.words() == null
          ? TextValues.characters(text.alphabet(), length, u)
          : TextValues.words(lists.get(text.words()).texts(), length, u);
    } else if (source instanceof Source.Bytes bytes) {
      return TextValues.bytes(bytes, length(bytes.length(), spot), u);
    } else if (source instanceof Source.Pattern pattern) {
      return TextValues.drawn(pattern.pattern(), u);
    }
    return OrderedValues.of(source, type, spot, u);
  }

  private int picked(Source.Pick pick, Spot spot, long u) {
    int n = pick.choices().size();
    if (pick.zipf() != null) {
      BigInteger rank = tables.of(pick, () -> new Zipf(n, pick.zipf())).rank(u);
      BigInteger place = rank.subtract(BigInteger.ONE);
      return Permutation.permuted(spot.orderKey(), BigInteger.valueOf(n), place).intValueExact();
    } else if (pick.choices().stream()
        .allMatch(one -> one.weight().compareTo(BigDecimal.ONE) == 0)) {
      return Draws.below(u, n);
    }
    return tables.of(pick, () -> AliasTable.of(weights(pick.choices()))).chosen(u);
  }

  static List<Rational> weights(List<? extends Choice<?>> choices) {
    return choices.stream().map(choice -> Rational.of(choice.weight())).toList();
  }

  private Object drawn(Source source, Type type, long u) {
    Source.Uniform range = source instanceof Source.Uniform uniform ? uniform : null;
    Source.Continuous law = source instanceof Source.Continuous continuous ? continuous : null;
    BigDecimal least = Quantiles.exact(range == null ? law.least() : range.least());
    BigDecimal most = Quantiles.exact(range == null ? law.greatest() : range.greatest());
    Integer digits = range == null ? law.digits() : range.digits();
    if (type instanceof Type.Floating floating) {
      if (digits == null) {
        double value =
            range == null
                ? tables
                    .of(law, () -> new ContinuousLaw(Quantiles.of(law, least, most, 0), false))
                    .value(u)
                : between(least, most, Draws.fraction(u));
        return FloatingPoint.boxed(clamped(value, least, most, floating.bits()), floating.bits());
      }
      double units = decimal(source, u).unscaledValue().doubleValue();
      double value = units / StrictMath.pow(10, digits);
      return FloatingPoint.boxed(FloatingPoint.nearest(value, floating.bits()), floating.bits());
    } else if (range == null) {
      return tables
          .of(law, () -> new ContinuousLaw(Quantiles.of(law, least, most, 0), true))
          .units(u);
    }
    return uniform(least.toBigIntegerExact(), most.toBigIntegerExact(), u);
  }

  /** What a law of floating point with digits draws. */
  BigDecimal decimal(Source source, long u) {
    if (source instanceof Source.Uniform range) {
      int digits = range.digits();
      BigInteger least = scaled(range.least(), digits).ceiling();
      return new BigDecimal(uniform(least, scaled(range.greatest(), digits).floor(), u), digits);
    }
    Source.Continuous law = (Source.Continuous) source;
    int digits = law.digits();
    BigDecimal least = new BigDecimal(scaled(law.least(), digits).ceiling());
    BigDecimal most = new BigDecimal(scaled(law.greatest(), digits).floor());
    ContinuousLaw drawn =
        tables.of(law, () -> new ContinuousLaw(Quantiles.of(law, least, most, digits), true));
    return new BigDecimal(drawn.units(u), digits);
  }

  private static Rational scaled(Value bound, int digits) {
    return Rational.of(Quantiles.exact(bound).movePointRight(digits));
  }

  private static double between(BigDecimal least, BigDecimal most, double r) {
    return least.doubleValue() * (1 - r) + most.doubleValue() * r;
  }

  private static double clamped(double value, BigDecimal least, BigDecimal most, int bits) {
    double low = FloatingPoint.nearest(Rational.of(least), bits);
    double high = FloatingPoint.nearest(Rational.of(most), bits);
    return Math.min(Math.max(FloatingPoint.nearest(value, bits), low), high);
  }

  static BigInteger uniform(BigInteger least, BigInteger most, long u) {
    BigInteger n = most.subtract(least).add(BigInteger.ONE);
    if (n.signum() <= 0) {
      throw new ArithmeticException("no value is between " + least + " and " + most + " units");
    } else if (n.compareTo(Draws.TWO_64) <= 0) {
      return least.add(Draws.below(u, n));
    }
    BigInteger both = Draws.unsigned(u).shiftLeft(64).add(Draws.unsigned(Draws.draw(u, 1)));
    return least.add(both.multiply(n).shiftRight(128));
  }

  /** The length of a list, map, text or value of bytes. */
  long length(Lengths lengths, Spot spot) {
    if (lengths instanceof Lengths.Fixed fixed) {
      return fixed.length();
    } else if (lengths instanceof Lengths.Weighted weighted) {
      return weighted(weighted, spot.inRuns(weighted.runs(), Draws.RUNS_OF_LENGTHS));
    }
    Lengths.Drawn drawn = (Lengths.Drawn) lengths;
    Spot at = spot.inRuns(drawn.runs(), Draws.RUNS_OF_LENGTHS);
    Object length = value(drawn.source(), Type.int32(), at, Draws.LENGTH);
    return ((BigInteger) length).longValueExact();
  }

  private long weighted(Lengths.Weighted lengths, Spot spot) {
    long u = spot.draw(Draws.LENGTH);
    long all = 0;
    for (Choice<Lengths.Range> range : lengths.ranges()) {
      all += range.value().to() - range.value().from() + 1L;
    }
    if (all > 65_536) {
      AliasTable table = tables.of(lengths, () -> AliasTable.of(weights(lengths.ranges())));
      Lengths.Range range = lengths.ranges().get(table.chosen(u)).value();
      long n = range.to() - range.from() + 1L;
      return range.from() + Draws.below(Draws.draw(u, 1), BigInteger.valueOf(n)).longValueExact();
    }
    List<Rational> weights = new ArrayList<>();
    List<Integer> outcomes = new ArrayList<>();
    for (Choice<Lengths.Range> range : lengths.ranges()) {
      long n = range.value().to() - range.value().from() + 1L;
      Rational each =
          Rational.of(range.weight()).dividedBy(Rational.of(BigInteger.valueOf(n), BigInteger.ONE));
      for (int length = range.value().from(); length <= range.value().to(); length++) {
        weights.add(each);
        outcomes.add(length);
      }
    }
    return outcomes.get(tables.of(lengths, () -> AliasTable.of(weights)).chosen(u));
  }
}
