package dev.nestedparquet.spark;

import dev.nestedparquet.batch.BatchFiller;
import dev.nestedparquet.internal.preset.NamedDataSets;
import dev.nestedparquet.internal.preset.Presets;
import dev.nestedparquet.schema.DataSet;
import dev.nestedparquet.shred.ShredderOptions;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What rows are made from. Spark sends it to the executors, with all that the rows follow from. */
sealed interface RowsOrigin extends Serializable {
  /** A filler of the rows, with all columns. */
  BatchFiller newFiller(long seed);

  /** How {@code generate} writes the rows to files. */
  ShredderOptions layout();

  /**
   * A preset.
   *
   * @param nameSkew null for the preset's own
   */
  record OfPreset(String name, Double nameSkew) implements RowsOrigin {
    @Override
    public BatchFiller newFiller(long seed) {
      return Presets.newFiller(name, seed, nameSkew);
    }

    @Override
    public ShredderOptions layout() {
      return ShredderOptions.DEFAULT;
    }

    @Override
    public String toString() {
      return "preset " + name + (nameSkew == null ? "" : ", name skew " + nameSkew);
    }
  }

  /**
   * A data-set file, which executors need not have.
   *
   * @param name of the data set
   * @param lists lines of the files that its lists are read from
   * @param parameters values instead of those that it has for its parameters
   */
  record OfFile(
      String name, String text, Map<String, List<String>> lists, Map<String, String> parameters)
      implements RowsOrigin {
    @Override
    public BatchFiller newFiller(long seed) {
      return DataSet.of(text, lists).filler(seed, parameters);
    }

    @Override
    public ShredderOptions layout() {
      return DataSet.of(text, lists).layout(parameters);
    }

    @Override
    public String toString() {
      return "schema " + name + (parameters.isEmpty() ? "" : " " + parameters);
    }
  }

  /**
   * Finds what rows are made from.
   *
   * @param schema name, path or text of a data set
   * @param parameters by their names, in any case
   * @param nameSkew null if none is given
   * @throws IllegalArgumentException if there is none, or it is wrong
   */
  static RowsOrigin ofSchema(String schema, Map<String, String> parameters, Double nameSkew) {
    DataSet dataSet = isText(schema) ? DataSet.of(schema) : NamedDataSets.dataSet(schema.strip());
    if (dataSet == null) {
      return ofPreset(schema.strip(), parameters, nameSkew);
    }
    NamedDataSets.refuseNameSkew("the schema", nameSkew);
    Map<String, String> given = spelt(parameters, dataSet);
    String name = dataSet.filler(0, given).name();
    return new OfFile(name, dataSet.text(), new HashMap<>(dataSet.lists(given)), given);
  }

  static RowsOrigin ofPreset(String name, Map<String, String> parameters, Double nameSkew) {
    return new OfPreset(name, NamedDataSets.nameSkew(name, parameters, nameSkew));
  }

  /** Whether it is a file's text, not its path: it has lines, or is one mapping in braces. */
  private static boolean isText(String schema) {
    return schema.strip().contains("\n") || schema.strip().startsWith("{");
  }

  /** Parameters by the names that the file has for them: options of Spark are in any case. */
  private static Map<String, String> spelt(Map<String, String> parameters, DataSet dataSet) {
    Map<String, String> spelt = new HashMap<>();
    if (!parameters.isEmpty()) {
      Map<String, String> names = new HashMap<>();
      dataSet.parameters().keySet().forEach(name -> names.put(name.toLowerCase(Locale.ROOT), name));
      parameters.forEach(
          (name, value) ->
              spelt.put(names.getOrDefault(name.toLowerCase(Locale.ROOT), name), value));
    }
    return spelt;
  }
}
