package dev.nestedparquet.internal.schema.reference;

import dev.nestedparquet.internal.schema.model.Entity;
import dev.nestedparquet.internal.schema.model.Lengths;
import dev.nestedparquet.internal.schema.model.Let;
import dev.nestedparquet.internal.schema.model.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A node in one row or element, or an entity by its key. What is asked for is worked out once.
 *
 * <p>Columns, and fields of an entity, are the fields of a cell of its own, which has no parent.
 */
final class Cell {
  /** What cells of a file share. */
  record Context(
      long seed,
      SourceValues values,
      Map<String, Entity> entities,
      Map<String, Node> populations) {}

  final Context context;
  final Node node;

  /** Null at the top. */
  final Cell parent;

  /** Number of the row; in an entity, the key. */
  final long row;

  final long position;

  /** Number in the innermost list or map; -1 in none. */
  final long slot;

  private final Map<String, Cell> lets = new HashMap<>();
  private Boolean isNull;
  private List<List<Cell>> elements;
  private boolean isValueKnown;
  private Object value;

  private Cell(Context context, Node node, Cell parent, long row, long position, long slot) {
    this.context = context;
    this.node = node;
    this.parent = parent;
    this.row = row;
    this.position = position;
    this.slot = slot;
  }

  /** A row, or an entity by its key. */
  static Cell top(Context context, Node node, long position) {
    return new Cell(context, node, null, position, position, -1);
  }

  boolean isOfEntity() {
    return parent == null ? node.head().sequence().startsWith(".") : parent.isOfEntity();
  }

  Spot spot() {
    return new Spot(context.seed(), node.head().sequence(), row, position, 0);
  }

  /** Whether the node is null by itself; a leaf that is not can be so by its expression. */
  boolean isNull() {
    if (isNull == null) {
      isNull = isLeftOut() || isNullByShare();
    }
    return isNull;
  }

  /** Whether it is of those that the parent has now and then, and is not there. */
  private boolean isLeftOut() {
    if (parent == null || !(parent.node instanceof Node.Struct struct)) {
      return false;
    }
    String name = node.head().name();
    if (struct.present().stream().noneMatch(state -> state.value().contains(name))) {
      return false;
    }
    int state = context.values().presence(struct).chosen(parent.spot().draw(Draws.PRESENCE));
    return !struct.present().get(state).value().contains(name);
  }

  private boolean isNullByShare() {
    Spot at = spot().inRuns(node.head().nulls().runs(), Draws.RUNS_OF_NULLS);
    return Draws.happens(at.draw(Draws.NULL), node.head().nulls().share());
  }

  /** Of a struct its fields, of a list an element each, of a map a key and a value each. */
  List<List<Cell>> elements() {
    if (elements == null) {
      elements = new ArrayList<>();
      if (node instanceof Node.Struct) {
        elements.add(cells(position, slot));
      } else if (lengths() != null) {
        long length = context.values().length(lengths(), spot());
        long most = Math.max(1, lengths().most());
        for (long i = 0; i < length; i++) {
          elements.add(cells(Math.addExact(Math.multiplyExact(position, most), i), i));
        }
      }
    }
    return elements;
  }

  private List<Cell> cells(long below, long slotBelow) {
    return node.children().stream()
        .map(child -> new Cell(context, child, this, row, below, slotBelow))
        .toList();
  }

  private Lengths lengths() {
    return node instanceof Node.ListNode list
        ? list.lengths()
        : node instanceof Node.MapNode map ? map.lengths() : null;
  }

  /** The cell of a child that stands beside the one at {@code besideSlot}. */
  Cell child(Node child, long besideSlot) {
    List<Cell> beside =
        node instanceof Node.Struct ? elements().get(0) : elements().get((int) besideSlot);
    return beside.get(node.children().indexOf(child));
  }

  /** The entity that a let of this node draws. */
  Cell let(Let let) {
    return lets.computeIfAbsent(
        let.name(),
        name -> {
          Entity entity = context.entities().get(let.entity());
          Node population = context.populations().get(let.entity());
          Spot at = new Spot(context.seed(), textOf(let), row, position, 0);
          long order = Draws.key(context.seed(), population.head().sequence(), Draws.ORDER);
          return top(context, population, context.values().key(let, entity, at, order));
        });
  }

  private String textOf(Let let) {
    return node.head().sequence() + "." + ReferenceRows.quoted(let.name());
  }

  /** As rows have it. */
  Object value() {
    if (!isValueKnown) {
      value = isNull() ? null : notNull();
      isValueKnown = true;
    }
    return value;
  }

  private Object notNull() {
    if (node instanceof Node.Leaf leaf) {
      return new LeafValue(this, leaf).value();
    } else if (node instanceof Node.Struct) {
      Map<String, Object> fields = new LinkedHashMap<>();
      elements().get(0).forEach(cell -> fields.put(cell.node.head().name(), cell.value()));
      return fields;
    }
    List<Object> values = new ArrayList<>();
    for (List<Cell> element : elements()) {
      List<Object> parts = new ArrayList<>();
      element.forEach(cell -> parts.add(cell.value()));
      values.add(node instanceof Node.MapNode ? parts : parts.get(0));
    }
    return values;
  }
}
