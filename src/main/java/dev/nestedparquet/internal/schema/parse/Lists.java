package dev.nestedparquet.internal.schema.parse;

import dev.nestedparquet.internal.schema.model.Place;
import dev.nestedparquet.internal.schema.model.ValueList;
import dev.nestedparquet.internal.schema.read.LikelyWord;
import dev.nestedparquet.internal.schema.read.Located;
import dev.nestedparquet.internal.schema.read.Quoted;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads {@code lists:}. */
final class Lists {
  static final int MOST_VALUES = 100_000;

  /** Built-in lists, and where they are on the class path. */
  private static final Map<String, String> BUILT_IN =
      new TreeMap<>(
          Map.of(
              "en/first-names", "/dev/nestedparquet/internal/contact/first-names.txt",
              "en/last-names", "/dev/nestedparquet/internal/contact/last-names.txt"));

  private final ListFiles files;

  Lists(ListFiles files) {
    this.files = files;
  }

  /** All lists by their names; a list that can't be read is null. */
  Map<String, ValueList> read(Located at) {
    Map<String, ValueList> lists = new LinkedHashMap<>();
    if (at != null && at.requireMapping("lists by their names")) {
      List<String> names = at.keys();
      List<Located> values = at.values();
      for (int i = 0; i < names.size(); i++) {
        lists.put(names.get(i), list(names.get(i), values.get(i)));
      }
    }
    return lists;
  }

  private ValueList list(String name, Located at) {
    List<String> texts = new ArrayList<>();
    List<Place> places = new ArrayList<>();
    if (at.isSequence()) {
      for (Located item : at.items("values")) {
        String text = item.text("a value");
        if (text != null) {
          texts.add(text);
          places.add(item.place());
        }
      }
    } else if (at.isMapping()) {
      at.allow(List.of("builtin", "file"));
      if (at.keys().size() != 1) {
        at.problem("is one of builtin, file");
        return null;
      }
      Located builtIn = at.get("builtin");
      texts =
          builtIn != null ? builtIn(builtIn) : at.has("file") ? files.lines(at.get("file")) : null;
    } else {
      at.problem(
          at.kind() + " where values should be: [a, b], {file: NAME} or {builtin: en/first-names}");
      return null;
    }
    if (texts == null) {
      return null;
    } else if (texts.isEmpty() || texts.size() > MOST_VALUES) {
      at.problem(
          (texts.isEmpty() ? "has no values" : "has too many values")
              + "; a list has 1 to "
              + MOST_VALUES);
      return null;
    }
    return new ValueList(at.place(), name, List.copyOf(texts), List.copyOf(places));
  }

  private static List<String> builtIn(Located at) {
    String name = at.text("a built-in list");
    if (name == null) {
      return null;
    }
    String resource = BUILT_IN.get(name);
    if (resource == null) {
      at.problem(
          "there is no built-in list '"
              + Quoted.shortened(name)
              + "'"
              + LikelyWord.hint(name, BUILT_IN.keySet())
              + "; allowed: "
              + String.join(", ", BUILT_IN.keySet()));
      return null;
    }
    try (InputStream in = Lists.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new IllegalStateException("can't read " + resource, e);
    }
  }
}
