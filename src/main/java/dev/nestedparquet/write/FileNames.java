package dev.nestedparquet.write;

import java.util.regex.Pattern;

/**
 * Names of a data set's files: {@code contacts-00000-of-00004.parquet}, {@code _manifest.json}, and
 * for a run of some parts only, {@code _manifest-00000-of-00004.json} for each.
 *
 * @param base what the Parquet files' names start with
 * @param partitions how many partitions the whole data set has
 */
public record FileNames(String base, int partitions) {
  public static final String MANIFEST = "_manifest.json";

  private static final Pattern BASE = Pattern.compile("[A-Za-z0-9-]+");
  private static final String ANY_PART = "\\d{5,}-of-\\d{5,}";

  public FileNames {
    if (!BASE.matcher(base).matches()) {
      throw new IllegalArgumentException(
          "name of the data set: '"
              + base
              + "' has other characters than letters, digits, hyphens");
    }
  }

  public String file(int partition) {
    return base + "-" + part(partition) + ".parquet";
  }

  public String partManifest(int partition) {
    return "_manifest-" + part(partition) + ".json";
  }

  private String part(int partition) {
    return fiveDigits(partition) + "-of-" + fiveDigits(partitions);
  }

  /** Padded by hand: String.format would load locales at each start. */
  private static String fiveDigits(int number) {
    String digits = Integer.toString(number);
    return "0".repeat(Math.max(0, 5 - digits.length())) + digits;
  }

  /** Names of Parquet files of any data set by this base, however partitioned. */
  Pattern anyFile() {
    return Pattern.compile(Pattern.quote(base) + "-" + ANY_PART + "\\.parquet");
  }

  /** Names of Parquet files of any data set by any base. */
  static Pattern anyFileOfAnyBase() {
    return Pattern.compile("[A-Za-z0-9-]+-" + ANY_PART + "\\.parquet");
  }

  /** Names of manifests of any data set. */
  static Pattern anyManifest() {
    return Pattern.compile("_manifest(-" + ANY_PART + ")?\\.json");
  }

  /** Names of the files and manifests of this very data set's parts. */
  Pattern ownPart() {
    String part = "\\d{5,}-of-" + fiveDigits(partitions);
    return Pattern.compile(
        "(" + Pattern.quote(base) + "-" + part + "\\.parquet|_manifest-" + part + "\\.json)");
  }
}
