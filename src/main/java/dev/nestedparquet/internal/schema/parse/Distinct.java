package dev.nestedparquet.internal.schema.parse;

import dev.nestedparquet.internal.schema.model.Choice;
import dev.nestedparquet.internal.schema.model.Lengths;
import dev.nestedparquet.internal.schema.model.Source;
import dev.nestedparquet.internal.schema.model.Type;
import dev.nestedparquet.internal.schema.model.Value;
import dev.nestedparquet.internal.schema.read.Located;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.Set;

/** Tells how many different values a source can give. */
public final class Distinct {
  private static final int MOST_DIGITS = 100;

  private Distinct() {}

  /** Whether all values that a source can give stand in the file. */
  static boolean isListed(Source source) {
    return source == null
        || source instanceof Source.Const
        || source instanceof Source.Pick
        || (source instanceof Source.Switch choice
            && isListed(choice.otherwise())
            && choice.cases().stream().allMatch(one -> isListed(one.source())));
  }

  /** The number of values that a listed source can give. */
  static int labels(Source source, Type type, NamedLists lists, Located at) {
    if (source instanceof Source.Pick pick) {
      return pick.choices().size();
    }
    Set<Object> labels = new HashSet<>();
    collect(source, type, lists, at, labels);
    return labels.size();
  }

  private static void collect(
      Source source, Type type, NamedLists lists, Located at, Set<Object> labels) {
    if (source instanceof Source.Const one && one.value() != null) {
      labels.add(Values.stored(one.value(), type));
    } else if (source instanceof Source.Pick pick) {
      lists.lookAt(at, pick.choices().size());
      for (Choice<Value> choice : pick.choices()) {
        if (choice.value() != null) {
          labels.add(Values.stored(choice.value(), type));
        }
      }
    } else if (source instanceof Source.Switch choice) {
      collect(choice.otherwise(), type, lists, at, labels);
      choice.cases().forEach(one -> collect(one.source(), type, lists, at, labels));
    }
  }

  /** The most different values that a source can give; null if there is no telling. */
  public static BigInteger most(Source source, Type type) {
    BigInteger ofSource = mostOf(source, type);
    BigInteger ofType =
        type instanceof Type.Bool
            ? BigInteger.TWO
            : type != null && type.hasUnits()
                ? type.greatest().subtract(type.least()).add(BigInteger.ONE)
                : null;
    return ofSource == null ? ofType : ofType == null ? ofSource : ofSource.min(ofType);
  }

  private static BigInteger mostOf(Source source, Type type) {
    if (source instanceof Source.Const) {
      return BigInteger.ONE;
    } else if (source instanceof Source.Pick pick) {
      return BigInteger.valueOf(
          pick.choices().stream().filter(choice -> choice.weight().signum() > 0).count());
    } else if (source instanceof Source.Uniform range) {
      return between(range.least(), range.greatest(), range.digits());
    } else if (source instanceof Source.Continuous law) {
      return between(law.least(), law.greatest(), law.digits());
    } else if (source instanceof Source.Unique unique) {
      return unique.of();
    } else if (source instanceof Source.Pattern pattern) {
      return pattern.pattern().isFixed() ? BigInteger.valueOf(pattern.pattern().texts()) : null;
    } else if (source instanceof Source.Text text) {
      return text.alphabet() == null ? null : ofLength(text.length(), text.alphabet().size());
    } else if (source instanceof Source.Bytes bytes) {
      return ofLength(bytes.length(), 256);
    } else if (source instanceof Source.Template template) {
      return ofParts(template);
    } else if (source instanceof Source.Switch choice) {
      return ofCases(choice, type);
    }
    long[] bounds = Bounds.of(source);
    return bounds == null ? null : number(BigInteger.valueOf(bounds[0]), bounds[1]);
  }

  private static BigInteger number(BigInteger least, long greatest) {
    return BigInteger.valueOf(greatest).subtract(least).add(BigInteger.ONE);
  }

  private static BigInteger between(Value least, Value greatest, Integer digits) {
    if (least instanceof Value.Units from && greatest instanceof Value.Units to) {
      return to.units().subtract(from.units()).add(BigInteger.ONE);
    } else if (digits != null && least instanceof Value.Real from) {
      return greatest instanceof Value.Real to
          ? to.number()
              .subtract(from.number())
              .movePointRight(digits)
              .toBigInteger()
              .add(BigInteger.ONE)
          : null;
    }
    return null;
  }

  private static BigInteger ofLength(Lengths lengths, int characters) {
    if (lengths == null || lengths.most() * Math.log10(characters + 1.0) > MOST_DIGITS) {
      return null;
    }
    BigInteger all = BigInteger.ZERO;
    for (int length = 0; length <= lengths.most(); length++) {
      if (canBe(length, lengths)) {
        all = all.add(BigInteger.valueOf(characters).pow(length));
      }
    }
    return all;
  }

  /** Whether there can be a value of a length, which is no more than the most. */
  private static boolean canBe(int length, Lengths lengths) {
    if (lengths instanceof Lengths.Fixed fixed) {
      return length == fixed.length();
    } else if (lengths instanceof Lengths.Weighted weighted) {
      return weighted.ranges().stream()
          .filter(range -> range.weight().signum() > 0)
          .map(Choice::value)
          .anyMatch(range -> range.from() <= length && length <= range.to());
    }
    long[] bounds = Bounds.of(((Lengths.Drawn) lengths).source());
    return bounds == null || bounds[0] <= length;
  }

  private static BigInteger ofParts(Source.Template template) {
    BigInteger all = BigInteger.ONE;
    for (Source.Part part : template.parts().values()) {
      BigInteger one = most(part.source(), part.type());
      if (one == null || all.bitLength() > Long.SIZE) {
        return null;
      }
      all = all.multiply(one);
    }
    return all;
  }

  private static BigInteger ofCases(Source.Switch choice, Type type) {
    BigInteger all = most(choice.otherwise(), type);
    for (Source.Case one : choice.cases()) {
      BigInteger more = most(one.source(), type);
      all = all == null || more == null ? null : all.add(more);
    }
    return all;
  }
}
