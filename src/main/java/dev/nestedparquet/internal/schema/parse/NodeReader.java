package dev.nestedparquet.internal.schema.parse;

import dev.nestedparquet.internal.schema.grammar.NodeKeys;
import dev.nestedparquet.internal.schema.model.Lengths;
import dev.nestedparquet.internal.schema.model.Node;
import dev.nestedparquet.internal.schema.model.Node.Head;
import dev.nestedparquet.internal.schema.model.Nulls;
import dev.nestedparquet.internal.schema.read.LikelyWord;
import dev.nestedparquet.internal.schema.read.Located;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads a node with all that is below. */
final class NodeReader {
  static final int MOST_DEPTH = 100;
  private static final int MOST_NAME = 1_000;
  private static final List<String> KINDS = NodeKeys.kinds();

  private final SourceReader sources;
  private final NamedLists lists;
  private final LeafReader leaves;
  private final Budget paths = new Budget(4 << 20, "characters in the paths of all fields");

  NodeReader(SourceReader sources, NamedLists lists) {
    this.sources = sources;
    this.lists = lists;
    this.leaves = new LeafReader(sources, lists);
  }

  /**
   * Nodes by their names.
   *
   * @param sequence of what they are in; empty for columns
   */
  List<Node> fields(Located at, String sequence, int depth) {
    List<Node> nodes = new ArrayList<>();
    if (at.requireMapping("fields by their names")) {
      List<String> names = at.keys();
      List<Located> values = at.values();
      for (int i = 0; i < names.size(); i++) {
        String name = names.get(i);
        if (name.isEmpty() || name.length() > MOST_NAME) {
          at.problemOf(name, "a name has 1 to " + MOST_NAME + " characters");
        } else if (name.indexOf(0) >= 0) {
          at.problemOf(name, "Arrow has no names with U+0000");
        }
        String path = FieldPath.quoted(name);
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
    paths.take(at, at.path().length() + sequence.length());
    if (depth > MOST_DEPTH) {
      at.problem("fields, lists and maps are nested more than " + MOST_DEPTH + " deep");
    } else if (at.requireMapping("a node, such as {type: int32, const: 1},")) {
      List<String> kinds = at.keys().stream().filter(KINDS::contains).toList();
      if (kinds.size() == 1) {
        Head head = HeadReader.head(at, name, sequence);
        return switch (kinds.get(0)) {
          case "type" -> leaves.read(at, head);
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

  private Node struct(Located at, Head head, int depth) {
    at.allow(NodeKeys.STRUCT.names());
    List<Node> fields = fields(at.get("fields"), head.sequence(), depth + 1);
    Located present = at.get("present");
    return new Node.Struct(
        head,
        List.copyOf(fields),
        present == null ? List.of() : PresenceReader.read(present, fields));
  }

  private Node list(Located at, Head head, int depth) {
    at.allow(NodeKeys.LIST.names());
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
    return length == null ? null : new LengthReader(sources, lists).read(length, Integer.MAX_VALUE);
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
    at.allow(NodeKeys.MAP.names());
    Lengths lengths = length(at);
    if (lengths instanceof Lengths.Fixed) {
      at.get("length").problem("a map has no fixed length in its type; say the number alone");
    }
    boolean duplicates = flag(at.get("duplicates"));
    Located map = at.get("map");
    if (!map.requireMapping("{key: node, value: node}")) {
      return new Node.Leaf(head, null, null, null, null, null);
    }
    map.allow(NodeKeys.ENTRY.names());
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
    BigInteger keys =
        duplicates || lengths == null || leaf.source() == null || leaf.edgeCases() != null
            ? null
            : Distinct.most(leaf.source(), leaf.type());
    if (keys != null && keys.compareTo(BigInteger.valueOf(lengths.most())) < 0) {
      at.problem(
          "can have "
              + keys
              + (keys.equals(BigInteger.ONE) ? " key" : " different keys")
              + " at most, and a map has up to "
              + lengths.most()
              + "; shorten the map, or say duplicates: true");
    }
  }
}
