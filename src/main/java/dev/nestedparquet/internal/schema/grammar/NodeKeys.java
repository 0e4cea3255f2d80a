package dev.nestedparquet.internal.schema.grammar;

import dev.nestedparquet.internal.schema.grammar.Shape.AnyOf;
import dev.nestedparquet.internal.schema.grammar.Shape.ByKey;
import dev.nestedparquet.internal.schema.grammar.Shape.Later;
import dev.nestedparquet.internal.schema.grammar.Shape.Words;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Nodes: columns, fields, elements, keys and values of maps. */
public final class NodeKeys {
  /** Types of a dictionary's indices. */
  public static final List<String> INDICES =
      List.of("int8", "int16", "int32", "uint8", "uint16", "uint32");

  /** How often something is null, over runs of rows. */
  public static final Mapping NULLS =
      Mapping.of(
          "null",
          Key.required("share", "How often it is null, such as 20%.", Shape.SHARE),
          LengthKeys.RUNS_KEY);

  /** A name for an entity. */
  public static final Mapping LET =
      Mapping.of(
          "let",
          Key.required("ref", "The name of an entity.", Shape.SCALAR),
          Key.optional(
              "zipf",
              "The exponent of Zipf's law, 0 to 20; without it, all are equally likely.",
              Shape.number("0", "20")));

  static final Key LETS =
      Key.optional(
          "let",
          "`{c: {ref: customer, zipf: 1.1}}`: a customer drawn here is called `c` here and below."
              + " Without `zipf` all are equally likely",
          Mapping.byName("lets", LET));

  private static final Key NULL =
      Key.optional(
          "null",
          "a share; `never`, which makes the field required; `{share: 5%, runs: {from: 1, to:"
              + " 500k}}`. Nullable and never null without it",
          new AnyOf(new Words("never"), Shape.SHARE, NULLS));

  /** Keys that all nodes have. */
  public static final List<Key> COMMON =
      List.of(
          NULL,
          LETS,
          Key.optional(
              "draw",
              "the path of the field that this one was, so that its values stay",
              Shape.SCALAR),
          Key.optional("field-id", "0 to 2147483647, each once", Shape.count(0, Integer.MAX_VALUE)),
          Key.optional(
              "metadata",
              "texts by key",
              Mapping.byName("metadata", Shape.SCALAR).withReserved("PARQUET:field_id")));

  /** A leaf. */
  public static final Mapping LEAF =
      Mapping.of(
              "leaf",
              Key.required(
                  "type",
                  "The type of a leaf, such as int32, string, \"decimal(12,2)\" or timestamp(us)",
                  Shape.TYPE),
              Key.optional(
                  "dictionary",
                  "`true` (int32), or int8, int16, int32, uint8, uint16, uint32, for `const`,"
                      + " `pick`, and a `switch` of them, not for uuid",
                  new AnyOf(Shape.FLAG, new Words(INDICES))),
              Key.optional(
                      "edge-cases",
                      "a share: how often it is one of the least and the greatest values, NaN,"
                          + " empty and unusual texts; not with `dictionary` or `unique`",
                      Shape.SHARE)
                  .without("dictionary", "unique"),
              Key.optional(
                      "runs",
                      "`{from: 1, to: 500k}`: the same value over runs of that many rows; not with"
                          + " `expr` or `unique`",
                      LengthKeys.RUNS)
                  .without("expr", "unique"))
          .and(SourceKeys.all())
          .and(COMMON)
          .withOneOf(SourceKeys.names());

  /** A leaf of an entity, which is not written. */
  static final Mapping ENTITY_FIELD =
      Mapping.of(
              "entity-field",
              LEAF.keys().stream()
                  .filter(key -> !NodeKeys.ofColumns().contains(key.name()))
                  .toList())
          .withOneOf(SourceKeys.names());

  private static final Mapping MAP_KEY =
      Mapping.of(
              "map-key",
              LEAF.keys().stream()
                  .map(
                      key ->
                          key.name().equals("null")
                              ? Key.optional("null", "`never`, as for all keys", new Words("never"))
                              : key)
                  .toList())
          .withOneOf(SourceKeys.names());

  private static final Shape NODE = new Later(NodeKeys::node);

  /** Nodes by their names. */
  static final Mapping FIELDS =
      Mapping.byName("fields", NODE)
          .withOthers(NODE, Pattern.compile("[\\s\\S]{1,1000}"), "a name has 1 to 1000 characters")
          .withMany(1, Integer.MAX_VALUE);

  /** A struct. */
  public static final Mapping STRUCT =
      node(
          "struct",
          Key.required("fields", "Nodes by their names: a struct.", FIELDS),
          Key.optional(
              "present",
              "weights of fields joined by `+`, or `none`. Its fields have no `null` of their own;"
                  + " fields that it doesn't name decide for themselves",
              Mapping.byName("present", SourceKeys.WEIGHT).withMany(1, 65_536)));

  /** A list. */
  public static final Mapping LIST =
      node(
          "list",
          Key.required("list", "The node that each element is: a list.", NODE),
          Key.required(
              "length",
              "how many elements: a number, weights (`{0: 5, 1-3: 95}`), `{fixed: n}`, or a source",
              new Later(() -> LengthKeys.OF_LISTS)),
          Key.optional("large", "`true`: 64-bit offsets in Arrow; not with `fixed`", Shape.FLAG));

  /** The two sides of a map's entry. */
  public static final Mapping ENTRY =
      Mapping.of(
          "entry",
          Key.required("key", "A leaf that is never null.", MAP_KEY),
          Key.required("value", "A node.", NODE));

  /** A map. */
  public static final Mapping MAP =
      node(
          "map",
          Key.required("map", "`{key: node, value: node}`: a map.", ENTRY),
          Key.required(
              "length",
              "how many entries: a number, weights, or a source. The key is a leaf and never null",
              new Later(() -> LengthKeys.OF_MAPS)),
          Key.optional(
              "duplicates",
              "`true`: keys of a map can be equal. Without it, there are as many keys as the"
                  + " longest map needs",
              Shape.FLAG));

  private static final ByKey NODES = nodes();

  private NodeKeys() {}

  private static Mapping node(String name, Key... own) {
    return Mapping.of(name, own).and(COMMON);
  }

  private static ByKey nodes() {
    Map<String, Mapping> byKey = new LinkedHashMap<>();
    byKey.put("type", LEAF);
    byKey.put("fields", STRUCT);
    byKey.put("list", LIST);
    byKey.put("map", MAP);
    return new ByKey(byKey, null);
  }

  /** A node of any kind. */
  static ByKey node() {
    return NODES;
  }

  /** The keys of which a node has one, in the order in which errors list them. */
  public static List<String> kinds() {
    return List.copyOf(NODES.byKey().keySet());
  }

  /** Keys of a leaf that only what is written can have. */
  public static List<String> ofColumns() {
    return List.of("field-id", "metadata", "dictionary");
  }

  /** A leaf's keys but for its source and those that all nodes have. */
  public static List<Key> besideType() {
    return Stream.of("dictionary", "edge-cases", "runs")
        .map(name -> LEAF.keys().get(LEAF.names().indexOf(name)))
        .toList();
  }
}
