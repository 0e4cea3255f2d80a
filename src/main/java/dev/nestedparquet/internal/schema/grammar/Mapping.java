package dev.nestedparquet.internal.schema.grammar;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A mapping, by its keys.
 *
 * @param name of this kind of mapping, unlike all others
 * @param keys that mean something, in the order in which errors and pages list them
 * @param oneOf keys of which exactly one must be there; empty if there is no such rule
 * @param others what stands under all other keys; null if there can't be any
 */
public record Mapping(String name, List<Key> keys, List<String> oneOf, Others others)
    implements Shape {

  /**
   * Keys that whoever writes the file chooses.
   *
   * @param names all of a key; null for any
   * @param message what a key should be; null if there is no pattern
   * @param reserved what no key may be
   * @param least how many there are at least
   * @param most how many there are at most
   */
  public record Others(
      Shape value, Pattern names, String message, List<String> reserved, int least, int most) {}

  static Mapping of(String name, Key... keys) {
    return new Mapping(name, List.of(keys), List.of(), null);
  }

  static Mapping of(String name, List<Key> keys) {
    return new Mapping(name, List.copyOf(keys), List.of(), null);
  }

  /** A mapping by names of the user's own, as many as there are. */
  static Mapping byName(String name, Shape value) {
    return of(name).withOthers(value, null, null);
  }

  Mapping withOneOf(List<String> keysOfWhichOne) {
    return new Mapping(name, keys, List.copyOf(keysOfWhichOne), others);
  }

  Mapping withOthers(Shape value, Pattern names, String message) {
    return new Mapping(
        name, keys, oneOf, new Others(value, names, message, List.of(), 0, Integer.MAX_VALUE));
  }

  Mapping withMany(int least, int most) {
    return new Mapping(
        name,
        keys,
        oneOf,
        new Others(others.value, others.names, others.message, others.reserved, least, most));
  }

  Mapping withReserved(String... words) {
    return new Mapping(
        name,
        keys,
        oneOf,
        new Others(
            others.value, others.names, others.message, List.of(words), others.least, others.most));
  }

  /** The names of its keys, without those that are the user's own. */
  public List<String> names() {
    return keys.stream().map(Key::name).toList();
  }

  /** This mapping's keys and more. */
  Mapping and(List<Key> more) {
    List<Key> all = new ArrayList<>(keys);
    all.addAll(more);
    return new Mapping(name, List.copyOf(all), oneOf, others);
  }
}
