package dev.nestedparquet.internal.schema.parse;

import dev.nestedparquet.internal.schema.grammar.NodeKeys;
import dev.nestedparquet.internal.schema.model.Node;
import dev.nestedparquet.internal.schema.model.Node.Head;
import dev.nestedparquet.internal.schema.model.Source;
import dev.nestedparquet.internal.schema.model.Type;
import dev.nestedparquet.internal.schema.read.LikelyWord;
import dev.nestedparquet.internal.schema.read.Located;
import dev.nestedparquet.internal.schema.read.Quoted;
import java.util.List;

/** Reads a leaf: its type, its source, and what stands beside the source. */
final class LeafReader {
  private static final List<String> INDICES = NodeKeys.INDICES;

  private final SourceReader sources;
  private final NamedLists lists;

  LeafReader(SourceReader sources, NamedLists lists) {
    this.sources = sources;
    this.lists = lists;
  }

  /** The leaf; where there is a problem, parts of it are null. */
  Node.Leaf read(Located at, Head head) {
    at.allow(NodeKeys.LEAF.names());
    Type type = type(at.get("type"));
    Located edgeCases = at.get("edge-cases");
    Located runs = at.get("runs");
    Source source = sources.read(at, type);
    check(at, head, type, source);
    return new Node.Leaf(
        head,
        type,
        source,
        dictionary(at, type, source),
        edgeCases == null ? null : Numbers.share(edgeCases),
        runs == null ? null : HeadReader.runs(runs));
  }

  /** What stands beside a source goes with it, or is refused. */
  private static void check(Located at, Head head, Type type, Source source) {
    if (source instanceof Source.Unique) {
      for (String key : List.of("edge-cases", "runs")) {
        if (at.has(key)) {
          at.problemOf(key, "does not go with unique, whose values are there once");
        }
      }
    } else if (source instanceof Source.Computed && at.has("runs")) {
      at.problemOf("runs", "does not go with expr, which draws nothing");
    }
    if (type instanceof Type.Uuid) {
      for (String key : head.metadata().keySet()) {
        if (key.startsWith("ARROW:extension:")) {
          at.get("metadata").problemOf(key, "is what the type uuid says; leave it out");
        }
      }
    }
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

  private Type.Int dictionary(Located at, Type valueType, Source source) {
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
    if (!Distinct.isListed(source)) {
      dictionary.problem(
          "the labels must be known: its source must be const, pick or a switch of them");
    } else if (valueType instanceof Type.Uuid) {
      dictionary.problem(
          "Arrow has no dictionaries of uuid; use fixed_binary(16), or leave it out");
    } else {
      long labels = Distinct.labels(source, valueType, lists, dictionary);
      long most = type.greatest().longValueExact() + 1;
      if (labels > most) {
        dictionary.problem("has " + labels + " labels, and " + type + " counts " + most);
      }
    }
    if (at.has("edge-cases")) {
      at.problemOf("edge-cases", "does not go with dictionary; leave out the one or the other");
    }
    return type;
  }
}
