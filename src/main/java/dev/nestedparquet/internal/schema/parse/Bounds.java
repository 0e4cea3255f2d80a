package dev.nestedparquet.internal.schema.parse;

import dev.nestedparquet.internal.schema.model.Choice;
import dev.nestedparquet.internal.schema.model.Source;
import dev.nestedparquet.internal.schema.model.Value;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/** The least and the greatest whole number that a source gives. */
final class Bounds {
  private Bounds() {}

  /** Both; null if the source has none that are known, or isn't complete. */
  static long[] of(Source source) {
    if (source instanceof Source.Const one) {
      return of(Collections.singletonList(one.value()));
    } else if (source instanceof Source.Pick pick) {
      return of(pick.choices().stream().map(Choice::value).toList());
    } else if (source instanceof Source.Uniform range
        && range.least() != null
        && range.greatest() != null) {
      return of(List.of(range.least(), range.greatest()));
    } else if (source instanceof Source.Continuous law
        && law.least() != null
        && law.greatest() != null) {
      return of(List.of(law.least(), law.greatest()));
    } else if (source instanceof Source.Zipf zipf) {
      return new long[] {1, zipf.n()};
    } else if (source instanceof Source.Geometric geometric) {
      return new long[] {geometric.least(), geometric.most()};
    } else if (source instanceof Source.Poisson poisson) {
      return new long[] {0, poisson.most()};
    } else if (source instanceof Source.Binomial binomial) {
      return new long[] {0, binomial.n()};
    }
    return null;
  }

  private static long[] of(List<Value> values) {
    List<Long> numbers =
        values.stream()
            .map(value -> value instanceof Value.Units units ? units.units() : null)
            .filter(Objects::nonNull)
            .filter(number -> number.bitLength() < Long.SIZE)
            .map(Number::longValue)
            .toList();
    if (numbers.isEmpty() || numbers.size() < values.size()) {
      return null;
    }
    return new long[] {
      numbers.stream().min(Long::compare).get(), numbers.stream().max(Long::compare).get()
    };
  }
}
