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

/**
 * Options of the data source: those of {@code generate} that concern the rows. Their names may have
 * hyphens or not, and are in any case, as is usual with Spark.
 *
 * @param preset name of the data set: one of {@link Presets#names()}
 * @param seed another number makes other rows
 * @param nameSkew exponent of Zipf's law over the names of {@code contacts}; null for its default
 * @param rows rows of the whole data set
 * @param partitions number of contiguous ranges that the rows are split into, one for each task
 * @param batchRows most rows of a columnar batch
 */
record SourceOptions(
    String preset, long seed, Double nameSkew, long rows, int partitions, int batchRows)
    implements Serializable {
  private static final long DEFAULT_ROWS = 10_000_000;

  /** Spellings of options for messages, by the name that an option is looked up by. */
  private static final Map<String, String> SPELLINGS =
      new TreeMap<>(
          Map.of(
              "preset", "preset",
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
            texts.getOrDefault("preset", Presets.CONTACTS),
            value(texts, "seed", SourceOptions::wholeNumber, () -> 0L),
            value(texts, "nameskew", SourceOptions::number, () -> null),
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
    String name = option.toLowerCase(Locale.ROOT).replace("-", "");
    if (!SPELLINGS.containsKey(name)) {
      throw refusal(
          "there is no option '" + option + "'; there are " + String.join(", ", SPELLINGS.values()),
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
    return Presets.newFiller(preset, seed, nameSkew);
  }

  /** Text for {@code explain} and Spark's UI. */
  String describe() {
    return String.format(
        Locale.ROOT,
        "preset %s, seed %d%s, %,d rows in %,d partitions",
        preset,
        seed,
        nameSkew == null ? "" : ", name skew " + nameSkew,
        rows,
        partitions);
  }
}
