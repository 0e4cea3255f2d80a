package dev.nestedparquet.internal.schema.parse;

import dev.nestedparquet.internal.schema.model.Choice;
import dev.nestedparquet.internal.schema.model.Source;
import dev.nestedparquet.internal.schema.model.Type;
import dev.nestedparquet.internal.schema.model.Value;
import dev.nestedparquet.internal.schema.model.ValueList;
import dev.nestedparquet.internal.schema.read.Located;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads what values are picked from: a list, weights, or the name of a list. */
final class PickReader {
  private final NamedLists lists;

  PickReader(NamedLists lists) {
    this.lists = lists;
  }

  /**
   * The source.
   *
   * @param zipf exponent beside it; null if there is none
   */
  Source read(Located at, Located zipf, Type type) {
    BigDecimal exponent = zipf == null ? null : Numbers.between(zipf, "the exponent", "0", "20");
    if (at.isSequence()) {
      return new Source.Pick(null, equallyLikely(at, type), exponent);
    } else if (at.isMapping()) {
      if (zipf != null) {
        zipf.problem("does not go with weights; leave out the one or the other");
      }
      return new Source.Pick(null, weighted(at, type), null);
    }
    ValueList list = lists.list(at);
    return list == null
        ? null
        : new Source.Pick(list.name(), lists.choices(at, list, type), exponent);
  }

  private static List<Choice<Value>> equallyLikely(Located at, Type type) {
    List<Choice<Value>> choices = new ArrayList<>();
    Set<Object> seen = new HashSet<>();
    List<Located> items = at.items("values");
    for (Located item : items) {
      Value value = Values.read(item, type);
      if (value != null && !seen.add(Values.stored(value, type))) {
        item.problem(item.kind() + " is there already; for more of it, use weights");
      }
      choices.add(new Choice<>(value, BigDecimal.ONE));
    }
    Weights.check(at, choices, items.size());
    return List.copyOf(choices);
  }

  private static List<Choice<Value>> weighted(Located at, Type type) {
    List<Choice<Value>> choices = new ArrayList<>();
    Set<Object> seen = new HashSet<>();
    List<String> labels = at.keys();
    List<Located> weights = at.values();
    for (int i = 0; i < weights.size(); i++) {
      String problem = type == null ? null : Values.problem(labels.get(i), type);
      BigDecimal weight = Weights.read(weights.get(i));
      Value value = type == null || problem != null ? null : Values.of(labels.get(i), type);
      if (at.isParameterKey(labels.get(i))) {
        at.problemOf(labels.get(i), "stands for no parameter here; for the text, put it in quotes");
      } else if (problem != null) {
        at.problemOf(labels.get(i), problem);
      } else if (value != null && !seen.add(Values.stored(value, type))) {
        at.problemOf(labels.get(i), "is there already, written otherwise");
      }
      if (weight != null) {
        choices.add(new Choice<>(value, weight));
      }
    }
    Weights.check(at, choices, weights.size());
    return List.copyOf(choices);
  }
}
