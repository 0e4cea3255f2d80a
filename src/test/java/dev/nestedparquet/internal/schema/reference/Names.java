package dev.nestedparquet.internal.schema.reference;

import dev.nestedparquet.internal.schema.model.Let;
import dev.nestedparquet.internal.schema.model.Node;
import dev.nestedparquet.internal.schema.model.Type;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** What names mean to a leaf, and the cells that they lead to. */
final class Names {
  private final Cell from;

  Names(Cell from) {
    this.from = from;
  }

  /**
   * What names lead to.
   *
   * @param number of {@code row}, {@code slot} and keys; null of all else
   * @param node that is meant; null of a number
   * @param many whether there can be many
   * @param cells that are there; of those, nodes that are null, too
   */
  record Found(BigInteger number, Node node, boolean many, List<Cell> cells) {
    static Found number(long number) {
      return new Found(BigInteger.valueOf(number), null, false, List.of());
    }

    Type type() {
      return node == null ? Type.int64() : ((Node.Leaf) node).type();
    }

    /** The one value; null also if what it is in is not there. */
    Object single() {
      return number != null ? number : cells.isEmpty() ? null : cells.get(0).value();
    }
  }

  Found find(List<String> names, boolean quoted) {
    String first = names.get(0);
    if (!quoted && names.size() == 1) {
      if (from.isOfEntity() && first.equals("key")) {
        return Found.number(from.row);
      } else if (!from.isOfEntity() && first.equals("row")) {
        return Found.number(from.row);
      } else if (!from.isOfEntity() && first.equals("slot")) {
        return Found.number(from.slot);
      }
    }
    for (Cell cell = from; cell != null; cell = cell.parent) {
      for (Let let : cell.node.head().lets()) {
        if (let.name().equals(first)) {
          return ofEntity(cell.let(let), names.get(1));
        }
      }
      if (cell.parent != null && !(cell.parent.node instanceof Node.ListNode)) {
        for (Node field : cell.parent.node.children()) {
          if (field.head().name().equals(first)) {
            return inside(cell.parent.child(field, cell.slot), names.subList(1, names.size()));
          }
        }
      }
    }
    throw new IllegalStateException("there is no " + String.join(".", names) + " here");
  }

  private static Found ofEntity(Cell entity, String name) {
    if (name.equals("key")) {
      return Found.number(entity.row);
    }
    for (Cell field : entity.elements().get(0)) {
      if (field.node.head().name().equals(name)) {
        return new Found(null, field.node, false, List.of(field));
      }
    }
    throw new IllegalStateException("there is no " + name + " in " + entity.node.head().path());
  }

  /** All that the names lead to from one cell on; nothing is inside of what is null. */
  private static Found inside(Cell start, List<String> names) {
    Node node = start.node;
    boolean many = false;
    List<Cell> cells = List.of(start);
    for (String name : names) {
      while (node instanceof Node.ListNode list) {
        many = true;
        node = list.element();
        cells = below(cells, node);
      }
      many |= node instanceof Node.MapNode;
      node =
          node.children().stream()
              .filter(child -> child.head().name().equals(name))
              .findFirst()
              .orElseThrow();
      cells = below(cells, node);
    }
    return new Found(null, node, many, cells);
  }

  static List<Cell> below(List<Cell> cells, Node child) {
    List<Cell> below = new ArrayList<>();
    for (Cell cell : cells) {
      if (!cell.isNull()) {
        for (List<Cell> element : cell.elements()) {
          below.add(element.get(cell.node.children().indexOf(child)));
        }
      }
    }
    return below;
  }
}
