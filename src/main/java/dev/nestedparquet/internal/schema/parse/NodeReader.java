package dev.nestedparquet.internal.schema.parse;

import dev.nestedparquet.internal.schema.model.Lengths;
import dev.nestedparquet.internal.schema.model.Let;
import dev.nestedparquet.internal.schema.model.Node;
import dev.nestedparquet.internal.schema.model.Node.Head;
import dev.nestedparquet.internal.schema.model.Nulls;
import dev.nestedparquet.internal.schema.model.Runs;
import dev.nestedparquet.internal.schema.model.Source;
import dev.nestedparquet.internal.schema.model.Type;
import dev.nestedparquet.internal.schema.read.LikelyWord;
import dev.nestedparquet.internal.schema.read.Located;
import dev.nestedparquet.internal.schema.read.Quoted;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads a node with all that is below. */
final class NodeReader {
  static final int MOST_DEPTH = 100;
  private static final int MOST_NAME = 1_000;
  private static final List<String> KINDS = List.of("type", "fields", "list", "map");
  private static final List<String> COMMON = List.of("null", "let", "draw", "field-id", "metadata");
  private static final List<String> INDICES =
      List.of("int8", "int16", "int32", "uint8", "uint16", "uint32");

  private final SourceReader sources;

  NodeReader(SourceReader sources) {
    this.sources = sources;
  }

  /** Nodes by their names. */
  List<Node> fields(Located at, String sequence, int depth) {
    List<Node> nodes = new ArrayList<>();
    if (at.requireMapping("fields by their names")) {
      List<String> names = at.keys();
      List<Located> values = at.values();
      for (int i = 0; i < names.size(); i++) {
        String name = names.get(i);
        if (name.isEmpty() || name.length() > MOST_NAME) {
          at.problemOf(name, "a name has 1 to " + MOST_NAME + " characters");
        }
        String path = FieldPaths.quoted(name);
        nodes.add(
            node(values.get(i), name, sequence.isEmpty() ? path : sequence + "." + path, depth));
      }
      if (names.isEmpty()) {
        at.problem("is empty; it needs one field at least");
      }
    }
    return nodes;
  }

  /** The node; one that can't be read is a leaf of no type. */
  Node node(Located at, String name, String sequence, int depth) {
    if (depth > MOST_DEPTH) {
      at.problem("fields, lists and maps are nested more than " + MOST_DEPTH + " deep");
    } else if (at.requireMapping("a node, such as {type: int32, const: 1},")) {
      List<String> kinds = at.keys().stream().filter(KINDS::contains).toList();
      if (kinds.size() == 1) {
        Head head = head(at, name, sequence);
        return switch (kinds.get(0)) {
          case "type" -> leaf(at, head);
          case "fields" -> struct(at, head, depth);
          case "list" -> list(at, head, depth);
          default -> map(at, head, depth);
        };
      }
      at.problem(
          kinds.isEmpty()
              ? "is nothing yet" + hint(at) + "; a node has one of " + String.join(", ", KINDS)
              : "has " + String.join(" and ", kinds) + "; a node has one of them");
    }
    Head head =
        new Head(at.place(), name, at.path(), sequence, Nulls.NONE, List.of(), null, Map.of());
    return new Node.Leaf(head, null, null, null, null, null);
  }

  private static String hint(Located at) {
    return at.keys().stream()
        .map(key -> LikelyWord.hint(key, KINDS))
        .filter(text -> !text.isEmpty())
        .findFirst()
        .orElse("");
  }

  private static List<String> allowed(List<String> own) {
    List<String> allowed = new ArrayList<>(own);
    allowed.addAll(COMMON);
    return allowed;
  }

  private static Head head(Located at, String name, String sequence) {
    Located draw = at.get("draw");
    String drawn = draw == null ? null : draw.text("the path of a field, now or once");
    if (drawn != null && FieldPaths.parse(draw, drawn) == null) {
      drawn = null;
    }
    Located id = at.get("field-id");
    Long fieldId = id == null ? null : Numbers.count(id, "a number", 0, Integer.MAX_VALUE);
    return new Head(
        at.place(),
        name,
        at.path(),
        drawn == null ? sequence : drawn,
        nulls(at.get("null")),
        lets(at.get("let")),
        fieldId == null ? null : Integer.valueOf(fieldId.intValue()),
        metadata(at.get("metadata")));
  }

  private static Nulls nulls(Located at) {
    if (at == null) {
      return Nulls.NONE;
    } else if (at.is("never")) {
      return Nulls.REQUIRED;
    } else if (at.isMapping()) {
      at.allow(List.of("share", "runs"));
      Located share = at.require("share", "how often it is null, such as 20%");
      Located runs = at.get("runs");
      BigDecimal often = share == null ? null : Numbers.share(share);
      return new Nulls(
          false, often == null ? BigDecimal.ZERO : often, runs == null ? null : runs(runs));
    }
    String text = at.text("a share such as 20%, or never,");
    BigDecimal share = text == null ? null : Numbers.share(at);
    return new Nulls(false, share == null ? BigDecimal.ZERO : share, null);
  }

  static Runs runs(Located at) {
    if (!at.requireMapping("runs, such as {from: 1, to: 500k},")) {
      return null;
    }
    at.allow(List.of("from", "to"));
    Located from = at.require("from", "the rows of the shortest run");
    Located to = at.require("to", "the rows of the longest run");
    Long least = from == null ? null : Numbers.count(from, "a number of rows", 1, 1L << 40);
    Long most = to == null ? null : Numbers.count(to, "a number of rows", 1, 1L << 40);
    if (least == null || most == null) {
      return null;
    } else if (most < least) {
      to.problem("is below from, " + least);
    }
    return new Runs(least, most);
  }

  /** Names of entities. */
  static List<Let> lets(Located at) {
    List<Let> lets = new ArrayList<>();
    if (at != null && at.requireMapping("names, such as {c: {ref: customer}},")) {
      List<String> names = at.keys();
      List<Located> values = at.values();
      for (int i = 0; i < names.size(); i++) {
        Located let = values.get(i);
        if (let.requireMapping("an entity, such as {ref: customer, zipf: 1.1},")) {
          let.allow(List.of("ref", "zipf"));
          Located ref = let.require("ref", "the name of an entity");
          Located zipf = let.get("zipf");
          BigDecimal s = zipf == null ? null : Numbers.between(zipf, "the exponent", "0", "20");
          String entity = ref == null ? null : ref.text("the name of an entity");
          lets.add(new Let(ref == null ? let.place() : ref.place(), names.get(i), entity, s));
        }
      }
    }
    return lets;
  }

  private static Map<String, String> metadata(Located at) {
    Map<String, String> metadata = new LinkedHashMap<>();
    if (at != null && at.requireMapping("texts by their keys")) {
      List<String> keys = at.keys();
      List<Located> values = at.values();
      for (int i = 0; i < keys.size(); i++) {
        String text = values.get(i).text("a text");
        if (keys.get(i).equals("PARQUET:field_id")) {
          values.get(i).problem("is what field-id says; use that");
        } else if (text != null) {
          metadata.put(keys.get(i), text);
        }
      }
    }
    return metadata;
  }

  /** The type; null with a problem if it is none. */
  static Type type(Located at) {
    String text = at.text("a type");
    try {
      return text == null ? null : Types.parse(text);
    } catch (BadLiteralException e) {
      at.problem(e.getMessage());
      return null;
    }
  }

  private Node leaf(Located at, Head head) {
    List<String> own = new ArrayList<>(List.of("type", "dictionary", "edge-cases", "runs"));
    own.addAll(SourceReader.keys());
    at.allow(allowed(own));
    Type type = type(at.get("type"));
    Located edgeCases = at.get("edge-cases");
    Located runs = at.get("runs");
    Source source = sources.read(at, type);
    return new Node.Leaf(
        head,
        type,
        source,
        dictionary(at, source),
        edgeCases == null ? null : Numbers.share(edgeCases),
        runs == null ? null : runs(runs));
  }

  private static Type.Int dictionary(Located at, Source source) {
    Located dictionary = at.get("dictionary");
    if (dictionary == null || dictionary.is("false")) {
      return null;
    }
    String text = dictionary.text("true, or a type of indices");
    String index = dictionary.is("true") ? "int32" : text;
    if (text == null || !INDICES.contains(index)) {
      if (text != null) {
        dictionary.problem(
            "'"
                + Quoted.shortened(text)
                + "' is no type of indices"
                + LikelyWord.hint(text, INDICES)
                + "; allowed: true, "
                + String.join(", ", INDICES));
      }
      return null;
    }
    Type.Int type =
        new Type.Int(Integer.parseInt(index.replaceAll("\\D", "")), !index.startsWith("u"));
    Set<Object> labels = new LinkedHashSet<>();
    if (source != null && !Labels.collect(source, labels)) {
      dictionary.problem(
          "the labels must be known: its source must be const, pick or a switch of" + " them");
    } else if (type.greatest().longValueExact() < labels.size() - 1L) {
      dictionary.problem(
          "has "
              + labels.size()
              + " labels, and "
              + type
              + " counts "
              + (type.greatest().longValueExact() + 1));
    } else if (at.has("edge-cases")) {
      at.problemOf("edge-cases", "does not go with dictionary; leave out the one or the other");
    }
    return type;
  }

  private Node struct(Located at, Head head, int depth) {
    at.allow(allowed(List.of("fields", "present")));
    List<Node> fields = fields(at.get("fields"), head.sequence(), depth + 1);
    Located present = at.get("present");
    return new Node.Struct(
        head,
        List.copyOf(fields),
        present == null ? List.of() : PresenceReader.read(present, fields));
  }

  private Node list(Located at, Head head, int depth) {
    at.allow(allowed(List.of("list", "length", "large")));
    Lengths lengths = length(at);
    boolean large = flag(at.get("large"));
    if (large && lengths instanceof Lengths.Fixed) {
      at.problemOf("large", "does not go with a fixed length");
    }
    Node element = node(at.get("list"), "item", head.sequence() + ".element", depth + 1);
    return new Node.ListNode(head, element, lengths, large);
  }

  private Lengths length(Located at) {
    Located length =
        at.require("length", "how many elements, such as {0: 5, 1-3: 95} or {fixed: 3}");
    return length == null ? null : new LengthReader(sources).read(length, Integer.MAX_VALUE);
  }

  private static boolean flag(Located at) {
    if (at == null || at.is("false")) {
      return false;
    }
    if (!at.is("true")) {
      at.problem(at.kind() + " where true or false should be");
    }
    return true;
  }

  private Node map(Located at, Head head, int depth) {
    at.allow(allowed(List.of("map", "length", "duplicates")));
    Lengths lengths = length(at);
    if (lengths instanceof Lengths.Fixed) {
      at.get("length").problem("a map has no fixed length in its type; say the number alone");
    }
    boolean duplicates = flag(at.get("duplicates"));
    Located map = at.get("map");
    if (!map.requireMapping("{key: node, value: node}")) {
      return new Node.Leaf(head, null, null, null, null, null);
    }
    map.allow(List.of("key", "value"));
    Located keyAt = map.require("key", "a node");
    Located valueAt = map.require("value", "a node");
    if (keyAt == null || valueAt == null) {
      return new Node.Leaf(head, null, null, null, null, null);
    }
    Node key = node(keyAt, "key", head.sequence() + ".key", depth + 1);
    Node value = node(valueAt, "value", head.sequence() + ".value", depth + 1);
    checkKey(keyAt, key, lengths, duplicates);
    return new Node.MapNode(head, key, value, lengths, duplicates);
  }

  private static void checkKey(Located at, Node key, Lengths lengths, boolean duplicates) {
    if (!(key instanceof Node.Leaf leaf)) {
      at.problem("a map's key is a leaf, with a type");
      return;
    } else if (at.has("null") && !leaf.head().nulls().required()) {
      at.problemOf("null", "a map's key is never null; leave it out");
    }
    Set<Object> labels = new LinkedHashSet<>();
    if (!duplicates
        && lengths != null
        && leaf.source() != null
        && Labels.collect(leaf.source(), labels)
        && labels.size() < lengths.most()) {
      at.problem(
          "has "
              + labels.size()
              + " different keys, and an entry up to "
              + lengths.most()
              + "; shorten the map, or say duplicates: true");
    }
  }
}
