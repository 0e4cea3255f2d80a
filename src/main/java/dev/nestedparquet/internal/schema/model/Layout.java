package dev.nestedparquet.internal.schema.model;

import java.util.Map;

/**
 * How the file asks to be written.
 *
 * @param options of the whole file, as they are written
 * @param columns options by the column that they are for, named as the shredder's are
 */
public record Layout(Map<String, String> options, Map<String, Map<String, String>> columns) {
  public static final Layout NONE = new Layout(Map.of(), Map.of());

  /** Whether nothing is asked for. */
  public boolean isNone() {
    return options.isEmpty() && columns.isEmpty();
  }
}
