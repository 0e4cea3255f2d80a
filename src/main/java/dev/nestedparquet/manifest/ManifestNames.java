package dev.nestedparquet.manifest;

import java.util.Collection;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Names that a data set's files have by its specification. Kept apart from the writer's own, since
 * a check that asked the writer would learn nothing.
 */
public final class ManifestNames {
  public static final String WHOLE = "_manifest.json";

  private static final Pattern PART = Pattern.compile("_manifest-(\\d{5,7})-of-(\\d{5,7})\\.json");

  /** What the names of directories start with in which files grow. */
  private static final String UNFINISHED = ".nested-parquet-";

  private ManifestNames() {}

  /** Name of a partition's file, {@code contacts-00000-of-00004.parquet}. */
  public static String dataFile(String base, int partition, int partitions) {
    return String.format(Locale.ROOT, "%s-%05d-of-%05d.parquet", base, partition, partitions);
  }

  /** Name of a part's manifest, {@code _manifest-00000-of-00004.json}. */
  public static String part(int partition, int partitions) {
    return String.format(Locale.ROOT, "_manifest-%05d-of-%05d.json", partition, partitions);
  }

  /**
   * Refuses a place without any manifest in which a run has not ended.
   *
   * @param names of what is there
   * @throws ManifestException if a run was killed there, or is at work
   */
  public static void requireNoUnfinishedRun(DataSetFiles dataSet, Collection<String> names)
      throws ManifestException {
    for (String name : names) {
      if (name.startsWith(UNFINISHED)) {
        throw new ManifestException(
            String.format(
                Locale.ROOT,
                "%s holds what a run left that was killed, or is still at work (%s): there is no"
                    + " manifest; wait for it, or generate again with --overwrite",
                dataSet,
                name));
      }
    }
  }

  /** Whether this is the name of a part's manifest. */
  public static boolean isPart(String name) {
    return PART.matcher(name).matches();
  }
}
