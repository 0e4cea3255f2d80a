package dev.nestedparquet.internal.schema.parse;

import dev.nestedparquet.internal.schema.model.Choice;
import dev.nestedparquet.internal.schema.model.Node;
import dev.nestedparquet.internal.schema.read.LikelyWord;
import dev.nestedparquet.internal.schema.read.Located;
import dev.nestedparquet.internal.schema.read.Quoted;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads which of a struct's fields are there together. */
final class PresenceReader {
  private PresenceReader() {}

  static List<Choice<Set<String>>> read(Located at, List<Node> fields) {
    List<Choice<Set<String>>> states = new ArrayList<>();
    if (!at.requireMapping("weights, such as {a+b: 90, a: 5, none: 5},")) {
      return states;
    }
    Map<String, Node> byName = new LinkedHashMap<>();
    fields.forEach(field -> byName.put(field.head().name(), field));
    Set<Set<String>> seen = new HashSet<>();
    List<String> keys = at.keys();
    List<Located> values = at.values();
    for (int i = 0; i < keys.size(); i++) {
      Set<String> state = state(at, keys.get(i), byName);
      BigDecimal weight = Weights.read(values.get(i));
      if (state != null && !seen.add(state)) {
        at.problemOf(keys.get(i), "is there already");
      }
      if (state != null && weight != null) {
        states.add(new Choice<>(Collections.unmodifiableSet(state), weight));
      }
    }
    Weights.check(at, states, keys.size());
    return List.copyOf(states);
  }

  private static Set<String> state(Located at, String key, Map<String, Node> fields) {
    Set<String> state = new LinkedHashSet<>();
    if (key.equals("none")) {
      if (fields.containsKey("none")) {
        at.problemOf(key, "is a field, too; a field of this name can't be in present");
      }
      return state;
    }
    for (String name : key.split("\\+", -1)) {
      Node field = fields.get(name);
      if (field == null) {
        at.problemOf(
            key,
            "there is no field '"
                + Quoted.shortened(name)
                + "'"
                + LikelyWord.hint(name, fields.keySet())
                + "; allowed: none, or fields joined by +: "
                + Quoted.some(fields.keySet()));
        return null;
      } else if (!field.head().nulls().isNone()) {
        at.problemOf(
            key,
            "the field "
                + Quoted.shortened(name)
                + (field.head().nulls().required()
                    ? " is never null, so always present; leave it out"
                    : " has a null of its own; leave out the one or the other"));
        return null;
      } else if (!state.add(name)) {
        at.problemOf(key, "names " + Quoted.shortened(name) + " twice");
        return null;
      }
    }
    return state;
  }
}
