package dev.nestedparquet.internal.schema.grammar;

import java.util.List;

/**
 * A key of a mapping.
 *
 * @param meaning what it says, in a line of Markdown
 * @param required whether the mapping must have it
 * @param with keys of which one must stand beside it; none if it stands alone
 * @param without keys that must not stand beside it
 */
public record Key(
    String name,
    String meaning,
    Shape value,
    boolean required,
    List<String> with,
    List<String> without) {

  /** A key that can be left out. */
  static Key optional(String name, String meaning, Shape value) {
    return new Key(name, meaning, value, false, List.of(), List.of());
  }

  /** A key that must be there. */
  static Key required(String name, String meaning, Shape value) {
    return new Key(name, meaning, value, true, List.of(), List.of());
  }

  Key with(String... others) {
    return new Key(name, meaning, value, required, List.of(others), without);
  }

  Key without(String... others) {
    return new Key(name, meaning, value, required, with, List.of(others));
  }
}
