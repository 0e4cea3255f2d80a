package dev.nestedparquet.internal.schema.read;

import dev.nestedparquet.internal.schema.model.Place;
import java.util.List;

/** What YAML has, and where. */
public sealed interface YamlValue {
  Place place();

  /** How errors call it. */
  String kind();

  /**
   * A text, a number, or nothing.
   *
   * @param plain whether it stands without quotes
   */
  record Scalar(Place place, String text, boolean plain) implements YamlValue {
    @Override
    public String kind() {
      return isNull() ? "nothing" : "'" + Quoted.shortened(text) + "'";
    }

    /** Whether it is what YAML takes for null. */
    public boolean isNull() {
      return plain && (text.isEmpty() || text.equals("~") || text.equals("null"));
    }
  }

  /** One after the other. */
  record Sequence(Place place, List<YamlValue> items) implements YamlValue {
    @Override
    public String kind() {
      return "a list";
    }
  }

  /** By key; no key is there twice. */
  record Mapping(Place place, List<Entry> entries) implements YamlValue {
    @Override
    public String kind() {
      return "a mapping";
    }
  }

  /** A key and its value. */
  record Entry(Scalar key, YamlValue value) {}

  /** What was already found to be wrong, so that nothing more is said about it. */
  record Wrong(Place place) implements YamlValue {
    @Override
    public String kind() {
      return "nothing";
    }
  }
}
