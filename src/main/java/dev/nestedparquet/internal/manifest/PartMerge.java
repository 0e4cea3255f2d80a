package dev.nestedparquet.internal.manifest;

import dev.nestedparquet.batch.Counts;
import dev.nestedparquet.dataset.DataFile;
import dev.nestedparquet.dataset.DataSetException;
import dev.nestedparquet.dataset.Destination;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Makes one data set of parts that were made on their own, by adding up their manifests.
 *
 * <p>The manifest of the whole gets its name in one step, once it is complete. Then the manifests
 * of the parts are removed: they would contradict it once a part is made anew. A merge that was cut
 * off between these two steps is finished by the next one.
 */
public final class PartMerge {
  private final DataSetFiles dataSet;

  /** Manifests of the parts, by number. All must agree with the first of them. */
  private final TreeMap<Integer, Manifest> parts = new TreeMap<>();

  private PartMerge(DataSetFiles dataSet) {
    this.dataSet = dataSet;
  }

  /**
   * Merges the manifests of all parts in a directory.
   *
   * @return the manifest of the whole data set
   * @throws DataSetException if parts are missing or don't belong together; nothing was changed
   */
  public static Manifest merge(Path directory) throws IOException {
    return merge(DataSetFiles.in(Destination.directory(directory)));
  }

  /**
   * Merges the manifests of all parts of a data set, which may be in an object store.
   *
   * @return the manifest of the whole data set
   * @throws DataSetException if parts are missing or don't belong together; nothing was changed
   */
  public static Manifest merge(DataSetFiles dataSet) throws IOException {
    PartMerge merge = new PartMerge(dataSet);
    SortedMap<String, Long> sizes = dataSet.sizes();
    merge.readParts(sizes.keySet());
    Manifest merged;
    if (sizes.containsKey(DataSetNames.MANIFEST)) {
      merged = dataSet.readManifest(DataSetNames.MANIFEST);
      merge.requireMergedBefore(merged);
    } else {
      merge.requireAll();
      merge.requireFiles(sizes);
      merge.requireNoOtherFiles(sizes.keySet());
      merged = merge.sum();
      merge.publish(merged);
    }
    merge.removeParts(merged);
    return merged;
  }

  /**
   * Adds up the parts that are there, whether or not they are all.
   *
   * @throws DataSetException if there are none, or they don't belong together
   */
  public static PresentParts present(DataSetFiles dataSet) throws IOException {
    PartMerge merge = new PartMerge(dataSet);
    merge.readParts(dataSet.sizes().keySet());
    return new PresentParts(
        merge.sum(), List.copyOf(merge.parts.values()), merge.missing(), merge.countMissing());
  }

  private void readParts(Set<String> names) throws IOException {
    String first = null;
    Manifest model = null;
    for (String name : names) {
      if (DataSetNames.isPartManifest(name)) {
        Manifest part = dataSet.readManifest(name);
        requireOwnName(name, part);
        if (model == null) {
          first = name;
          model = part;
        } else {
          requireSame(name, part, first, model);
        }
        parts.put(part.part(), part);
      }
    }
    if (parts.isEmpty()) {
      if (!names.contains(DataSetNames.MANIFEST)) {
        dataSet.requireNoUnfinishedRun(names);
      }
      throw new DataSetException(
          names.contains(DataSetNames.MANIFEST)
              ? dataSet + " is whole: it has one manifest, and none of parts"
              : dataSet + " has no manifest of a part; a run of some parts makes them");
    }
  }

  private void requireOwnName(String name, Manifest part) throws DataSetException {
    int partitions = part.plan().partitions();
    if (part.part() == null || !name.equals(DataSetNames.partManifest(part.part(), partitions))) {
      throw new DataSetException(
          String.format(
              Locale.ROOT,
              "%s is about part %s of %d, so it has another part's name",
              dataSet.nameOf(name),
              part.part(),
              partitions));
    }
    if (part.part() >= partitions) {
      throw new DataSetException(
          String.format(
              Locale.ROOT,
              "%s is about part %d, but %s; remove it, or make the part again",
              dataSet.nameOf(name),
              part.part(),
              partitions == 1
                  ? "the only one of 1 is part 0"
                  : "those of " + partitions + " are 0 to " + (partitions - 1)));
    }
  }

  private void requireSame(String name, Manifest part, String firstName, Manifest first)
      throws DataSetException {
    Map<String, Object> expected = identity(first);
    Map<String, Object> found = identity(part);
    Set<String> names = new LinkedHashSet<>(expected.keySet());
    names.addAll(found.keySet());
    for (String member : names) {
      if (!Objects.equals(expected.get(member), found.get(member))) {
        throw new DataSetException(
            String.format(
                Locale.ROOT,
                "%s does not belong to the others: %s is %s there, and %s in %s",
                dataSet.nameOf(name),
                member,
                found.getOrDefault(member, "not told"),
                expected.getOrDefault(member, "not told"),
                firstName));
      }
    }
  }

  /** Members of a manifest that all parts of one data set have in common. */
  private static Map<String, Object> identity(Manifest manifest) {
    Map<String, Object> identity = new LinkedHashMap<>();
    identity.put("version", manifest.version());
    identity.putAll(manifest.parameters());
    identity.put("rows", manifest.plan().rows());
    identity.put("partitions", manifest.plan().partitions());
    identity.put("batchRows", manifest.plan().batchRows());
    identity.put("writer", manifest.writer());
    manifest.layout().forEach((option, value) -> identity.put("layout/" + option, value));
    identity.put("arrowSchema", manifest.arrowSchema());
    identity.put("parquetSchema", manifest.parquetSchema());
    return identity;
  }

  private void requireMergedBefore(Manifest whole) throws DataSetException {
    for (Manifest part : parts.values()) {
      if (!identity(part).equals(identity(whole)) || !whole.files().containsAll(part.files())) {
        throw new DataSetException(
            String.format(
                Locale.ROOT,
                "%s has a manifest of the whole already, which part %d does not agree with; remove"
                    + " %s to merge the parts anew",
                dataSet,
                part.part(),
                DataSetNames.MANIFEST));
      }
    }
  }

  private void requireAll() throws DataSetException {
    int count = countMissing();
    if (count > 0) {
      throw new DataSetException(
          String.format(
              Locale.ROOT,
              "%s: %,d of %,d parts %s missing: %s",
              dataSet,
              count,
              partitions(),
              count == 1 ? "is" : "are",
              String.join(", ", missing())));
    }
  }

  private int partitions() {
    return parts.firstEntry().getValue().plan().partitions();
  }

  private int countMissing() {
    return partitions() - parts.size();
  }

  /** Parts that aren't there, as ranges. */
  private List<String> missing() {
    List<String> missing = new ArrayList<>();
    int next = 0;
    for (int part : parts.keySet()) {
      addRange(missing, next, part - 1);
      next = part + 1;
    }
    addRange(missing, next, partitions() - 1);
    return missing;
  }

  private static void addRange(List<String> ranges, int first, int last) {
    if (first <= last) {
      ranges.add(first == last ? Integer.toString(first) : first + "-" + last);
    }
  }

  /**
   * Refuses a merge if files are missing, since the manifest of the whole says that the data set is
   * complete.
   */
  private void requireFiles(Map<String, Long> sizes) throws DataSetException {
    for (Manifest part : parts.values()) {
      for (DataFile file : part.files()) {
        String name = dataSet.nameOf(file.path());
        long bytes = sizes.getOrDefault(file.path(), -1L);
        if (bytes < 0) {
          throw new DataSetException(name + " is missing, the file of part " + part.part());
        }
        if (bytes != file.bytes()) {
          throw new DataSetException(
              String.format(
                  Locale.ROOT,
                  "%s has %,d bytes, not %,d as its manifest says; copy or make it again",
                  name,
                  bytes,
                  file.bytes()));
        }
      }
    }
  }

  /**
   * Refuses a merge if there are files that no part lists, since an engine would read them as part
   * of the data set.
   */
  private void requireNoOtherFiles(Set<String> names) throws DataSetException {
    Set<String> own = new HashSet<>();
    parts.values().forEach(part -> part.files().forEach(file -> own.add(file.path())));
    for (String name : names) {
      if (name.endsWith(".parquet") && !own.contains(name)) {
        throw new DataSetException(
            dataSet.nameOf(name)
                + " is of none of the parts; remove it, or merge without it elsewhere");
      }
    }
  }

  private Manifest sum() throws DataSetException {
    Manifest first = parts.firstEntry().getValue();
    return new Manifest(
        first.version(),
        first.parameters(),
        first.plan(),
        first.writer(),
        first.layout(),
        first.arrowSchema(),
        first.parquetSchema(),
        null,
        parts.values().stream().flatMap(part -> part.files().stream()).toList(),
        counts());
  }

  private Counts counts() throws DataSetException {
    try {
      return parts.values().stream().map(Manifest::counts).reduce(Counts.NONE, Counts::plus);
    } catch (ArithmeticException e) {
      throw new DataSetException(dataSet + ": the parts' counts add up beyond 64 bits", e);
    }
  }

  private void publish(Manifest merged) throws IOException {
    try {
      dataSet.writeManifest(DataSetNames.MANIFEST, merged);
    } catch (DataSetException e) {
      throw e;
    } catch (IOException e) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "cannot write %s (%s)",
              dataSet.nameOf(DataSetNames.MANIFEST),
              Unreadable.reason(e)),
          e);
    }
  }

  /** Removes the parts' manifests. Another merge may be doing the same. */
  private void removeParts(Manifest merged) throws IOException {
    for (int part : parts.keySet()) {
      String name = DataSetNames.partManifest(part, merged.plan().partitions());
      try {
        dataSet.delete(name);
      } catch (IOException e) {
        throw new IOException(
            String.format(
                Locale.ROOT,
                "%s is one data set now, but %s cannot be removed (%s); merge again",
                dataSet,
                name,
                Unreadable.reason(e)),
            e);
      }
    }
  }
}
