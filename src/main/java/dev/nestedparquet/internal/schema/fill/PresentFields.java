package dev.nestedparquet.internal.schema.fill;

import dev.nestedparquet.internal.schema.model.Node;
import java.util.List;

/** Fields that a struct's {@code present} names. */
final class PresentFields {
  private PresentFields() {}

  /** Their names, in the order of the fields; none if each field decides for itself. */
  static List<String> of(Node.Struct struct) {
    return struct.children().stream()
        .map(child -> child.head().name())
        .filter(name -> struct.present().stream().anyMatch(one -> one.value().contains(name)))
        .toList();
  }
}
