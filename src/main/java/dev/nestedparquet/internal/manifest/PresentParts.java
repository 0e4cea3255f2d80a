package dev.nestedparquet.internal.manifest;

import dev.nestedparquet.batch.Counts;
import dev.nestedparquet.batch.Truth;
import dev.nestedparquet.dataset.DataSetException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * The parts of a data set that are there, by their manifests, and those that are missing. All are
 * of the same data set.
 */
public final class PresentParts {
  private final DataSetFiles dataSet;

  /** Manifests of the parts, by number. All agree with the first of them. */
  private final TreeMap<Integer, Manifest> parts = new TreeMap<>();

  private PresentParts(DataSetFiles dataSet) {
    this.dataSet = dataSet;
  }

  /**
   * Reads the manifests of the parts that are there, whether or not they are all.
   *
   * @param names names of the entries in the data set's place
   * @throws DataSetException if there are none, or they don't belong together
   */
  public static PresentParts read(DataSetFiles dataSet, Set<String> names) throws IOException {
    PresentParts present = new PresentParts(dataSet);
    present.read(names);
    return present;
  }

  /** Manifests of the parts that are there, by number. */
  public List<Manifest> manifests() {
    return List.copyOf(parts.values());
  }

  private void read(Set<String> names) throws IOException {
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
        parts.put(part.part(), part.sharing(model));
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

  /** Tells whether a part's manifest is about the same data set as another manifest. */
  static boolean agree(Manifest part, Manifest other) {
    return identity(part).equals(identity(other));
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

  /** Number of partitions of the whole data set. */
  int partitions() {
    return parts.firstEntry().getValue().plan().partitions();
  }

  /** Number of parts that aren't there. */
  public int missingParts() {
    return partitions() - parts.size();
  }

  /** Parts that aren't there, as ranges: {@code 2}, {@code 5-7}. */
  public List<String> missing() {
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
   * Makes a manifest like that of the whole, with files and counts of the parts that are there.
   *
   * @throws DataSetException if the counts add up beyond 64 bits
   */
  public Manifest sum() throws DataSetException {
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
    List<Manifest> withoutTruth =
        parts.values().stream().filter(part -> part.counts().truth().equals(Truth.NONE)).toList();
    if (!withoutTruth.isEmpty() && withoutTruth.size() < parts.size()) {
      throw new DataSetException(
          dataSet
              + ": the manifest of part "
              + withoutTruth.get(0).part()
              + " tells no truth of its columns, and others do; make that part again");
    }
    try {
      return parts.values().stream().map(Manifest::counts).reduce(Counts.NONE, Counts::plus);
    } catch (ArithmeticException e) {
      throw new DataSetException(dataSet + ": the parts' counts add up beyond 64 bits", e);
    } catch (IllegalArgumentException e) {
      throw new DataSetException(dataSet + ": the parts' truths differ: " + e.getMessage(), e);
    }
  }
}
