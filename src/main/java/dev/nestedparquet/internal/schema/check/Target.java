package dev.nestedparquet.internal.schema.check;

import dev.nestedparquet.internal.schema.model.Entity;
import dev.nestedparquet.internal.schema.model.Let;
import dev.nestedparquet.internal.schema.model.Node;

/** What a name means. */
public sealed interface Target {
  /** The row's number. */
  record Row() implements Target {}

  /** The element's number in the innermost list or map. */
  record Slot() implements Target {}

  /** The key of the entity that the field belongs to. */
  record OwnKey() implements Target {}

  /** The key of an entity that a let names. */
  record Key(Let let, Entity entity) implements Target {}

  /** A field of an entity that a let names. */
  record EntityField(Let let, Entity entity, Node.Leaf field) implements Target {}

  /**
   * A field of the row.
   *
   * @param many whether lists are on the way to it, so that there can be many of it
   */
  record Field(Node node, boolean many) implements Target {}
}
