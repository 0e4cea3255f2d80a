package dev.nestedparquet.internal.schema.parse;

import dev.nestedparquet.internal.schema.grammar.FileKeys;
import dev.nestedparquet.internal.schema.grammar.NodeKeys;
import dev.nestedparquet.internal.schema.model.DataSetFile;
import dev.nestedparquet.internal.schema.model.Entity;
import dev.nestedparquet.internal.schema.model.Layout;
import dev.nestedparquet.internal.schema.model.Node;
import dev.nestedparquet.internal.schema.model.ValueList;
import dev.nestedparquet.internal.schema.read.LikelyWord;
import dev.nestedparquet.internal.schema.read.Located;
import dev.nestedparquet.internal.schema.read.Parameters;
import dev.nestedparquet.internal.schema.read.Problems;
import dev.nestedparquet.internal.schema.read.Quoted;
import dev.nestedparquet.internal.schema.read.YamlReader;
import dev.nestedparquet.internal.schema.read.YamlValue;
import dev.nestedparquet.internal.schema.read.YamlValue.Scalar;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a data-set file, but for what is to be checked from the whole of it. */
public final class DataSetReader {
  private static final String VERSION_KEY = "nested-parquet";

  private DataSetReader() {}

  /**
   * The file; null, or with parts that are, if there is a problem.
   *
   * @param files that lists are read from
   * @param set values of parameters, instead of those in the file
   */
  public static DataSetFile read(
      String text, ListFiles files, Map<String, String> set, Problems problems) {
    YamlValue value = YamlReader.read(text, problems);
    if (value == null) {
      return null;
    }
    Located plain = Located.root(value, problems, new Parameters(Map.of()));
    if (!plain.requireMapping("a data-set file, a mapping with nested-parquet: 1,")) {
      return null;
    }
    Map<String, Scalar> parameters = parameters(plain, set);
    if (!new Parameters(parameters).fitInto(value, YamlReader.MOST_CHARACTERS)) {
      plain.problem(
          "values have more than "
              + YamlReader.MOST_CHARACTERS
              + " characters, parameters written out");
      return null;
    }
    return file(Located.root(value, problems, new Parameters(parameters)), files);
  }

  private static Map<String, Scalar> parameters(Located root, Map<String, String> set) {
    Map<String, Scalar> parameters = new LinkedHashMap<>();
    Located at = root.get("parameters");
    if (at != null && at.requireMapping("values by their names")) {
      List<String> names = at.keys();
      List<Located> values = at.values();
      for (int i = 0; i < names.size(); i++) {
        String text = values.get(i).text("a value");
        if (!FileKeys.PARAMETER.matcher(names.get(i)).matches()) {
          at.problemOf(names.get(i), "is no name such as name-skew");
        }
        if (text != null) {
          String value = set.getOrDefault(names.get(i), text);
          boolean number = isNumber(text);
          if (number && !isNumber(value)) {
            values
                .get(i)
                .problem(
                    "was set to '"
                        + Quoted.shortened(value)
                        + "', which is no number as "
                        + text
                        + " is");
          }
          parameters.put(names.get(i), new Scalar(values.get(i).place(), value, true));
        }
      }
    }
    for (String name : set.keySet()) {
      if (!parameters.containsKey(name) && (at == null || !at.has(name))) {
        root.problems()
            .add(
                root.placeOf("parameters"),
                "parameters",
                "there is no parameter '"
                    + Quoted.shortened(name)
                    + "' to set"
                    + LikelyWord.hint(name, parameters.keySet())
                    + "; the file has "
                    + Quoted.some(parameters.keySet()));
      }
    }
    return parameters;
  }

  private static boolean isNumber(String text) {
    try {
      return Numbers.number(text) != null;
    } catch (BadLiteralException e) {
      return false;
    }
  }

  private static DataSetFile file(Located root, ListFiles files) {
    root.allow(FileKeys.FILE.names());
    Located version = root.require(VERSION_KEY, "the version of the format, 1");
    if (version != null && !version.is("1")) {
      version.problem(version.kind() + " is no version of the format; allowed: 1");
    }
    Located name = root.require("name", "what files start with");
    String text = name == null ? null : name.text("a name");
    if (text != null && !FileKeys.NAME.matcher(text).matches()) {
      name.problem(
          "'"
              + Quoted.shortened(text)
              + "' is no name; allowed: up to 100 letters, digits and hyphens, not first a hyphen");
    }
    Located about = root.get("about");
    Map<String, String> parameters = new LinkedHashMap<>();
    root.parameters().values().forEach((key, value) -> parameters.put(key, value.text()));
    Map<String, ValueList> lists = new Lists(files).read(root.get("lists"));
    NamedLists named = new NamedLists(lists);
    NodeReader nodes = new NodeReader(new SourceReader(named), named);
    Map<String, Entity> entities = entities(root.get("entities"), nodes);
    Located columnsAt = root.require("columns", "what rows consist of");
    List<Node> columns = columnsAt == null ? List.of() : nodes.fields(columnsAt, "", 1);
    List<LayoutReader.Column> leaves = new ArrayList<>();
    Located layout = root.get("layout");
    if (layout != null) {
      columns.forEach(
          column -> addLeaves(column, column.head().name(), column.head().name(), leaves));
    }
    return new DataSetFile(
        1,
        text,
        about == null ? "" : about.text("a text"),
        Collections.unmodifiableMap(parameters),
        Collections.unmodifiableMap(lists),
        Collections.unmodifiableMap(entities),
        List.copyOf(columns),
        layout == null ? Layout.NONE : LayoutReader.read(layout, leaves),
        null);
  }

  /** Columns of the Parquet file. */
  private static void addLeaves(
      Node node, String path, String shortPath, List<LayoutReader.Column> leaves) {
    if (node instanceof Node.Leaf) {
      leaves.add(new LayoutReader.Column(path, shortPath));
    } else if (node instanceof Node.ListNode list) {
      addLeaves(list.element(), path + ".list.element", shortPath, leaves);
    } else if (node instanceof Node.MapNode map) {
      addLeaves(map.key(), path + ".key_value.key", shortPath + ".key", leaves);
      addLeaves(map.value(), path + ".key_value.value", shortPath + ".value", leaves);
    } else {
      for (Node child : node.children()) {
        String name = "." + child.head().name();
        addLeaves(child, path + name, shortPath + name, leaves);
      }
    }
  }

  private static Map<String, Entity> entities(Located at, NodeReader nodes) {
    Map<String, Entity> entities = new LinkedHashMap<>();
    if (at != null && at.requireMapping("entities by their names")) {
      List<String> names = at.keys();
      List<Located> values = at.values();
      for (int i = 0; i < names.size(); i++) {
        entities.put(names.get(i), entity(values.get(i), names.get(i), nodes));
      }
    }
    return entities;
  }

  private static Entity entity(Located at, String name, NodeReader nodes) {
    List<Node.Leaf> leaves = new ArrayList<>();
    Long number = null;
    if (at.requireMapping("an entity, such as {count: 15M, fields: {...}},")) {
      at.allow(FileKeys.ENTITY.names());
      Located count = at.require("count", "how many there are");
      number = count == null ? null : Numbers.count(count, "a count", 1, Long.MAX_VALUE);
      Located fields = at.get("fields");
      if (fields != null) {
        for (Node node : nodes.fields(fields, "." + FieldPath.quoted(name), 1)) {
          if (node instanceof Node.Leaf leaf) {
            leaves.add(leaf);
          } else {
            fields.problemOf(node.head().name(), "a field of an entity is a leaf, with a type");
          }
          Located field = fields.get(node.head().name());
          for (String key : NodeKeys.ofColumns()) {
            if (field.has(key)) {
              field.problemOf(key, "is for columns; a field of an entity is not written");
            }
          }
          if (node.head().name().equals("key")) {
            fields.problemOf("key", "is the entity's own number; choose another name");
          }
        }
      }
    }
    return new Entity(
        at.place(),
        name,
        number == null ? 1 : number,
        HeadReader.lets(at.get("let")),
        List.copyOf(leaves));
  }
}
