package dev.nestedparquet.internal.preset;

import dev.nestedparquet.batch.BatchFiller;
import dev.nestedparquet.internal.contact.ContactFiller;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.stream.Stream;

/** Built-in data sets, by the names that the manifest has for them. */
public final class Presets {
  public static final String CONTACTS = "contacts";

  /** Makers of fillers that depend on the seed alone, by name. */
  private static final Map<String, LongFunction<BatchFiller>> BY_SEED = new LinkedHashMap<>();

  static {
    BY_SEED.put(NullStatesFiller.NAME, NullStatesFiller::new);
    BY_SEED.put(LongListsFiller.NAME, LongListsFiller::new);
    BY_SEED.put(NullRunsFiller.NAME, NullRunsFiller::new);
    BY_SEED.put(WideTextFiller.NAME, WideTextFiller::new);
  }

  private Presets() {}

  /** Names of all presets, the default one first. */
  public static List<String> names() {
    return Stream.concat(Stream.of(CONTACTS), BY_SEED.keySet().stream()).toList();
  }

  /**
   * Makes a filler of a preset.
   *
   * @param nameSkew exponent of Zipf's law over the names of {@code contacts}, null for its
   *     default; must be null for any other preset
   * @throws IllegalArgumentException if there is no such preset, or it has no name skew but was
   *     given one
   */
  public static BatchFiller newFiller(String name, long seed, Double nameSkew) {
    if (name.equals(CONTACTS)) {
      return new ContactFiller(seed, nameSkew == null ? ContactFiller.DEFAULT_NAME_SKEW : nameSkew);
    }
    LongFunction<BatchFiller> preset = BY_SEED.get(name);
    if (preset == null) {
      throw new IllegalArgumentException(
          "preset: there is no " + name + "; choose one of " + String.join(", ", names()));
    }
    if (nameSkew != null) {
      throw new IllegalArgumentException(
          "name skew: preset " + name + " has none; only " + CONTACTS + " has");
    }
    return preset.apply(seed);
  }
}
