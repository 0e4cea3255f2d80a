package dev.nestedparquet.internal.schema.reference;

import dev.nestedparquet.internal.schema.model.Type;
import dev.nestedparquet.internal.schema.reference.RandomScope.Visible;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Nodes of all kinds, as YAML. */
final class RandomNodes {
  /**
   * A node.
   *
   * @param mayBeAbsent whether the struct that it is in can say when it is there
   * @param below what can be referred to, from the struct that it is in
   */
  record Made(String yaml, boolean isLeaf, boolean mayBeAbsent, List<Visible> below) {}

  /** An entity, and what can be referred to by a let. */
  record Population(String name, List<Visible> fields) {}

  private final List<Population> populations = new ArrayList<>();
  private int names;
  private int fieldIds;

  String name(Dice dice, String start) {
    int number = ++names;
    return dice.once(9) ? start + " " + number + ".`é" : start + number;
  }

  void add(Population population) {
    populations.add(population);
  }

  Made node(Dice dice, RandomScope outer, int depth) {
    RandomScope scope = outer.below();
    List<String> keys = new ArrayList<>();
    let(dice, scope, keys);
    int kind = depth == 0 ? 0 : dice.of(7);
    return kind < 3
        ? leaf(dice, scope, keys)
        : kind < 4
            ? struct(dice, scope, keys, depth)
            : kind < 6 ? list(dice, scope, keys, depth) : map(dice, scope, keys, depth);
  }

  /** Names an entity here and below. */
  void let(Dice dice, RandomScope scope, List<String> keys) {
    if (populations.isEmpty() || !dice.once(4)) {
      return;
    }
    Population population = dice.one(populations);
    String name = "e" + ++names;
    String zipf = dice.of(2) == 1 ? ", zipf: " + dice.one(List.of("1", "$skew", "0", "3")) : "";
    keys.add("let: {" + name + ": {ref: " + population.name() + zipf + "}}");
    scope.add(new Visible(List.of(name, "key"), Type.int64(), false, false, null));
    population.fields().forEach(field -> scope.add(field.in(name)));
  }

  /**
   * What all nodes can have; whether it can be absent by its struct.
   *
   * @param written whether it is a column, or in one, and no field of an entity
   */
  private boolean common(Dice dice, List<String> keys, boolean never, boolean written) {
    int nulls = dice.of(never ? 6 : 5);
    String[] shares = {"", "20%", "{share: 0.4, runs: {from: 1, to: 5}}", "", "100%", "never"};
    if (!shares[nulls].isEmpty()) {
      keys.add("null: " + shares[nulls]);
    }
    if (written && dice.once(12)) {
      keys.add("field-id: " + ++fieldIds);
    }
    if (written && dice.once(12)) {
      keys.add("metadata: {unit: \"m:s\"}");
    }
    if (dice.once(12)) {
      keys.add("draw: " + dice.one(List.of("old.path", "old.element")));
    }
    return shares[nulls].isEmpty();
  }

  Made leaf(Dice dice, RandomScope scope, List<String> keys) {
    Type type = dice.one(RandomLiterals.TYPES);
    boolean never = dice.once(3);
    RandomSources sources = new RandomSources(dice, scope);
    keys.add("type: " + RandomLiterals.yaml(type.toString()));
    String source = sources.of(type, never, 0);
    keys.add(source);
    boolean mayBeAbsent = common(dice, keys, never, !scope.inEntity);
    List<String> labels = sources.labels();
    boolean inDictionary = !scope.inEntity && !(type instanceof Type.Uuid) && labels != null;
    boolean isUnique = source.startsWith("unique:");
    if (inDictionary && dice.once(3)) {
      keys.add("dictionary: " + dice.one(List.of("true", "uint8", "int16")));
    } else if (!isUnique && dice.once(4)) {
      keys.add("edge-cases: 25%");
      labels = null;
    }
    if (!isUnique && !source.startsWith("expr:") && dice.once(5)) {
      keys.add("runs: {from: " + dice.between(1, 3) + ", to: " + dice.between(3, 6) + "}");
    }
    return new Made(
        mapping(keys),
        true,
        mayBeAbsent,
        List.of(new Visible(List.of(), type, false, false, isPick(keys) ? labels : null)));
  }

  /** Only of these, a switch knows all labels; of others they are as good as any. */
  private static boolean isPick(List<String> keys) {
    return keys.stream().anyMatch(key -> key.startsWith("pick:") || key.startsWith("const:"));
  }

  static String mapping(List<String> keys) {
    return "{" + String.join(", ", keys) + "}";
  }

  private Made struct(Dice dice, RandomScope scope, List<String> keys, int depth) {
    List<Visible> below = new ArrayList<>();
    List<String> fields = new ArrayList<>();
    List<String> absent = new ArrayList<>();
    int count = dice.between(1, 3);
    for (int i = 0; i < count; i++) {
      String name = name(dice, "f");
      Made field = node(dice, scope, depth - 1);
      fields.add(RandomLiterals.yaml(name) + ": " + field.yaml());
      field.below().forEach(one -> below.add(one.in(name)));
      field.below().forEach(one -> scope.add(one.in(name)));
      if (field.mayBeAbsent()) {
        absent.add(name);
      }
    }
    keys.add("fields: " + mapping(fields));
    if (!absent.isEmpty() && dice.once(2)) {
      keys.add("present: " + present(dice, absent));
    }
    boolean mayBeAbsent = common(dice, keys, true, true);
    return new Made(mapping(keys), false, mayBeAbsent, below);
  }

  private static String present(Dice dice, List<String> names) {
    Set<String> states = new LinkedHashSet<>();
    states.add(String.join("+", names));
    states.add(names.get(dice.of(names.size())));
    states.add("none");
    List<String> weights = new ArrayList<>();
    for (String state : states) {
      weights.add(RandomLiterals.yaml(state) + ": " + dice.between(1, 9));
    }
    return mapping(weights);
  }

  private Made list(Dice dice, RandomScope scope, List<String> keys, int depth) {
    RandomLengths length = RandomLengths.ofList(dice, true);
    Made element = node(dice, scope.inList(length.most()), depth - 1);
    keys.add("length: " + length.yaml());
    keys.add("list: " + element.yaml());
    if (!length.yaml().contains("fixed") && dice.once(4)) {
      keys.add("large: true");
    }
    List<Visible> below = new ArrayList<>();
    below.add(new Visible(List.of(), null, false, true, null));
    for (Visible one : element.below()) {
      if (!one.names().isEmpty()) {
        below.add(one.asMany());
      } else if (element.isLeaf()) {
        below.add(new Visible(List.of(), one.type(), true, false, null));
      }
    }
    boolean mayBeAbsent = common(dice, keys, true, true);
    return new Made(mapping(keys), false, mayBeAbsent, below);
  }

  private Made map(Dice dice, RandomScope scope, List<String> keys, int depth) {
    RandomLengths length = RandomLengths.ofList(dice, false);
    RandomScope inside = scope.inMap(length.most());
    boolean duplicates = dice.once(3);
    Type type = duplicates ? dice.one(RandomLiterals.TYPES) : Type.int64();
    Key key = key(dice, inside, duplicates, type);
    Visible visible = new Visible(List.of("key"), type, false, false, key.labels());
    inside.add(visible);
    Made value = node(dice, inside, depth - 1);
    keys.add("length: " + length.yaml());
    keys.add("map: {key: " + key.yaml() + ", value: " + value.yaml() + "}");
    if (duplicates) {
      keys.add("duplicates: true");
    }
    List<Visible> below = new ArrayList<>();
    below.add(new Visible(List.of(), null, false, true, null));
    below.add(visible.asMany());
    value.below().stream()
        .filter(one -> !one.names().isEmpty() || value.isLeaf())
        .forEach(one -> below.add(one.in("value").asMany()));
    boolean mayBeAbsent = common(dice, keys, true, true);
    return new Made(mapping(keys), false, mayBeAbsent, below);
  }

  /** A map's key, and the only values that it has; null if they aren't known. */
  private record Key(String yaml, List<String> labels) {}

  /** A key; unless there may be duplicates, one of which three different ones are soon found. */
  private static Key key(Dice dice, RandomScope scope, boolean duplicates, Type type) {
    RandomSources sources = new RandomSources(dice, scope);
    String typed = "{type: " + RandomLiterals.yaml(type.toString()) + ", ";
    if (duplicates) {
      String source = sources.of(type, true, 0);
      return new Key(typed + source + "}", isPick(List.of(source)) ? sources.labels() : null);
    }
    List<String> labels = null;
    String source =
        switch (dice.of(6)) {
          case 0 -> "uniform: [0, 5], runs: {from: 1, to: 3}";
          case 1 -> "expr: slot";
          case 2 -> {
            labels = List.of("1", "2", "3", "4");
            yield "pick: {1: 1, 2: 2, 3: 3, 4: 0}";
          }
          case 3 -> {
            labels = List.of("1", "2", "3");
            yield "pick: [1, 2, 3], zipf: 1";
          }
          case 4 -> sources.unique(type);
          default -> "normal: {mean: 0, sigma: 5, min: -9, max: 9}, edge-cases: 30%";
        };
    return new Key(typed + source + "}", labels);
  }
}
