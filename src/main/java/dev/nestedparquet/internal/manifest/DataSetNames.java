package dev.nestedparquet.internal.manifest;

import java.util.regex.Pattern;

/**
 * Names of a data set's files: {@code contacts-00000-of-00004.parquet} for each partition, {@code
 * _manifest.json}, and {@code _manifest-00000-of-00004.json} for each part that was made by a run
 * of its own.
 *
 * @param base start of the Parquet files' names
 * @param partitions number of partitions of the whole data set
 */
public record DataSetNames(String base, int partitions) {
  public static final String MANIFEST = "_manifest.json";

  /** Start of the names of staging directories, in which files grow until they are whole. */
  public static final String STAGING = ".nested-parquet-";

  private static final Pattern BASE = Pattern.compile("[A-Za-z0-9-]+");
  private static final String ANY_PART = "\\d{5,}-of-\\d{5,}";

  private static final Pattern ANY_FILE =
      Pattern.compile(BASE.pattern() + "-" + ANY_PART + "\\.parquet");

  private static final Pattern PART_MANIFEST = Pattern.compile("_manifest-" + ANY_PART + "\\.json");

  public DataSetNames {
    if (!BASE.matcher(base).matches()) {
      throw new IllegalArgumentException(
          "name of the data set: '"
              + base
              + "' has other characters than letters, digits, hyphens");
    }
  }

  /** Name of a partition's file. */
  public String file(int partition) {
    return base + "-" + part(partition) + ".parquet";
  }

  /** Name of the manifest of a partition that was made by itself. */
  public String partManifest(int partition) {
    return partManifest(partition, partitions);
  }

  /** Name of the manifest of a partition that was made by itself, whatever the data set's base. */
  public static String partManifest(int partition, int partitions) {
    return "_manifest-" + part(partition, partitions) + ".json";
  }

  private String part(int partition) {
    return part(partition, partitions);
  }

  private static String part(int partition, int partitions) {
    return fiveDigits(partition) + "-of-" + fiveDigits(partitions);
  }

  /**
   * Five decimal digits of a number. Padded by hand, since String.format would load locales at each
   * start.
   */
  private static String fiveDigits(int number) {
    String digits = Integer.toString(number);
    return "0".repeat(Math.max(0, 5 - digits.length())) + digits;
  }

  /**
   * Tells whether this is the name of a Parquet file of a data set of this base, with any number of
   * partitions.
   */
  public boolean isFile(String name) {
    return name.startsWith(base + "-")
        && Pattern.matches(ANY_PART + "\\.parquet", name.substring(base.length() + 1));
  }

  /** Tells whether this is the name of a Parquet file of a data set of any base. */
  public static boolean isFileOfAnyBase(String name) {
    return ANY_FILE.matcher(name).matches();
  }

  /** Tells whether this is the name of a manifest, of a whole data set or of a part. */
  public static boolean isManifest(String name) {
    return name.equals(MANIFEST) || isPartManifest(name);
  }

  /** Tells whether this is the name of a part's manifest. */
  public static boolean isPartManifest(String name) {
    return PART_MANIFEST.matcher(name).matches();
  }

  /**
   * Tells whether this is the name of a file, or of a part's manifest, of a data set of this base
   * and this number of partitions.
   */
  public boolean isOwnPart(String name) {
    return name.endsWith("-of-" + fiveDigits(partitions) + extension(name))
        && (isFile(name) || isPartManifest(name));
  }

  private static String extension(String name) {
    return name.substring(Math.max(0, name.lastIndexOf('.')));
  }
}
