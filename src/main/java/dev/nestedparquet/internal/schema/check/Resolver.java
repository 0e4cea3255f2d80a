package dev.nestedparquet.internal.schema.check;

import dev.nestedparquet.internal.schema.model.DataSetFile;
import dev.nestedparquet.internal.schema.model.Entity;
import dev.nestedparquet.internal.schema.model.Let;
import dev.nestedparquet.internal.schema.model.Node;
import dev.nestedparquet.internal.schema.read.LikelyWord;
import dev.nestedparquet.internal.schema.read.Quoted;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds what names mean: from where they stand outwards, fields side by side and lets, until the
 * first name is found; from there inwards.
 */
public final class Resolver {
  /** A name that means nothing; the message says which would. */
  public static final class UnknownNameException extends Exception {
    private static final long serialVersionUID = 1;

    UnknownNameException(String message) {
      super(message);
    }
  }

  static final Set<String> RESERVED = Set.of("row", "slot", "key");

  private final DataSetFile file;
  private final IdentityHashMap<Node, Node> parents = new IdentityHashMap<>();
  private final IdentityHashMap<Node, Entity> entities = new IdentityHashMap<>();

  public Resolver(DataSetFile file) {
    this.file = file;
    file.columns().forEach(this::addChildren);
    file.entities()
        .values()
        .forEach(entity -> entity.fields().forEach(field -> entities.put(field, entity)));
  }

  private void addChildren(Node node) {
    for (Node child : node.children()) {
      parents.put(child, node);
      addChildren(child);
    }
  }

  /** The entity that a field belongs to; null if it is of the row. */
  Entity entityOf(Node node) {
    return entities.get(node);
  }

  /**
   * What the names mean.
   *
   * @param from the leaf that refers to it
   * @param quoted whether the first name was quoted, so that it is a field's
   */
  public Target resolve(Node from, List<String> names, boolean quoted) throws UnknownNameException {
    Entity own = entities.get(from);
    if (!quoted && names.size() == 1) {
      Target number = number(from, names.get(0), own);
      if (number != null) {
        return number;
      }
    }
    return own == null ? ofRow(from, names) : ofEntity(own, names);
  }

  private Target number(Node from, String name, Entity own) throws UnknownNameException {
    if (own != null) {
      return name.equals("key") ? new Target.OwnKey() : null;
    } else if (name.equals("slot")) {
      for (Node node = from; node != null; node = parents.get(node)) {
        Node parent = parents.get(node);
        if (parent instanceof Node.ListNode || parent instanceof Node.MapNode) {
          return new Target.Slot();
        }
      }
      throw new UnknownNameException("slot is the number in a list, and this is in none; use row");
    }
    return name.equals("row") ? new Target.Row() : null;
  }

  private Target ofEntity(Entity own, List<String> names) throws UnknownNameException {
    for (Node.Leaf field : own.fields()) {
      if (field.head().name().equals(names.get(0))) {
        return inside(field, names, false);
      }
    }
    for (Let let : own.lets()) {
      if (let.name().equals(names.get(0))) {
        return ofLet(let, names);
      }
    }
    Set<String> visible = new LinkedHashSet<>(List.of("key"));
    own.fields().forEach(field -> visible.add(field.head().name()));
    own.lets().forEach(let -> visible.add(let.name()));
    throw unknown(names.get(0), visible);
  }

  private Target ofRow(Node from, List<String> names) throws UnknownNameException {
    Set<String> visible = new LinkedHashSet<>();
    for (Node node = from; node != null; node = parents.get(node)) {
      Node parent = parents.get(node);
      List<Node> beside = parent == null ? file.columns() : parent.children();
      for (Let let : node.head().lets()) {
        if (let.name().equals(names.get(0))) {
          return ofLet(let, names);
        }
        visible.add(let.name());
      }
      if (!(parent instanceof Node.ListNode)) {
        for (Node field : beside) {
          if (field.head().name().equals(names.get(0))) {
            return inside(field, names, false);
          }
          visible.add(field.head().name());
        }
      }
    }
    visible.addAll(List.of("row", "slot"));
    throw unknown(names.get(0), visible);
  }

  private Target ofLet(Let let, List<String> names) throws UnknownNameException {
    Entity entity = file.entities().get(let.entity());
    if (entity == null) {
      return null;
    } else if (names.size() == 2 && names.get(1).equals("key")) {
      return new Target.Key(let, entity);
    }
    Set<String> visible = new LinkedHashSet<>(List.of("key"));
    for (Node.Leaf field : entity.fields()) {
      if (names.size() == 2 && field.head().name().equals(names.get(1))) {
        return new Target.EntityField(let, entity, field);
      }
      visible.add(field.head().name());
    }
    if (names.size() == 1) {
      throw new UnknownNameException(
          Quoted.shortened(let.name())
              + " is an entity, no value; say "
              + Quoted.shortened(let.name())
              + ".key or one of its fields, "
              + String.join(", ", visible));
    }
    throw unknown(names.get(1), visible);
  }

  private static Target inside(Node start, List<String> names, boolean startsAsMany)
      throws UnknownNameException {
    Node node = start;
    boolean many = startsAsMany;
    for (String name : names.subList(1, names.size())) {
      while (node instanceof Node.ListNode list) {
        node = list.element();
        many = true;
      }
      many |= node instanceof Node.MapNode;
      Node found = null;
      List<String> visible = new ArrayList<>();
      for (Node child : node.children()) {
        found = child.head().name().equals(name) ? child : found;
        visible.add(child.head().name());
      }
      if (found == null && visible.isEmpty()) {
        throw new UnknownNameException(
            Quoted.shortened(node.head().name())
                + " is a leaf; there is no "
                + Quoted.shortened(name)
                + " in it");
      } else if (found == null) {
        throw unknown(name, visible);
      }
      node = found;
    }
    return new Target.Field(node, many);
  }

  private static UnknownNameException unknown(String name, Collection<String> visible) {
    return new UnknownNameException(
        "there is no '"
            + Quoted.shortened(name)
            + "' here"
            + LikelyWord.hint(name, visible)
            + "; there are "
            + visible.stream().limit(20).map(Quoted::shortened).reduce((a, b) -> a + ", " + b).get()
            + (visible.size() > 20 ? ", ..." : ""));
  }
}
