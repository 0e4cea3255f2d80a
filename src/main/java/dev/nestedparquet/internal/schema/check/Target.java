package dev.nestedparquet.internal.schema.check;

import dev.nestedparquet.internal.schema.model.Entity;
import dev.nestedparquet.internal.schema.model.Let;
import dev.nestedparquet.internal.schema.model.Node;
import java.util.List;

/** What a name means, from where it stands. */
public sealed interface Target {
  /** The row's number. */
  record Row() implements Target {}

  /**
   * The element's number in the innermost list or map.
   *
   * @param list that list or map
   */
  record Slot(Node list) implements Target {}

  /** The key of the entity that the field belongs to. */
  record OwnKey(Entity entity) implements Target {}

  /**
   * The key of an entity that a let names.
   *
   * @param at node that has the let, where the entity is drawn; null for an entity's own let
   */
  record Key(Let let, Node at, Entity entity) implements Target {}

  /**
   * A field of an entity that a let names.
   *
   * @param at node that has the let, where the entity is drawn; null for an entity's own let
   */
  record EntityField(Let let, Node at, Entity entity, Node.Leaf field) implements Target {}

  /**
   * One value: of a field beside, of one further out, or inside of structs there. Where a struct on
   * the way is null, it is null.
   *
   * @param common innermost struct, list or map that has both the field and what refers to it; null
   *     if that is the row, or an entity
   * @param path from below {@code common} to {@code leaf}, which is the last
   */
  record Field(Node common, List<Node> path, Node.Leaf leaf) implements Target {}

  /**
   * All values of a field in lists and maps, to be summed, counted, or compared. Alone, what {@code
   * count} refers to can be the list or map itself.
   *
   * @param common innermost struct, list or map that has both the lists and what refers to them;
   *     null if that is the row, or an entity
   * @param path from below {@code common} to what is aggregated: structs, lists with their
   *     elements, maps. The last is a leaf; for {@code count}, whose elements or values that are
   *     not null are counted, it can be any node
   */
  record Aggregate(Node common, List<Node> path) implements Target {
    /** What is aggregated. */
    public Node last() {
      return path.get(path.size() - 1);
    }
  }
}
