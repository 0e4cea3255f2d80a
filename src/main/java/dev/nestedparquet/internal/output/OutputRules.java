package dev.nestedparquet.internal.output;

import dev.nestedparquet.batch.Advised.Setting;
import dev.nestedparquet.dataset.DataSetException;
import dev.nestedparquet.internal.manifest.DataSetNames;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Rules of which files a run will make, and which of those already there it may replace. They are
 * the same for a directory and an object store.
 *
 * @param names how the data set's files are named
 * @param firstPart first partition that the run makes
 * @param lastPart last partition that the run makes, inclusive
 * @param overwrite whether files that this program wrote may be replaced; others never are
 */
public record OutputRules(DataSetNames names, int firstPart, int lastPart, boolean overwrite) {
  /** Tells which files a manifest of the output lists. */
  @FunctionalInterface
  interface Listed {
    List<String> of(String manifest) throws IOException;
  }

  boolean isWhole() {
    return lastPart - firstPart + 1 == names.partitions();
  }

  /** Names that a run of some parts will publish; empty for a whole data set. */
  Set<String> partNames() {
    Set<String> partNames = new LinkedHashSet<>();
    for (int part = firstPart; part <= lastPart && !isWhole(); part++) {
      partNames.add(names.file(part));
      partNames.add(names.partManifest(part));
    }
    return partNames;
  }

  /** Tells whether this program gives files this name. */
  boolean isOurs(String name) {
    return names.isFile(name) || DataSetNames.isManifest(name);
  }

  /**
   * Refuses an output that isn't free. For a whole data set it must be empty; for parts, it may
   * have other parts of the same data set.
   *
   * @param entries names of files and directories in the output
   */
  void requireFree(Object output, Collection<String> entries) throws DataSetException {
    Set<String> partNames = partNames();
    List<String> inTheWay =
        entries.stream()
            .filter(name -> isWhole() ? !overwrite : isInTheWayOfParts(name, partNames))
            .toList();
    if (!inTheWay.isEmpty()) {
      throw new DataSetException(
          String.format(
              Locale.ROOT,
              "%s; choose another place, or allow to replace what this program wrote there",
              whatIsThere(output, inTheWay)),
          Setting.OUTPUT,
          Setting.OVERWRITE);
    }
  }

  /**
   * Describes the entries that are in the way, for the message. A staging directory among them is a
   * killed run's: a run that ends by itself leaves none, and a run at work was noticed before.
   */
  private static String whatIsThere(Object output, List<String> inTheWay) {
    String killed =
        inTheWay.stream()
            .filter(name -> name.startsWith(DataSetNames.STAGING))
            .findFirst()
            .orElse(null);
    return String.format(
        Locale.ROOT,
        killed == null ? "%s is not empty (%s%s)" : "%s holds what a killed run left (%s%s)",
        output,
        killed == null ? inTheWay.get(0) : killed,
        inTheWay.size() == 1
            ? ""
            : String.format(Locale.ROOT, " and %,d more", inTheWay.size() - 1));
  }

  /**
   * Tells whether a name is in the way of parts. Other parts of the same data set may be there, or
   * may be in the making.
   */
  private boolean isInTheWayOfParts(String name, Set<String> partNames) {
    boolean otherPart = names.isOwnPart(name) && !partNames.contains(name);
    if (otherPart || name.startsWith(DataSetNames.STAGING)) {
      return false;
    }
    boolean ofOtherPlan = isOurs(name) && !partNames.contains(name) && !isWholeManifest(name);
    return !overwrite || ofOtherPlan;
  }

  private static boolean isWholeManifest(String name) {
    return name.equals(DataSetNames.MANIFEST);
  }

  /**
   * Names of the files to replace: files of the same base, and files of another base that a
   * replaced manifest lists. Manifests come first, so that whenever one is there, so are its files.
   *
   * @param files names of the files in the output
   * @param published names that the run will publish
   */
  List<String> toReplace(Collection<String> files, Collection<String> published, Listed listed)
      throws IOException {
    Set<String> replaced = new LinkedHashSet<>();
    for (String name : new TreeSet<>(files)) {
      boolean isManifest = DataSetNames.isManifest(name);
      boolean isReplaced =
          published.contains(name) || (isWhole() && (names.isFile(name) || isManifest));
      boolean isStale = isWholeManifest(name);
      if (isReplaced || isStale) {
        replaced.add(name);
        if (isManifest && isReplaced) {
          replaced.addAll(listed.of(name));
        }
      }
    }
    List<String> manifestsFirst = new ArrayList<>(replaced);
    manifestsFirst.sort(
        (one, other) ->
            Boolean.compare(DataSetNames.isManifest(other), DataSetNames.isManifest(one)));
    return manifestsFirst;
  }
}
