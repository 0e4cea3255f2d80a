package dev.nestedparquet.internal.schema.parse;

import dev.nestedparquet.internal.schema.grammar.SourceKeys;
import dev.nestedparquet.internal.schema.model.Source;
import dev.nestedparquet.internal.schema.model.Type;
import dev.nestedparquet.internal.schema.read.Located;
import java.util.ArrayList;
import java.util.List;

/** Reads a source that is chosen by the value of a field. */
final class SwitchReader {
  private static final int MOST_CASES = 1_000;

  private final SourceReader sources;

  SwitchReader(SourceReader sources) {
    this.sources = sources;
  }

  Source read(Located at, Type type) {
    Located on = at.require("on", "the field whose value decides");
    String text = on == null ? null : on.text("the name of a field");
    FieldPath path = text == null ? null : FieldPath.parse(on, text);
    if (!at.has("else")) {
      at.problem("else is missing: the source for nulls and for all other values");
    }
    List<String> labels = at.keys();
    if (labels.size() - 2 > MOST_CASES) {
      at.problem("has " + (labels.size() - 2) + " cases; " + MOST_CASES + " are allowed");
      return null;
    }
    List<Source.Case> cases = new ArrayList<>();
    Source otherwise = null;
    List<Located> values = at.values();
    for (int i = 0; i < labels.size(); i++) {
      String label = labels.get(i);
      if (label.equals("else")) {
        otherwise = nested(values.get(i), type);
      } else if (!label.equals("on")) {
        if (at.isParameterKey(label)) {
          at.problemOf(label, "stands for no parameter here; for the text, put it in quotes");
        }
        cases.add(new Source.Case(at.placeOf(label), label, nested(values.get(i), type)));
      }
    }
    return path == null
        ? null
        : new Source.Switch(path.reference(on.place()), List.copyOf(cases), otherwise);
  }

  /** A source that stands inside of another. */
  private Source nested(Located at, Type type) {
    if (!at.requireMapping("a source, such as {const: 1},")) {
      return null;
    }
    for (String key : List.of("edge-cases", "runs", "null")) {
      if (at.has(key)) {
        at.problemOf(key, "stands beside the leaf's own source, not inside of it");
      }
    }
    List<String> allowed = new ArrayList<>(SourceKeys.alone().names());
    allowed.addAll(List.of("edge-cases", "runs", "null"));
    at.allow(allowed);
    return sources.read(at, type);
  }
}
