package dev.nestedparquet.verify;

import dev.nestedparquet.batch.BatchFiller;
import dev.nestedparquet.manifest.Manifest;
import dev.nestedparquet.manifest.ManifestException;
import dev.nestedparquet.preset.Presets;
import java.util.Map;

/** Finds the filler that made a data set, by what the manifest says about it. */
public final class ManifestFiller {
  private ManifestFiller() {}

  /**
   * The filler of one of the built-in presets.
   *
   * @throws ManifestException if this program can't make these rows
   */
  public static BatchFiller of(Manifest manifest) throws ManifestException {
    Map<String, Object> parameters = manifest.parameters();
    if (!(parameters.get("preset") instanceof String preset && Presets.names().contains(preset))) {
      throw new ManifestException(
          String.format(
              "preset: %s in the manifest is none that this program knows (%s)",
              parameters.get("preset"), String.join(", ", Presets.names())));
    }
    BatchFiller filler;
    try {
      boolean skewed = preset.equals(Presets.CONTACTS);
      filler =
          Presets.newFiller(
              preset,
              seed(parameters),
              skewed ? (Double) number(parameters, "nameSkew").doubleValue() : null);
    } catch (IllegalArgumentException e) {
      throw new ManifestException("the manifest's " + e.getMessage());
    }
    requireSameParameters(manifest, filler);
    return filler;
  }

  private static long seed(Map<String, Object> parameters) throws ManifestException {
    Number seed = number(parameters, "seed");
    if (!(seed instanceof Long || seed instanceof Integer)) {
      throw new ManifestException("seed: " + seed + " in the manifest is no 64-bit number");
    }
    return seed.longValue();
  }

  private static Number number(Map<String, Object> parameters, String name)
      throws ManifestException {
    if (parameters.get(name) instanceof Number number) {
      return number;
    }
    throw new ManifestException(
        name + ": " + parameters.get(name) + " in the manifest is no number");
  }

  /**
   * Refuses to compare with rows that depend on anything else than the manifest's did.
   *
   * @throws ManifestException names the parameter
   */
  static void requireSameParameters(Manifest manifest, BatchFiller filler)
      throws ManifestException {
    Map<String, Object> expected = filler.parameters();
    for (Map.Entry<String, Object> parameter : expected.entrySet()) {
      Object found = manifest.parameters().get(parameter.getKey());
      if (!String.valueOf(parameter.getValue()).equals(String.valueOf(found))) {
        throw new ManifestException(
            String.format(
                "%s: %s in the manifest, but %s here; verify with the version that made the data"
                    + " (%s)",
                parameter.getKey(), found, parameter.getValue(), manifest.version()));
      }
    }
  }
}
