package dev.nestedparquet.internal.schema.parse;

import dev.nestedparquet.internal.schema.grammar.FileKeys;
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

/** Reads {@code lists:}. */
final class Lists {
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
      at.allow(FileKeys.LIST.names());
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
    } else if (texts.isEmpty() || texts.size() > FileKeys.MOST_LISTED) {
      at.problem(
          (texts.isEmpty() ? "has no values" : "has too many values")
              + "; a list has 1 to "
              + FileKeys.MOST_LISTED);
      return null;
    }
    return new ValueList(at.place(), name, List.copyOf(texts), List.copyOf(places));
  }

  private static List<String> builtIn(Located at) {
    String name = at.text("a built-in list");
    if (name == null) {
      return null;
    }
    String resource = FileKeys.BUILT_IN_LISTS.get(name);
    if (resource == null) {
      at.problem(
          "there is no built-in list '"
              + Quoted.shortened(name)
              + "'"
              + LikelyWord.hint(name, FileKeys.BUILT_IN_LISTS.keySet())
              + "; allowed: "
              + String.join(", ", FileKeys.BUILT_IN_LISTS.keySet()));
      return null;
    }
    try (InputStream in = Lists.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new IllegalStateException("can't read " + resource, e);
    }
  }
}
