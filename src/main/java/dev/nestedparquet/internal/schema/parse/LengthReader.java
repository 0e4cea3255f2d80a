package dev.nestedparquet.internal.schema.parse;

import dev.nestedparquet.internal.schema.grammar.LengthKeys;
import dev.nestedparquet.internal.schema.grammar.SourceKeys;
import dev.nestedparquet.internal.schema.model.Choice;
import dev.nestedparquet.internal.schema.model.Lengths;
import dev.nestedparquet.internal.schema.model.Lengths.Range;
import dev.nestedparquet.internal.schema.model.Runs;
import dev.nestedparquet.internal.schema.model.Source;
import dev.nestedparquet.internal.schema.model.Type;
import dev.nestedparquet.internal.schema.read.Located;
import dev.nestedparquet.internal.schema.read.Quoted;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;

/** Reads lengths: a number, weights by lengths and ranges, or a source of integers with a most. */
final class LengthReader {
  private static final String WITH_A_MOST = String.join(", ", SourceKeys.namesWithMost());

  private final SourceReader sources;
  private final NamedLists lists;

  LengthReader(SourceReader sources, NamedLists lists) {
    this.sources = sources;
    this.lists = lists;
  }

  /** The lengths, up to {@code greatest}; null with a problem if they are none. */
  Lengths read(Located at, int greatest) {
    if (at.isScalar()) {
      Long length = Numbers.count(at, "a length", 0, greatest);
      return length == null
          ? null
          : weighted(List.of(new Choice<>(range(length, length), BigDecimal.ONE)), null);
    } else if (!at.requireMapping(
        "a length, such as {0-4: 1} or {geometric: {mean: 2, max: 20}},")) {
      return null;
    } else if (at.has("fixed")) {
      at.allow(LengthKeys.FIXED.names());
      Long length = Numbers.count(at.get("fixed"), "a length", 0, greatest);
      return length == null ? null : new Lengths.Fixed(length.intValue());
    }
    Runs runs = at.has("runs") ? HeadReader.runs(at.get("runs")) : null;
    return SourceReader.found(at).isEmpty()
        ? weights(at, greatest, runs)
        : drawn(at, greatest, runs);
  }

  private static Lengths weighted(List<Choice<Range>> ranges, Runs runs) {
    return new Lengths.Weighted(List.copyOf(ranges), runs);
  }

  private static Range range(long from, long to) {
    return new Range((int) from, (int) to);
  }

  private static Lengths weights(Located at, int greatest, Runs runs) {
    List<Choice<Range>> ranges = new ArrayList<>();
    List<String> keys = at.keys();
    List<Located> values = at.values();
    int entries = 0;
    for (int i = 0; i < keys.size(); i++) {
      if (!keys.get(i).equals("runs")) {
        entries++;
        Range range = range(at, keys.get(i), greatest);
        BigDecimal weight = Weights.read(values.get(i));
        if (range != null && weight != null) {
          ranges.add(new Choice<>(range, weight));
        }
      }
    }
    Weights.check(at, ranges, entries);
    return ranges.isEmpty() ? null : weighted(ranges, runs);
  }

  private static Range range(Located at, String key, int greatest) {
    Matcher matcher = LengthKeys.RANGE.matcher(key);
    if (!matcher.matches()) {
      at.problemOf(
          key,
          "'"
              + Quoted.shortened(key)
              + "' is no length such as 3 or 3-5, nor fixed, runs, "
              + WITH_A_MOST);
      return null;
    }
    try {
      long from = Numbers.whole(matcher.group(1)).longValueExact();
      long to = matcher.group(2) == null ? from : Numbers.whole(matcher.group(2)).longValueExact();
      if (from > to || to > greatest) {
        at.problemOf(key, from > to ? "is no range from low to high" : "is above " + greatest);
        return null;
      }
      return range(from, to);
    } catch (BadLiteralException | ArithmeticException e) {
      at.problemOf(key, "is above " + greatest);
      return null;
    }
  }

  private Lengths drawn(Located at, int greatest, Runs runs) {
    List<String> allowed = new ArrayList<>(SourceKeys.alone().names());
    allowed.add("runs");
    at.allow(allowed);
    int before = at.problems().count();
    Source source = sources.read(at, Type.int32());
    if (source == null || at.problems().count() > before) {
      return null;
    }
    if (source instanceof Source.Pick pick) {
      lists.lookAt(at, pick.choices().size());
    }
    long[] bounds = Bounds.of(source);
    if (bounds == null) {
      at.problem("the length has no most; a length is one of weights, fixed, " + WITH_A_MOST);
      return null;
    } else if (bounds[0] < 0 || bounds[1] > greatest) {
      at.problem(
          "lengths from " + bounds[0] + " to " + bounds[1] + " are not between 0 and " + greatest);
      return null;
    }
    return new Lengths.Drawn(source, bounds[1], runs);
  }
}
