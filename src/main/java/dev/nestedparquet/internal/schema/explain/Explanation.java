package dev.nestedparquet.internal.schema.explain;

import dev.nestedparquet.batch.BatchFiller;
import dev.nestedparquet.internal.schema.check.Meanings;
import dev.nestedparquet.internal.schema.model.DataSetFile;
import dev.nestedparquet.internal.schema.model.Entity;
import dev.nestedparquet.internal.schema.model.Lengths;
import dev.nestedparquet.internal.schema.model.Node;
import dev.nestedparquet.internal.schema.model.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The resolved tree of a data-set file as a table. A node has a line, and stands two spaces further
 * in than what it is in. Names from the first level to a leaf, joined by dots, are the column's
 * path in the Parquet schema.
 */
public final class Explanation {
  private static final List<String> TITLES =
      List.of("column", "type", "null", "absent", "length", "distinct", "bytes/row", "values");

  /** Titles of numbers, which stand to the right. */
  private static final List<Integer> NUMBERS = List.of(2, 3, 4, 5, 6);

  private final Shares shares;
  private final DistinctValues distinct;
  private final TextTable table = new TextTable(TITLES, NUMBERS);

  private Explanation(DataSetFile file, BatchFiller filler) {
    Meanings meanings = Meanings.of(file);
    shares = new Shares(meanings, Sample.of(file, filler));
    distinct = new DistinctValues(meanings);
  }

  /**
   * The table, a line a node; entities follow.
   *
   * @param filler of the file's rows, which makes the first of them
   */
  public static List<String> lines(DataSetFile file, BatchFiller filler) {
    return new Explanation(file, filler).lines(file);
  }

  private List<String> lines(DataSetFile file) {
    Level rows = new Level(Figure.declared(1), Figure.declared(1), Figure.NONE);
    Figure bytes = Figure.NONE;
    for (Node column : file.columns()) {
      bytes = bytes.plus(add(column, null, column.head().name(), 0, rows));
    }
    table.add("a row", "", "", "", "", "", bytes.number(), "");
    for (Entity entity : file.entities().values()) {
      table.add(entity.name(), "entity", "", "", "", Figures.count(entity.count()), "", "");
      for (Node.Leaf field : entity.fields()) {
        String nulls = Figure.declared(field.head().nulls().share().doubleValue()).share();
        String name = "  " + field.head().name();
        table.add(name, type(field), nulls, "", "", distinct.text(field), "", values(field));
      }
    }
    List<String> lines = new ArrayList<>(table.lines());
    lines.add("");
    lines.add(
        String.format(
            Locale.ROOT,
            "rows    up to %,d, by %s: %s",
            file.rows().rows(),
            file.rows().path(),
            file.rows().reason()));
    return lines;
  }

  /**
   * How much there is on a level of nesting, for a row.
   *
   * @param slots positions where all that is around is there
   * @param vectorSlots those of the Arrow vector, which has slots in structs that are null, too
   * @param absent positions where a list around is null or empty, or a struct around is null
   */
  private record Level(Figure slots, Figure vectorSlots, Figure absent) {
    Figure absentShare() {
      return absent.of(slots);
    }
  }

  /** Adds the lines of a node with all below, and returns its bytes a row. */
  private Figure add(Node node, Node parent, String name, int depth, Level level) {
    Figure nulls = shares.nulls(node, parent);
    Figure isThere = level.slots.times(nulls.rest());
    Figure absentBelow = level.absent.plus(level.slots.times(nulls));
    int line = table.reserve();
    Figure bytes = level.vectorSlots.times(node.head().nulls().required() ? 0 : 1.0 / Byte.SIZE);
    String length = "";
    if (node instanceof Node.Leaf leaf) {
      bytes = bytes.plus(leafBytes(leaf, isThere, level.vectorSlots));
    } else if (node instanceof Node.Struct) {
      Level below = new Level(isThere, level.vectorSlots, absentBelow);
      for (Node field : node.children()) {
        bytes = bytes.plus(add(field, node, field.head().name(), depth + 1, below));
      }
    } else {
      Lengths lengths = lengths(node);
      Figure elements = shares.length(node, lengths);
      length = elements.number();
      Figure absent = absentBelow.plus(isThere.times(shares.empty(node, lengths)));
      boolean isFixed = lengths instanceof Lengths.Fixed;
      Figure ofVector = isFixed ? level.vectorSlots : isThere;
      Level below = new Level(isThere.times(elements), ofVector.times(elements), absent);
      bytes = bytes.plus(isFixed ? Figure.NONE : level.vectorSlots.times(offsetBytes(node)));
      for (Node child : node.children()) {
        bytes = bytes.plus(add(child, node, childName(node, child), depth + 1, below));
      }
    }
    table.set(
        line,
        "  ".repeat(depth) + name,
        type(node) + (node.head().nulls().required() ? ", required" : ""),
        nulls.share(),
        level.absentShare().share(),
        length,
        node instanceof Node.Leaf leaf ? distinct.text(leaf) : "",
        bytes.number(),
        values(node));
    return bytes;
  }

  private static String childName(Node node, Node child) {
    if (node instanceof Node.MapNode map) {
      return child == map.key() ? "key_value.key" : "key_value.value";
    }
    return "list.element";
  }

  private static Lengths lengths(Node node) {
    return node instanceof Node.MapNode map ? map.lengths() : ((Node.ListNode) node).lengths();
  }

  private static int offsetBytes(Node node) {
    return node instanceof Node.ListNode list && list.large() ? Long.BYTES : Integer.BYTES;
  }

  private static String type(Node node) {
    if (node instanceof Node.Leaf leaf) {
      return leaf.type()
          + (leaf.dictionary() == null ? "" : ", dictionary of " + leaf.dictionary());
    } else if (node instanceof Node.Struct) {
      return "struct";
    } else if (node instanceof Node.MapNode) {
      return "map";
    }
    Node.ListNode list = (Node.ListNode) node;
    return list.lengths() instanceof Lengths.Fixed
        ? "fixed list"
        : list.large() ? "large list" : "list";
  }

  private static String values(Node node) {
    if (node instanceof Node.Leaf leaf) {
      return SourceTexts.of(leaf.source(), leaf.type());
    }
    return node instanceof Node.Struct ? "" : "length " + SourceTexts.lengths(lengths(node));
  }

  private Figure leafBytes(Node.Leaf leaf, Figure values, Figure vectorSlots) {
    Type type = leaf.type();
    if (leaf.dictionary() != null) {
      return vectorSlots.times((double) leaf.dictionary().bits() / Byte.SIZE);
    } else if (type instanceof Type.Text || type instanceof Type.Binary) {
      boolean isLarge = type.equals(new Type.Text(true)) || type.equals(new Type.Binary(true));
      return vectorSlots
          .times(isLarge ? Long.BYTES : Integer.BYTES)
          .plus(values.times(shares.textBytes(leaf)));
    }
    return vectorSlots.times(width(type));
  }

  /** Bytes of a value in Arrow's memory. */
  private static double width(Type type) {
    if (type instanceof Type.Bool) {
      return 1.0 / Byte.SIZE;
    } else if (type instanceof Type.Int number) {
      return (double) number.bits() / Byte.SIZE;
    } else if (type instanceof Type.Floating number) {
      return (double) number.bits() / Byte.SIZE;
    } else if (type instanceof Type.FixedBinary fixed) {
      return fixed.bytes();
    } else if (type instanceof Type.Decimal || type instanceof Type.Uuid) {
      return 16;
    }
    boolean isShort =
        type instanceof Type.Date
            || (type instanceof Type.Time time && time.unit().nanos() >= 1_000_000);
    return isShort ? Integer.BYTES : Long.BYTES;
  }
}
