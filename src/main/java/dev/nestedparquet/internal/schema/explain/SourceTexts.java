package dev.nestedparquet.internal.schema.explain;

import dev.nestedparquet.internal.schema.model.Choice;
import dev.nestedparquet.internal.schema.model.Lengths;
import dev.nestedparquet.internal.schema.model.Source;
import dev.nestedparquet.internal.schema.model.Type;
import dev.nestedparquet.internal.schema.model.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Says in a few words where values are from. */
final class SourceTexts {
  private static final int MOST_CHOICES = 4;

  private SourceTexts() {}

  static String of(Source source, Type type) {
    if (source instanceof Source.Const one) {
      return "const " + ValueTexts.of(one.value(), type);
    } else if (source instanceof Source.Pick pick) {
      return pick(pick, type);
    } else if (source instanceof Source.Uniform range) {
      return "uniform " + range(range.least(), range.greatest(), type) + digits(range.digits());
    } else if (source instanceof Source.Continuous law) {
      return shape(law) + ", " + range(law.least(), law.greatest(), type) + digits(law.digits());
    } else if (source instanceof Source.Template template) {
      return "template " + template(template);
    } else if (source instanceof Source.Pattern pattern) {
      return "pattern, up to " + Figures.count(pattern.pattern().longest()) + " characters";
    } else if (source instanceof Source.Text text) {
      String what = text.words() == null ? "characters" : "words of " + text.words();
      return "text of " + lengths(text.length()) + " " + what;
    } else if (source instanceof Source.Bytes bytes) {
      String length = bytes.length() == null ? "" : " of " + lengths(bytes.length());
      return "bytes" + length + ", " + bytes.entropy().toPlainString() + " bits each";
    } else if (source instanceof Source.Switch choice) {
      int cases = choice.cases().size();
      return "switch on "
          + choice.on()
          + ", "
          + cases
          + (cases == 1 ? " case" : " cases")
          + ", else";
    } else if (source instanceof Source.Computed computed) {
      return "expr " + computed.text() + (computed.nullOnError() ? ", null on error" : "");
    }
    return ordered(source, type);
  }

  private static String ordered(Source source, Type type) {
    if (source instanceof Source.Zipf law) {
      return "zipf of " + Figures.count(law.n()) + ", s " + law.s().toPlainString();
    } else if (source instanceof Source.Geometric law) {
      return "geometric, mean "
          + law.mean().toPlainString()
          + String.format(Locale.ROOT, ", %,d to %,d", law.least(), law.most());
    } else if (source instanceof Source.Poisson law) {
      return "poisson, mean " + law.mean().toPlainString() + ", up to " + Figures.count(law.most());
    } else if (source instanceof Source.Binomial law) {
      return "binomial of " + Figures.count(law.n()) + ", p " + law.p().toPlainString();
    } else if (source instanceof Source.Sequence sequence) {
      return "sequence from " + steps(sequence.start(), sequence.step(), type);
    } else if (source instanceof Source.Sorted sorted) {
      return "sorted from " + sorted(sorted, type);
    } else if (source instanceof Source.Clustered clustered) {
      return "clustered by "
          + Figures.count(clustered.rows())
          + " rows from "
          + sorted(clustered.sorted(), type);
    }
    Source.Unique unique = (Source.Unique) source;
    return "unique of " + Figures.count(unique.of());
  }

  private static String steps(BigInteger start, BigInteger step, Type type) {
    return ValueTexts.of(start, type) + " by " + ValueTexts.length(step, type);
  }

  private static String sorted(Source.Sorted sorted, Type type) {
    return steps(sorted.start(), sorted.step(), type)
        + (sorted.jitter().signum() == 0
            ? ""
            : ", jitter " + ValueTexts.length(sorted.jitter(), type));
  }

  private static String pick(Source.Pick pick, Type type) {
    String what = pick.list() == null ? "" : " " + pick.list();
    if (pick.zipf() != null) {
      return "pick" + what + " by zipf " + pick.zipf().toPlainString();
    }
    return "pick" + what + weights(pick.choices(), value -> ValueTexts.of(value, type));
  }

  private static String range(Value least, Value greatest, Type type) {
    return ValueTexts.of(least, type) + " to " + ValueTexts.of(greatest, type);
  }

  private static String digits(Integer digits) {
    return digits == null ? "" : ", " + digits + " digits";
  }

  private static String shape(Source.Continuous law) {
    Source.Shape shape = law.shape();
    if (shape instanceof Source.Shape.Normal) {
      return "normal";
    } else if (shape instanceof Source.Shape.Lognormal) {
      return "lognormal";
    } else if (shape instanceof Source.Shape.Exponential) {
      return "exponential";
    } else if (shape instanceof Source.Shape.Pareto pareto) {
      return "pareto, alpha " + pareto.alpha().toPlainString();
    }
    return ((Source.Shape.Quantiles) shape).values().size() + " quantiles";
  }

  private static String template(Source.Template template) {
    return template.pieces().stream()
        .map(
            piece ->
                piece instanceof Source.Piece.Literal literal
                    ? literal.text()
                    : "{" + ((Source.Piece.PartOf) piece).part() + "}")
        .collect(Collectors.joining());
  }

  /** Lengths of lists and texts. */
  static String lengths(Lengths lengths) {
    if (lengths instanceof Lengths.Fixed fixed) {
      return String.valueOf(fixed.length());
    } else if (lengths instanceof Lengths.Drawn drawn) {
      return of(drawn.source(), Type.int32());
    }
    List<Choice<Lengths.Range>> ranges = ((Lengths.Weighted) lengths).ranges();
    return ranges.size() == 1
        ? range(ranges.get(0).value())
        : weights(ranges, SourceTexts::range).trim();
  }

  private static String range(Lengths.Range range) {
    return range.from() == range.to() ? "" + range.from() : range.from() + "-" + range.to();
  }

  /** Choices with their shares; without them if all are alike. */
  private static <T> String weights(List<Choice<T>> choices, Function<T, String> text) {
    BigDecimal sum = choices.stream().map(Choice::weight).reduce(BigDecimal.ZERO, BigDecimal::add);
    boolean isEven =
        choices.stream().allMatch(one -> one.weight().compareTo(choices.get(0).weight()) == 0);
    String first =
        choices.stream()
            .limit(MOST_CHOICES)
            .map(
                one ->
                    text.apply(one.value())
                        + (isEven ? "" : " " + Figures.share(ratio(one.weight(), sum))))
            .collect(Collectors.joining(", "));
    int more = choices.size() - MOST_CHOICES;
    return " " + first + (more > 0 ? ", and " + Figures.count(more) + " more" : "");
  }

  private static double ratio(BigDecimal part, BigDecimal whole) {
    return part.divide(whole, 12, RoundingMode.HALF_EVEN).doubleValue();
  }
}
