package dev.nestedparquet.manifest;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Names that a data set's files have by its specification. Kept apart from the writer's own, since
 * a check that asked the writer would learn nothing.
 */
public final class ManifestNames {
  public static final String WHOLE = "_manifest.json";

  private static final Pattern PART = Pattern.compile("_manifest-(\\d{5,7})-of-(\\d{5,7})\\.json");

  private ManifestNames() {}

  /** Name of a partition's file, {@code contacts-00000-of-00004.parquet}. */
  public static String dataFile(String base, int partition, int partitions) {
    return String.format(Locale.ROOT, "%s-%05d-of-%05d.parquet", base, partition, partitions);
  }

  /** Name of a part's manifest, {@code _manifest-00000-of-00004.json}. */
  static String part(int partition, int partitions) {
    return String.format(Locale.ROOT, "_manifest-%05d-of-%05d.json", partition, partitions);
  }

  /** Whether this is the name of a part's manifest. */
  public static boolean isPart(String name) {
    return PART.matcher(name).matches();
  }
}
