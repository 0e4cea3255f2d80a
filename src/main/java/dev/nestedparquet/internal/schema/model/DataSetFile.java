package dev.nestedparquet.internal.schema.model;

import java.util.List;
import java.util.Map;

/**
 * A data-set file.
 *
 * @param parameters as they were set, else as the file has them
 * @param rows rows that it can number at most
 */
public record DataSetFile(
    int formatVersion,
    String name,
    String about,
    Map<String, String> parameters,
    Map<String, ValueList> lists,
    Map<String, Entity> entities,
    List<Node> columns,
    Layout layout,
    RowLimit rows) {

  /** The same file, with how many rows it can number. */
  public DataSetFile limitedTo(RowLimit limit) {
    return new DataSetFile(
        formatVersion, name, about, parameters, lists, entities, columns, layout, limit);
  }
}
