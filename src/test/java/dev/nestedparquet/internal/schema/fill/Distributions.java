package dev.nestedparquet.internal.schema.fill;

import dev.nestedparquet.internal.contact.ChiSquare;
import dev.nestedparquet.internal.schema.model.DataSetFile;
import dev.nestedparquet.internal.schema.model.Expression;
import dev.nestedparquet.internal.schema.model.Lengths;
import dev.nestedparquet.internal.schema.model.Let;
import dev.nestedparquet.internal.schema.model.Node;
import dev.nestedparquet.internal.schema.model.Source;
import dev.nestedparquet.internal.schema.model.Value;
import dev.nestedparquet.internal.schema.reference.Draws;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Counts what rows have of all that a file gives weights to: nulls, states of structs, lengths,
 * labels, ranks, and quarters of what is equally likely. What goes by runs, by an expression or by
 * another field is left out.
 */
final class Distributions {
  /** Values of an outcome that are to be expected, at least, for the test to hold. */
  private static final double LEAST_EXPECTED = 8;

  private static final String REST = "all else";

  /**
   * What is decided by weights.
   *
   * @param probabilities of outcomes
   * @param outcome of a value
   */
  private record Decision(
      String what, Map<Object, Double> probabilities, Function<Object, Object> outcome) {}

  private final DataSetFile file;
  private final long seed;
  private final IdentityHashMap<Node, List<Decision>> decisions = new IdentityHashMap<>();
  private final Map<Decision, Map<Object, Long>> counts = new LinkedHashMap<>();

  Distributions(DataSetFile file, long seed) {
    this.file = file;
    this.seed = seed;
    file.columns().forEach(column -> decide(column, Map.of(), true));
  }

  /** Finds what is decided at a node; of a null, only if it decides by itself. */
  private void decide(Node node, Map<String, Let> outer, boolean alone) {
    Map<String, Let> lets = new HashMap<>(outer);
    node.head().lets().forEach(let -> lets.put(let.name(), let));
    List<Decision> own = new ArrayList<>();
    double share = node.head().nulls().share().doubleValue();
    if (alone && share > 0 && node.head().nulls().runs() == null && !canBeNullBySource(node)) {
      Map<Object, Double> isNull = Map.of(true, share, false, 1 - share);
      own.add(decision(node, "null", isNull, value -> value == null));
    }
    if (node instanceof Node.Struct struct) {
      if (!struct.present().isEmpty()) {
        own.add(states(struct));
      }
      Set<String> named = named(struct);
      for (Node child : struct.children()) {
        decide(child, lets, !named.contains(child.head().name()));
      }
    } else if (node instanceof Node.ListNode list) {
      lengths(list, list.lengths(), own);
      decide(list.element(), lets, true);
    } else if (node instanceof Node.MapNode map) {
      lengths(map, map.lengths(), own);
      if (map.duplicates()) {
        decide(map.key(), lets, true);
      }
      decide(map.value(), lets, true);
    } else if (node instanceof Node.Leaf leaf && leaf.runs() == null && leaf.edgeCases() == null) {
      Map<Object, Double> values = values(leaf, lets);
      if (values != null) {
        own.add(decision(leaf, "values", values, value -> value));
      } else if (leaf.source() instanceof Source.Uniform uniform
          && uniform.least() instanceof Value.Units least
          && uniform.greatest() instanceof Value.Units greatest) {
        own.add(quarters(leaf, least.units(), greatest.units()));
      }
    }
    decisions.put(node, own);
  }

  private static boolean canBeNullBySource(Node node) {
    return node instanceof Node.Leaf leaf
        && (leaf.source() instanceof Source.Computed
            || leaf.source() instanceof Source.Switch
            || leaf.source() instanceof Source.Template);
  }

  private static Decision decision(
      Node node, String what, Map<Object, Double> of, Function<Object, Object> outcome) {
    Map<Object, Double> probabilities = new LinkedHashMap<>();
    of.entrySet().stream()
        .sorted(Map.Entry.<Object, Double>comparingByValue().reversed())
        .limit(Probabilities.MOST_OUTCOMES)
        .filter(entry -> entry.getValue() > 0)
        .forEach(entry -> probabilities.put(entry.getKey(), entry.getValue()));
    double rest = 1 - probabilities.values().stream().mapToDouble(p -> p).sum();
    if (rest > 1e-9) {
      probabilities.put(REST, rest);
    }
    return new Decision(node.head().path() + ": " + what, probabilities, outcome);
  }

  private static Set<String> named(Node.Struct struct) {
    Set<String> named = new HashSet<>();
    struct.present().forEach(state -> named.addAll(state.value()));
    return named;
  }

  private static Decision states(Node.Struct struct) {
    Set<String> named = named(struct);
    return decision(
        struct,
        "present",
        Probabilities.weighted(struct.present(), HashSet::new),
        value -> {
          Set<String> there = new HashSet<>();
          named.stream()
              .filter(name -> value != null && ((Map<?, ?>) value).get(name) != null)
              .forEach(there::add);
          return value == null ? null : there;
        });
  }

  private void lengths(Node node, Lengths lengths, List<Decision> own) {
    Map<Object, Double> probabilities = null;
    if (lengths.runs() != null) {
      return;
    } else if (lengths instanceof Lengths.Weighted weighted) {
      Map<Object, Double> byLength = new LinkedHashMap<>();
      Probabilities.weighted(weighted.ranges(), range -> (Object) range)
          .forEach(
              (range, share) -> {
                Lengths.Range of = (Lengths.Range) range;
                int number = of.to() - of.from() + 1;
                IntStream.rangeClosed(of.from(), of.to())
                    .forEach(length -> byLength.merge(length, share / number, Double::sum));
              });
      probabilities = byLength;
    } else if (lengths instanceof Lengths.Drawn drawn) {
      Map<Object, Double> law = Probabilities.law(drawn.source());
      if (law != null) {
        probabilities = new LinkedHashMap<>();
        for (Map.Entry<Object, Double> entry : law.entrySet()) {
          probabilities.put(((BigInteger) entry.getKey()).intValueExact(), entry.getValue());
        }
      }
    }
    if (probabilities != null) {
      own.add(
          decision(
              node,
              "length",
              probabilities,
              value -> value == null ? null : ((List<?>) value).size()));
    }
  }

  /** Probabilities of a leaf's values; null if they are not known here. */
  private Map<Object, Double> values(Node.Leaf leaf, Map<String, Let> lets) {
    Source source = leaf.source();
    if (source instanceof Source.Pick pick) {
      List<Object> values =
          pick.choices().stream()
              .map(choice -> Probabilities.read(choice.value(), leaf.type()))
              .toList();
      if (pick.zipf() == null) {
        return Probabilities.weighted(
            pick.choices(), value -> Probabilities.read(value, leaf.type()));
      }
      long order = Draws.key(seed, leaf.head().sequence(), Draws.ORDER);
      return Probabilities.ranked(
          values.size(), pick.zipf().doubleValue(), order, i -> values.get((int) i));
    } else if (source instanceof Source.Computed computed
        && computed.expression() instanceof Expression.Reference reference
        && reference.names().size() == 2
        && reference.names().get(1).equals("key")
        && lets.containsKey(reference.names().get(0))
        && lets.get(reference.names().get(0)).zipf() != null) {
      Let let = lets.get(reference.names().get(0));
      long order = Draws.key(seed, "." + let.entity(), Draws.ORDER);
      long count = file.entities().get(let.entity()).count();
      return Probabilities.ranked(count, let.zipf().doubleValue(), order, BigInteger::valueOf);
    }
    return Probabilities.law(source);
  }

  private static Decision quarters(Node.Leaf leaf, BigInteger least, BigInteger greatest) {
    BigInteger number = greatest.subtract(least).add(BigInteger.ONE);
    BigInteger four = BigInteger.valueOf(4);
    Map<Object, Double> probabilities = new TreeMap<>();
    for (int i = 0; i < 4; i++) {
      // Values with 4 * (value - least) / number = i.
      BigInteger from = number.multiply(BigInteger.valueOf(i)).add(BigInteger.valueOf(3));
      BigInteger to = number.multiply(BigInteger.valueOf(i + 1L)).add(BigInteger.valueOf(3));
      BigInteger values = to.divide(four).subtract(from.divide(four));
      probabilities.put(i, values.doubleValue() / number.doubleValue());
    }
    return decision(
        leaf,
        "quarters",
        probabilities,
        value ->
            value == null
                ? null
                : ((BigInteger) value)
                    .subtract(least)
                    .multiply(four)
                    .divide(number)
                    .intValueExact());
  }

  /** Counts what a row has. */
  void add(Map<String, Object> row) {
    for (Node column : file.columns()) {
      count(column, row.get(column.head().name()));
    }
  }

  private void count(Node node, Object value) {
    for (Decision decision : decisions.getOrDefault(node, List.of())) {
      Object outcome = decision.outcome().apply(value);
      if (outcome != null) {
        Object counted = decision.probabilities().containsKey(outcome) ? outcome : REST;
        counts.computeIfAbsent(decision, key -> new HashMap<>()).merge(counted, 1L, Long::sum);
      }
    }
    if (value == null) {
      return;
    } else if (node instanceof Node.Struct struct) {
      struct
          .children()
          .forEach(child -> count(child, ((Map<?, ?>) value).get(child.head().name())));
    } else if (node instanceof Node.ListNode list) {
      ((List<?>) value).forEach(element -> count(list.element(), element));
    } else if (node instanceof Node.MapNode map) {
      for (Object entry : (List<?>) value) {
        count(map.key(), ((List<?>) entry).get(0));
        count(map.value(), ((List<?>) entry).get(1));
      }
    }
  }

  /**
   * How far the counts of each decision are from what is to be expected, in standard deviations;
   * without decisions of which too few are to be expected.
   */
  Map<String, Double> deviations() {
    Map<String, Double> deviations = new LinkedHashMap<>();
    counts.forEach(
        (decision, of) -> {
          Double far = deviations(decision, of);
          if (far != null) {
            deviations.put(decision.what(), far);
          }
        });
    return deviations;
  }

  private static Double deviations(Decision decision, Map<Object, Long> of) {
    double total = of.values().stream().mapToLong(Long::longValue).sum();
    List<Long> counts = new ArrayList<>();
    List<Double> probabilities = new ArrayList<>();
    long fewCounts = of.getOrDefault(REST, 0L);
    double few = decision.probabilities().getOrDefault(REST, 0.0);
    if (few == 0 && fewCounts > 0) {
      return Double.POSITIVE_INFINITY; // What can't be.
    }
    for (Map.Entry<Object, Double> entry : decision.probabilities().entrySet()) {
      long count = of.getOrDefault(entry.getKey(), 0L);
      if (!entry.getKey().equals(REST) && entry.getValue() * total < LEAST_EXPECTED) {
        few += entry.getValue();
        fewCounts += count;
      } else if (!entry.getKey().equals(REST)) {
        counts.add(count);
        probabilities.add(entry.getValue());
      }
    }
    if (few * total >= LEAST_EXPECTED) {
      counts.add(fewCounts);
      probabilities.add(few);
    }
    return counts.size() < 2
        ? null
        : ChiSquare.deviations(
            counts.stream().mapToLong(Long::longValue).toArray(),
            probabilities.stream().mapToDouble(Double::doubleValue).toArray());
  }
}
