package dev.nestedparquet.verify;

import dev.nestedparquet.batch.BatchFiller;
import dev.nestedparquet.dataset.DataSetException;
import dev.nestedparquet.internal.manifest.Manifest;
import dev.nestedparquet.internal.preset.Presets;
import dev.nestedparquet.schema.DataSet;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Finds the filler that made a data set, by the parameters in the manifest. */
final class ManifestFiller {
  private ManifestFiller() {}

  /**
   * Makes the filler of a built-in preset.
   *
   * @throws DataSetException if this program can't make these rows
   */
  static BatchFiller of(Manifest manifest) throws DataSetException {
    Map<String, Object> parameters = manifest.parameters();
    if (parameters.get("schemaText") instanceof String text) {
      return ofFile(manifest, text);
    }
    if (!(parameters.get("preset") instanceof String preset && Presets.names().contains(preset))) {
      if (!parameters.containsKey("preset")) {
        throw new DataSetException(
            "the manifest names no preset: a filler of somebody's own made the data set, and the"
                + " check needs that filler");
      }
      throw new DataSetException(
          String.format(
              Locale.ROOT,
              "preset: %s in the manifest is none that this program knows (%s)",
              parameters.get("preset"),
              String.join(", ", Presets.names())));
    }
    requireKnownWriter(manifest);
    BatchFiller filler;
    try {
      boolean skewed = preset.equals(Presets.CONTACTS);
      filler =
          Presets.newFiller(
              preset,
              seed(parameters),
              skewed ? (Double) number(parameters, "nameSkew").doubleValue() : null);
    } catch (IllegalArgumentException e) {
      throw new DataSetException("the manifest's " + e.getMessage());
    }
    requireSameParameters(manifest, filler);
    return filler;
  }

  /** Makes the filler of a data-set file, whose text the manifest has. */
  @SuppressWarnings("unchecked")
  private static BatchFiller ofFile(Manifest manifest, String text) throws DataSetException {
    requireKnownWriter(manifest);
    Map<String, Object> parameters = manifest.parameters();
    BatchFiller filler;
    try {
      DataSet dataSet =
          DataSet.of(
              text, (Map<String, List<String>>) parameters.getOrDefault("schemaLists", Map.of()));
      filler =
          dataSet.filler(
              seed(parameters),
              (Map<String, String>) parameters.getOrDefault("schemaParameters", Map.of()));
    } catch (IllegalArgumentException | ClassCastException e) {
      throw new DataSetException("the manifest's schema: " + e.getMessage());
    }
    requireSameParameters(manifest, filler);
    return filler;
  }

  private static void requireKnownWriter(Manifest manifest) throws DataSetException {
    if (KnownWriter.of(manifest.writer()) == null) {
      throw new DataSetException(
          String.format(
              Locale.ROOT,
              "writer: %s in the manifest is none that this program knows (%s)",
              manifest.writer(),
              KnownWriter.names()));
    }
  }

  private static long seed(Map<String, Object> parameters) throws DataSetException {
    Number seed = number(parameters, "seed");
    if (!(seed instanceof Long || seed instanceof Integer)) {
      throw new DataSetException("seed: " + seed + " in the manifest is no 64-bit number");
    }
    return seed.longValue();
  }

  private static Number number(Map<String, Object> parameters, String name)
      throws DataSetException {
    if (parameters.get(name) instanceof Number number) {
      return number;
    }
    throw new DataSetException(
        name + ": " + parameters.get(name) + " in the manifest is no number");
  }

  /**
   * Refuses a filler whose parameters differ from those in the manifest.
   *
   * @throws DataSetException if a parameter differs; the message names it
   */
  static void requireSameParameters(Manifest manifest, BatchFiller filler) throws DataSetException {
    Map<String, Object> here = filler.parameters();
    Map<String, Object> there = manifest.parameters();
    Set<String> names = new LinkedHashSet<>(here.keySet());
    names.addAll(there.keySet());
    for (String name : names) {
      if (!there.containsKey(name)
          || !here.containsKey(name)
          || !isSame(here.get(name), there.get(name))) {
        throw new DataSetException(
            String.format(
                Locale.ROOT,
                "%s: %s in the manifest, but %s here; verify with the version that made the data"
                    + " (%s)",
                name,
                there.getOrDefault(name, "none"),
                here.getOrDefault(name, "none"),
                manifest.version()));
      }
    }
  }

  /**
   * Compares two parameters. Numbers are equal if their values are: a program that formats a
   * manifest anew may write 1.0 as 1.
   */
  private static boolean isSame(Object a, Object b) {
    if (a instanceof Number && b instanceof Number) {
      return new BigDecimal(a.toString()).compareTo(new BigDecimal(b.toString())) == 0;
    }
    return String.valueOf(a).equals(String.valueOf(b));
  }
}
