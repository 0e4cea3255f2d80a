package dev.nestedparquet.internal.schema.parse;

import dev.nestedparquet.internal.schema.grammar.SourceKeys;
import dev.nestedparquet.internal.schema.model.Source;
import dev.nestedparquet.internal.schema.model.Type;
import dev.nestedparquet.internal.schema.read.Located;
import dev.nestedparquet.internal.schema.read.Quoted;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

/** Reads laws of chance over counts and ranks. */
final class CountLaw {
  private static final long MOST_COUNT = Long.MAX_VALUE;

  private CountLaw() {}

  static Source zipf(Located at) {
    at.allow(SourceKeys.ZIPF.names());
    Located n = at.require("n", "the number of ranks");
    Located s = at.require("s", "the exponent");
    Long ranks = n == null ? null : Numbers.count(n, "the number of ranks", 1, MOST_COUNT);
    BigDecimal exponent = Law.number(s, "0", "20");
    return ranks == null || exponent == null ? null : new Source.Zipf(ranks, exponent);
  }

  static Source geometric(Located at) {
    at.allow(SourceKeys.GEOMETRIC.names());
    Located min = at.get("min");
    Located max = at.require("max", "values are never beyond it");
    Long least = min == null ? Long.valueOf(0) : Numbers.count(min, "a count", 0, MOST_COUNT);
    Long most = max == null ? null : Numbers.count(max, "a count", 0, MOST_COUNT);
    BigDecimal mean = Law.number(at.require("mean", "the average"), "0", "1000000000");
    if (least == null || most == null || mean == null) {
      return null;
    } else if (most < least) {
      max.problem("is below min, " + least);
    } else if (mean.compareTo(BigDecimal.valueOf(least)) < 0) {
      at.get("mean").problem("is below min, " + least);
    }
    return new Source.Geometric(mean, least, most);
  }

  static Source poisson(Located at) {
    at.allow(SourceKeys.POISSON.names());
    Located max = at.require("max", "values are never beyond it");
    Long most = max == null ? null : Numbers.count(max, "a count", 0, MOST_COUNT);
    BigDecimal mean = Law.number(at.require("mean", "the average"), "0", "1000000");
    if (most == null || mean == null) {
      return null;
    }
    BigDecimal reach =
        mean.sqrt(MathContext.DECIMAL64).multiply(BigDecimal.valueOf(Law.MOST_SIGMAS));
    if (BigDecimal.valueOf(most).compareTo(mean.subtract(reach)) < 0) {
      max.problem(
          "is more than " + Law.MOST_SIGMAS + " deviations below the mean: there is nothing");
    }
    return new Source.Poisson(mean, most);
  }

  static Source binomial(Located at) {
    at.allow(SourceKeys.BINOMIAL.names());
    Located n = at.require("n", "the number of trials");
    Located p = at.require("p", "how likely each is to succeed");
    Long trials = n == null ? null : Numbers.count(n, "the number of trials", 0, 1_000_000_000L);
    BigDecimal share = p == null ? null : Numbers.share(p);
    return trials == null || share == null ? null : new Source.Binomial(trials, share);
  }

  /** Sees to it that counts fit the type. */
  static Source fitting(Source source, Located at, Type type) {
    if (source != null && type instanceof Type.Int) {
      BigInteger most = BigInteger.valueOf(Bounds.of(source)[1]);
      if (most.compareTo(type.greatest()) > 0) {
        at.problem(
            "goes up to "
                + Quoted.shortened(most.toString())
                + ", and "
                + type
                + " has "
                + Values.range(type));
      }
    }
    return source;
  }
}
