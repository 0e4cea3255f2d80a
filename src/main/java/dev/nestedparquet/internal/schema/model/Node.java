package dev.nestedparquet.internal.schema.model;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A column, or what it consists of. */
public sealed interface Node {
  Head head();

  /** Nodes right below, in order: fields, the element, or the key and the value. */
  List<Node> children();

  /**
   * Properties that all nodes have.
   *
   * @param path where it stands in the file, such as {@code columns.phones.list.fields.number}
   * @param sequence by which its draws are keyed, such as {@code phones.element.number}; of an
   *     entity's field, {@code .customer.country}
   * @param lets entities with a name here and below
   * @param fieldId its number in the Parquet schema; null if it has none
   */
  record Head(
      Place place,
      String name,
      String path,
      String sequence,
      Nulls nulls,
      List<Let> lets,
      Integer fieldId,
      Map<String, String> metadata) {}

  /**
   * A leaf, which has values.
   *
   * @param dictionary type of a dictionary's indices; null if values stand for themselves
   * @param edgeCases share of values that are replaced by one that is hard to handle; null for none
   * @param runs null if each value is drawn by itself
   */
  record Leaf(
      Head head, Type type, Source source, Type.Int dictionary, BigDecimal edgeCases, Runs runs)
      implements Node {
    @Override
    public List<Node> children() {
      return List.of();
    }
  }

  /**
   * A struct: fields side by side.
   *
   * @param present which of the fields that are named in it are there, jointly; empty if each
   *     decides for itself
   */
  record Struct(Head head, List<Node> children, List<Choice<Set<String>>> present)
      implements Node {}

  /** A list: elements, all alike. */
  record ListNode(Head head, Node element, Lengths lengths, boolean large) implements Node {
    @Override
    public List<Node> children() {
      return List.of(element);
    }
  }

  /**
   * A map: entries of a key and a value.
   *
   * @param duplicates whether keys of an entry may be the same
   */
  record MapNode(Head head, Node key, Node value, Lengths lengths, boolean duplicates)
      implements Node {
    @Override
    public List<Node> children() {
      return List.of(key, value);
    }
  }
}
