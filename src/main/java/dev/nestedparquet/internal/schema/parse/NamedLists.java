package dev.nestedparquet.internal.schema.parse;

import dev.nestedparquet.internal.schema.model.Choice;
import dev.nestedparquet.internal.schema.model.Type;
import dev.nestedparquet.internal.schema.model.Value;
import dev.nestedparquet.internal.schema.model.ValueList;
import dev.nestedparquet.internal.schema.read.LikelyWord;
import dev.nestedparquet.internal.schema.read.Located;
import dev.nestedparquet.internal.schema.read.Quoted;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Named lists, to be found by their names. A list is read once as values of a type, however many
 * fields pick from it; a file in which all fields read long lists anew could exhaust memory and
 * time.
 */
final class NamedLists {
  private final Map<String, ValueList> lists;

  /** Values by the text of their type, and then by the name of the list. */
  private final Map<String, Map<String, List<Choice<Value>>>> choices = new HashMap<>();

  private final Budget kept =
      new Budget(300_000, "values in lists, counted for each type that a list is read by");
  private final Budget lookedAt =
      new Budget(1_000_000, "values in lists, counted for each switch or length that they are in");

  NamedLists(Map<String, ValueList> lists) {
    this.lists = lists;
  }

  /** The list; null with a problem if there is none, or it could not be read. */
  ValueList list(Located at) {
    String name = at.text("a list, or the name of one");
    if (name == null) {
      return null;
    } else if (!lists.containsKey(name)) {
      at.problem(
          "there is no list '"
              + Quoted.shortened(name)
              + "'"
              + LikelyWord.hint(name, lists.keySet())
              + "; lists: has "
              + Quoted.some(lists.keySet()));
    }
    return lists.get(name);
  }

  /** The values of a list, equally likely; empty with a problem if they are not of the type. */
  List<Choice<Value>> choices(Located at, ValueList list, Type type) {
    if (type == null) {
      return List.of();
    }
    return choices
        .computeIfAbsent(type.toString(), unused -> new HashMap<>())
        .computeIfAbsent(list.name(), unused -> read(at, list, type));
  }

  private List<Choice<Value>> read(Located at, ValueList list, Type type) {
    kept.take(at, list.texts().size());
    List<Choice<Value>> read = new ArrayList<>(list.texts().size());
    Set<Object> seen = new HashSet<>();
    for (String text : list.texts()) {
      Value value;
      try {
        value = Values.parse(text, type);
      } catch (BadLiteralException e) {
        at.problem("of the list " + Quoted.shortened(list.name()) + ": " + e.getMessage());
        return List.of();
      }
      if (!seen.add(Values.stored(value, type))) {
        at.problem(
            "of the list "
                + Quoted.shortened(list.name())
                + ": '"
                + Quoted.shortened(text)
                + "' is there twice; for more of it, use weights");
        return List.of();
      }
      read.add(new Choice<>(value, BigDecimal.ONE));
    }
    return List.copyOf(read);
  }

  /** Says that so many values are looked at once more. */
  void lookAt(Located at, long values) {
    lookedAt.take(at, values);
  }
}
