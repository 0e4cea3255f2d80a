package dev.nestedparquet.internal.schema.check;

import dev.nestedparquet.internal.schema.model.DataSetFile;
import dev.nestedparquet.internal.schema.model.Entity;
import dev.nestedparquet.internal.schema.model.Expression;
import dev.nestedparquet.internal.schema.model.Let;
import dev.nestedparquet.internal.schema.model.Node;
import dev.nestedparquet.internal.schema.read.LikelyWord;
import dev.nestedparquet.internal.schema.read.Quoted;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds what names mean: from where they stand outwards, fields side by side and lets, until the
 * first name is found; from there inwards.
 */
final class Resolver {
  /** A name that means nothing; the message says which would. */
  static final class UnknownNameException extends Exception {
    private static final long serialVersionUID = 1;

    UnknownNameException(String message) {
      super(message);
    }
  }

  static final Set<String> RESERVED = Set.of("row", "slot", "key");

  /** Names of many are shown from the first few on. */
  private static final int MOST_SHOWN = 5_000;

  private final DataSetFile file;
  private final IdentityHashMap<Node, Node> parents = new IdentityHashMap<>();
  private final IdentityHashMap<Node, Entity> entities = new IdentityHashMap<>();

  /** Fields by their names, of structs, maps, entities, and the file. */
  private final IdentityHashMap<Object, Map<String, Node>> fields = new IdentityHashMap<>();

  /** Lets by their names, of nodes and entities that have some. */
  private final IdentityHashMap<Object, Map<String, Let>> lets = new IdentityHashMap<>();

  Resolver(DataSetFile file) {
    this.file = file;
    addFields(file, file.columns());
    file.columns().forEach(this::addNode);
    for (Entity entity : file.entities().values()) {
      addFields(entity, entity.fields());
      addLets(entity, entity.lets());
      for (Node.Leaf field : entity.fields()) {
        addLets(field, field.head().lets());
        entities.put(field, entity);
      }
    }
  }

  private void addNode(Node node) {
    addLets(node, node.head().lets());
    if (!(node instanceof Node.ListNode)) {
      addFields(node, node.children());
    }
    for (Node child : node.children()) {
      parents.put(child, node);
      addNode(child);
    }
  }

  private void addFields(Object owner, List<? extends Node> nodes) {
    if (!nodes.isEmpty()) {
      Map<String, Node> byName = new HashMap<>();
      nodes.forEach(node -> byName.putIfAbsent(node.head().name(), node));
      fields.put(owner, byName);
    }
  }

  private void addLets(Object owner, List<Let> owned) {
    if (!owned.isEmpty()) {
      Map<String, Let> byName = new HashMap<>();
      owned.forEach(let -> byName.putIfAbsent(let.name(), let));
      lets.put(owner, byName);
    }
  }

  private Node field(Object owner, String name) {
    return fields.getOrDefault(owner, Map.of()).get(name);
  }

  private Let let(Object owner, String name) {
    return lets.getOrDefault(owner, Map.of()).get(name);
  }

  /** The node that a node is in; null for columns, and for fields of entities. */
  Node parent(Node node) {
    return parents.get(node);
  }

  /** Whether a node is somewhere in another. */
  boolean isInside(Node node, Node other) {
    for (Node around = parents.get(node); around != null; around = parents.get(around)) {
      if (around == other) {
        return true;
      }
    }
    return false;
  }

  /** Whether there is a list or map on the way, or at its end. */
  boolean isOfList(Target.Aggregate many) {
    return many.path().stream()
        .anyMatch(node -> node instanceof Node.ListNode || node instanceof Node.MapNode);
  }

  /**
   * What a name means; null if it leads to what is wrong already.
   *
   * @param from the leaf that refers to it
   */
  Target resolve(Node from, Expression.Reference reference) throws UnknownNameException {
    List<String> names = reference.names();
    Entity own = entities.get(from);
    if (!reference.quoted() && names.size() == 1) {
      Target number = number(from, names.get(0), own);
      if (number != null) {
        return number;
      }
    }
    return own == null ? ofRow(from, names) : ofEntity(own, names);
  }

  private Target number(Node from, String name, Entity own) throws UnknownNameException {
    if (own != null) {
      return name.equals("key") ? new Target.OwnKey(own) : null;
    } else if (name.equals("slot")) {
      for (Node node = parents.get(from); node != null; node = parents.get(node)) {
        if (node instanceof Node.ListNode || node instanceof Node.MapNode) {
          return new Target.Slot(node);
        }
      }
      throw new UnknownNameException("slot is the number in a list, and this is in none; use row");
    }
    return name.equals("row") ? new Target.Row() : null;
  }

  private Target ofEntity(Entity own, List<String> names) throws UnknownNameException {
    Node field = field(own, names.get(0));
    if (field != null) {
      return inside(null, field, names);
    }
    Let let = let(own, names.get(0));
    if (let != null) {
      return ofLet(let, null, names);
    }
    Set<String> visible = new LinkedHashSet<>(List.of("key"));
    own.fields().forEach(one -> visible.add(one.head().name()));
    own.lets().forEach(one -> visible.add(one.name()));
    throw unknown(names.get(0), visible);
  }

  private Target ofRow(Node from, List<String> names) throws UnknownNameException {
    for (Node node = from; node != null; node = parents.get(node)) {
      Let let = let(node, names.get(0));
      if (let != null) {
        return ofLet(let, node, names);
      }
      Node parent = parents.get(node);
      Node field = field(parent == null ? file : parent, names.get(0));
      if (field != null) {
        return inside(parent, field, names);
      }
    }
    throw unknown(names.get(0), visible(from));
  }

  /** Names that mean something, from the nearest on. */
  private Set<String> visible(Node from) {
    Set<String> visible = new LinkedHashSet<>();
    for (Node node = from; node != null; node = parents.get(node)) {
      node.head().lets().stream().limit(MOST_SHOWN).forEach(let -> visible.add(let.name()));
      Node parent = parents.get(node);
      if (!(parent instanceof Node.ListNode)) {
        List<Node> beside = parent == null ? file.columns() : parent.children();
        beside.stream().limit(MOST_SHOWN).forEach(field -> visible.add(field.head().name()));
      }
    }
    visible.addAll(List.of("row", "slot"));
    return visible;
  }

  private Target ofLet(Let let, Node at, List<String> names) throws UnknownNameException {
    Entity entity = file.entities().get(let.entity());
    if (entity == null) {
      return null;
    } else if (names.size() == 2 && names.get(1).equals("key")) {
      return new Target.Key(let, at, entity);
    } else if (names.size() == 2 && field(entity, names.get(1)) instanceof Node.Leaf field) {
      return new Target.EntityField(let, at, entity, field);
    }
    Set<String> visible = new LinkedHashSet<>(List.of("key"));
    entity.fields().stream().limit(MOST_SHOWN).forEach(field -> visible.add(field.head().name()));
    if (names.size() == 1) {
      throw new UnknownNameException(
          Quoted.shortened(let.name())
              + " is an entity, no value; say "
              + Quoted.shortened(let.name())
              + ".key or one of its fields, "
              + Quoted.some(visible));
    }
    throw unknown(names.get(1), visible);
  }

  private Target inside(Node common, Node start, List<String> names) throws UnknownNameException {
    List<Node> path = new ArrayList<>(List.of(start));
    Node node = start;
    boolean many = false;
    for (String name : names.subList(1, names.size())) {
      while (node instanceof Node.ListNode list) {
        node = list.element();
        path.add(node);
        many = true;
      }
      many |= node instanceof Node.MapNode;
      Node found = field(node, name);
      if (found == null && node.children().isEmpty()) {
        throw new UnknownNameException(
            Quoted.shortened(node.head().name())
                + " is a leaf; there is no "
                + Quoted.shortened(name)
                + " in it");
      } else if (found == null) {
        List<String> visible = new ArrayList<>();
        node.children().stream()
            .limit(MOST_SHOWN)
            .forEach(child -> visible.add(child.head().name()));
        throw unknown(name, visible);
      }
      node = found;
      path.add(node);
    }
    return !many && node instanceof Node.Leaf leaf
        ? new Target.Field(common, List.copyOf(path), leaf)
        : new Target.Aggregate(common, List.copyOf(path));
  }

  private static UnknownNameException unknown(String name, Collection<String> visible) {
    return new UnknownNameException(
        "there is no '"
            + Quoted.shortened(name)
            + "' here"
            + LikelyWord.hint(name, visible)
            + "; there are "
            + Quoted.some(visible));
  }
}
