package dev.nestedparquet.internal.schema.read;

import dev.nestedparquet.internal.schema.model.Place;
import dev.nestedparquet.internal.schema.read.YamlValue.Entry;
import dev.nestedparquet.internal.schema.read.YamlValue.Mapping;
import dev.nestedparquet.internal.schema.read.YamlValue.Scalar;
import dev.nestedparquet.internal.schema.read.YamlValue.Sequence;
import dev.nestedparquet.internal.schema.read.YamlValue.Wrong;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** A value and its path, to be asked for what it should be; what it isn't is a problem. */
public final class Located {
  private final YamlValue value;
  private final Place place;

  /** What it is in; null for the file as a whole. */
  private final Located parent;

  /** How it is found there: a dot and a key, or a number in brackets. */
  private final String step;

  private final Problems problems;
  private final Parameters parameters;

  private Located(
      YamlValue value,
      Place place,
      Located parent,
      String step,
      Problems problems,
      Parameters parameters) {
    this.place = place;
    this.parent = parent;
    this.step = step;
    this.problems = problems;
    this.parameters = parameters;
    this.value = parameters.resolve(value, this::path, problems);
  }

  /** The file as a whole. */
  public static Located root(YamlValue value, Problems problems, Parameters parameters) {
    return new Located(value, value.place(), null, "", problems, parameters);
  }

  public Place place() {
    return place;
  }

  /** Where it is in the file, such as {@code columns.a.pick[2]}; made when it is asked for. */
  public String path() {
    String around = parent == null ? "" : parent.path();
    return around.isEmpty() && step.startsWith(".") ? step.substring(1) : around + step;
  }

  public Problems problems() {
    return problems;
  }

  public Parameters parameters() {
    return parameters;
  }

  public String kind() {
    return value.kind();
  }

  public void problem(String message) {
    if (!(value instanceof Wrong)) {
      problems.add(place, path(), message);
    }
  }

  public boolean isMapping() {
    return value instanceof Mapping;
  }

  public boolean isSequence() {
    return value instanceof Sequence;
  }

  public boolean isScalar() {
    return value instanceof Scalar scalar && !scalar.isNull();
  }

  /** Whether it is this word. */
  public boolean is(String word) {
    return isScalar() && ((Scalar) value).text().equals(word);
  }

  /** Whether it is this word, which may be {@code null}. */
  public boolean isWord(String word) {
    return value instanceof Scalar scalar && scalar.text().equals(word);
  }

  /**
   * A text or number as it is written; null with a problem if it is anything else.
   *
   * @param what it should be, for the problem, with an article
   */
  public String text(String what) {
    if (isScalar()) {
      return ((Scalar) value).text();
    }
    boolean isNull = value instanceof Scalar;
    problem(
        kind()
            + " where "
            + what
            + " should be"
            + (isNull ? "; for the text null or ~, put it in quotes" : ""));
    return null;
  }

  /** Items of a sequence; empty with a problem if it is none. */
  public List<Located> items(String what) {
    List<Located> items = new ArrayList<>();
    if (value instanceof Sequence sequence) {
      for (YamlValue item : sequence.items()) {
        String index = "[" + items.size() + "]";
        items.add(new Located(item, item.place(), this, index, problems, parameters));
      }
    } else {
      problem(kind() + " where " + what + " should be");
    }
    return items;
  }

  /** Whether it is a mapping; else that is a problem. */
  public boolean requireMapping(String what) {
    if (!isMapping()) {
      problem(kind() + " where " + what + " should be");
    }
    return isMapping();
  }

  /** Keys of a mapping, in order; none if it isn't one. */
  public List<String> keys() {
    List<String> keys = new ArrayList<>();
    if (value instanceof Mapping mapping) {
      for (Entry entry : mapping.entries()) {
        keys.add(entry.key().text());
      }
    }
    return keys;
  }

  public boolean has(String key) {
    return keys().contains(key);
  }

  /** Values of a mapping by {@link #keys}, in order. */
  public List<Located> values() {
    List<Located> values = new ArrayList<>();
    if (value instanceof Mapping mapping) {
      for (Entry entry : mapping.entries()) {
        values.add(child(entry));
      }
    }
    return values;
  }

  /** The value of a key; null if there is none. */
  public Located get(String key) {
    if (value instanceof Mapping mapping) {
      for (Entry entry : mapping.entries()) {
        if (entry.key().text().equals(key)) {
          return child(entry);
        }
      }
    }
    return null;
  }

  /** The value of a key; null with a problem if there is none. */
  public Located require(String key, String what) {
    Located found = get(key);
    if (found == null && isMapping()) {
      problem(key + " is missing: " + what);
    }
    return found;
  }

  /** Where a key stands; where the mapping does if it isn't there. */
  public Place placeOf(String key) {
    if (value instanceof Mapping mapping) {
      for (Entry entry : mapping.entries()) {
        if (entry.key().text().equals(key)) {
          return entry.key().place();
        }
      }
    }
    return place;
  }

  /** Whether a key is a plain {@code $name}, which stands for nothing: only values do. */
  public boolean isParameterKey(String key) {
    return key.startsWith("$")
        && value instanceof Mapping mapping
        && mapping.entries().stream()
            .anyMatch(entry -> entry.key().plain() && entry.key().text().equals(key));
  }

  /** The place of a character of its text, if that is on one line and has no escapes. */
  public Place placeOf(int index) {
    boolean plain = value instanceof Scalar scalar && scalar.plain();
    return place.plus(plain ? index : index + 1);
  }

  /** A problem of a key, at its place. */
  public void problemOf(String key, String message) {
    problems.add(placeOf(key), join(key), message);
  }

  /** Sees to it that there are no other keys. */
  public void allow(Collection<String> allowed) {
    if (!(value instanceof Mapping mapping)) {
      return;
    }
    for (Entry entry : mapping.entries()) {
      String key = entry.key().text();
      if (!allowed.contains(key)) {
        String message =
            "there is no such key here"
                + LikelyWord.hint(key, allowed)
                + "; allowed: "
                + String.join(", ", allowed);
        problems.add(entry.key().place(), join(key), message);
      }
    }
  }

  private Located child(Entry entry) {
    YamlValue child = entry.value();
    boolean isNull = child instanceof Scalar scalar && scalar.text().isEmpty() && scalar.plain();
    Place at = isNull ? entry.key().place() : child.place();
    return new Located(
        child, at, this, "." + Quoted.shortened(entry.key().text()), problems, parameters);
  }

  private String join(String key) {
    String around = path();
    return (around.isEmpty() ? "" : around + ".") + Quoted.shortened(key);
  }
}
