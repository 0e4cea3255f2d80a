package dev.nestedparquet.internal.schema.parse;

import dev.nestedparquet.internal.schema.model.Choice;
import dev.nestedparquet.internal.schema.model.Source;
import java.util.Set;

/** The different values that a source can give. */
final class Labels {
  private Labels() {}

  /** Adds them; false if they aren't known. What is wrong already adds none. */
  static boolean collect(Source source, Set<Object> labels) {
    if (source == null) {
      return true;
    } else if (source instanceof Source.Const one) {
      labels.add(one.value());
      return true;
    } else if (source instanceof Source.Pick pick) {
      pick.choices().stream().map(Choice::value).forEach(labels::add);
      return true;
    } else if (source instanceof Source.Switch choice) {
      boolean known = collect(choice.otherwise(), labels);
      for (Source.Case one : choice.cases()) {
        known &= collect(one.source(), labels);
      }
      return known;
    }
    return false;
  }
}
