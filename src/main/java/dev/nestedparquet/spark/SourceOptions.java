package dev.nestedparquet.spark;

import dev.nestedparquet.batch.BatchFiller;
import dev.nestedparquet.batch.BatchPlan;
import dev.nestedparquet.internal.CountText;
import dev.nestedparquet.internal.preset.Presets;
import dev.nestedparquet.pipeline.PipelineOptions;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.connector.catalog.TableCatalog;
import org.apache.spark.sql.types.StructType;

/**
 * Options of the data source: those of {@code generate} that concern the rows. Their names may have
 * hyphens or not, and are in any case, as is usual with Spark.
 *
 * @param origin what the rows are made from
 * @param seed another number makes other rows
 * @param rows rows of the whole data set
 * @param partitions number of contiguous ranges that the rows are split into, one for each task
 * @param batchRows most rows of a columnar batch
 */
record SourceOptions(RowsOrigin origin, long seed, long rows, int partitions, int batchRows)
    implements Serializable {
  /** What names of options start with that set a parameter of the data set. */
  static final String PARAMETER = "param.";

  private static final long DEFAULT_ROWS = 10_000_000;

  /** Spellings of options for messages, by the name that an option is looked up by. */
  private static final Map<String, String> SPELLINGS =
      new TreeMap<>(
          Map.of(
              "preset", "preset",
              "schema", "schema",
              "seed", "seed",
              "nameskew", "name-skew",
              "rows", "rows",
              "partitions", "partitions",
              "batchrows", "batch-rows"));

  /**
   * Reads options, and checks each of them, and whether they go together.
   *
   * @param options the options, as Spark hands them over with a data frame's reader or with a
   *     catalog's table
   * @param more options that replace these
   * @throws IllegalArgumentException if an option is wrong; the message says what is allowed
   */
  static SourceOptions parse(Map<String, String> options, Map<String, String> more) {
    Map<String, String> texts = new HashMap<>(byName(options));
    texts.putAll(byName(more));
    SourceOptions parsed =
        new SourceOptions(
            origin(texts),
            value(texts, "seed", SourceOptions::wholeNumber, () -> 0L),
            value(texts, "rows", CountText::parse, () -> DEFAULT_ROWS),
            value(texts, "partitions", CountText::parseInt, SourceOptions::parallelism),
            value(
                texts, "batchrows", CountText::parseInt, () -> PipelineOptions.DEFAULT_BATCH_ROWS));
    try {
      parsed.newFiller().maxBatchBytes(parsed.plan().largestBatch());
    } catch (IllegalArgumentException e) {
      throw refusal(e.getMessage(), e);
    }
    return parsed;
  }

  private static RowsOrigin origin(Map<String, String> texts) {
    Double nameSkew = value(texts, "nameskew", SourceOptions::number, () -> null);
    Map<String, String> parameters = new HashMap<>();
    texts.forEach(
        (name, value) -> {
          if (name.startsWith(PARAMETER)) {
            parameters.put(name.substring(PARAMETER.length()), value.strip());
          }
        });
    String schema = texts.get("schema");
    String preset = texts.get("preset");
    if (schema != null && preset != null) {
      throw refusal("there are a schema and a preset, " + preset + "; leave out one of them", null);
    }
    try {
      return schema == null
          ? RowsOrigin.ofPreset(
              preset == null ? Presets.CONTACTS : preset.strip(), parameters, nameSkew)
          : RowsOrigin.ofSchema(schema, parameters, nameSkew);
    } catch (IllegalArgumentException e) {
      throw refusal(e.getMessage(), e);
    }
  }

  /**
   * Options by name, without what Spark adds to them. A catalog adds properties of the table, and
   * marks the options that a user gave as {@code OPTIONS} by a prefix.
   */
  private static Map<String, String> byName(Map<String, String> options) {
    boolean ofCatalog = options.containsKey(TableCatalog.PROP_PROVIDER);
    Map<String, String> byName = new HashMap<>();
    options.forEach(
        (key, value) -> {
          if (!ofCatalog) {
            byName.put(name(key), value);
          } else if (key.startsWith(TableCatalog.OPTION_PREFIX)) {
            byName.put(name(key.substring(TableCatalog.OPTION_PREFIX.length())), value);
          }
        });
    return byName;
  }

  private static String name(String option) {
    String lower = option.toLowerCase(Locale.ROOT);
    if (lower.startsWith(PARAMETER)) {
      return lower;
    }
    String name = lower.replace("-", "");
    if (!SPELLINGS.containsKey(name)) {
      throw refusal(
          "there is no option '"
              + option
              + "'; there are "
              + String.join(", ", SPELLINGS.values())
              + ", and for parameters "
              + PARAMETER
              + "NAME",
          null);
    }
    return name;
  }

  private static <T> T value(
      Map<String, String> texts, String name, Function<String, T> parse, Supplier<T> otherwise) {
    String text = texts.get(name);
    try {
      return text == null ? otherwise.get() : parse.apply(text.strip());
    } catch (IllegalArgumentException e) {
      throw refusal(SPELLINGS.get(name) + ": " + e.getMessage(), e);
    }
  }

  private static IllegalArgumentException refusal(String message, Exception cause) {
    return new IllegalArgumentException(ContactsSource.NAME + ": " + message, cause);
  }

  private static long wholeNumber(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'" + text + "' is no whole number of 64 bits", e);
    }
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'" + text + "' is not a number", e);
    }
  }

  /**
   * Number of partitions if none is given: as many as can run at a time, as for {@code
   * spark.range}.
   */
  private static int parallelism() {
    return SparkContext.getOrCreate().defaultParallelism();
  }

  BatchPlan plan() {
    return new BatchPlan(rows, partitions, batchRows);
  }

  BatchFiller newFiller() {
    return origin.newFiller(seed);
  }

  /** A filler of some columns, of which Spark has told the schema. */
  BatchFiller newFiller(StructType columns) {
    BatchFiller all = newFiller();
    return all.select(SparkSchema.select(all.schema(), columns));
  }

  /**
   * Schema of the rows.
   *
   * @throws IllegalArgumentException if Spark has no type for a column
   */
  SparkSchema schema() {
    try {
      return SparkSchema.of(newFiller());
    } catch (IllegalArgumentException e) {
      throw refusal(e.getMessage(), e);
    }
  }

  /** Text for {@code explain} and Spark's UI. */
  String describe() {
    return String.format(
        Locale.ROOT, "%s, seed %d, %,d rows in %,d partitions", origin, seed, rows, partitions);
  }
}
