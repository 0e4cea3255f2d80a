package dev.nestedparquet.internal.manifest;

import dev.nestedparquet.dataset.DataFile;
import dev.nestedparquet.dataset.DataSetException;
import dev.nestedparquet.dataset.Destination;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/**
 * Makes one data set of parts that were made on their own, by adding up their manifests.
 *
 * <p>The manifest of the whole gets its name in one step, once it is complete. Then the manifests
 * of the parts are removed: they would contradict it once a part is made anew. A merge that was cut
 * off between these two steps is finished by the next one.
 */
public final class PartMerge {
  private final DataSetFiles dataSet;
  private final PresentParts parts;

  private PartMerge(DataSetFiles dataSet, PresentParts parts) {
    this.dataSet = dataSet;
    this.parts = parts;
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
    SortedMap<String, Long> sizes = dataSet.sizes();
    PartMerge merge = new PartMerge(dataSet, PresentParts.read(dataSet, sizes.keySet()));
    Manifest merged;
    if (sizes.containsKey(DataSetNames.MANIFEST)) {
      merged = dataSet.readManifest(DataSetNames.MANIFEST);
      merge.requireMergedBefore(merged);
    } else {
      merge.requireAll();
      merge.requireFiles(sizes);
      merge.requireNoOtherFiles(sizes.keySet());
      merged = merge.parts.sum();
      merge.publish(merged);
    }
    merge.removeParts(merged);
    return merged;
  }

  private void requireMergedBefore(Manifest whole) throws DataSetException {
    for (Manifest part : parts.manifests()) {
      if (!PresentParts.agree(part, whole) || !whole.files().containsAll(part.files())) {
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
    int count = parts.missingParts();
    if (count > 0) {
      throw new DataSetException(
          String.format(
              Locale.ROOT,
              "%s: %,d of %,d parts %s missing: %s",
              dataSet,
              count,
              parts.partitions(),
              count == 1 ? "is" : "are",
              String.join(", ", parts.missing())));
    }
  }

  /**
   * Refuses a merge if files are missing, since the manifest of the whole says that the data set is
   * complete.
   */
  private void requireFiles(Map<String, Long> sizes) throws DataSetException {
    for (Manifest part : parts.manifests()) {
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
    parts.manifests().forEach(part -> part.files().forEach(file -> own.add(file.path())));
    for (String name : names) {
      if (name.endsWith(".parquet") && !own.contains(name)) {
        throw new DataSetException(
            dataSet.nameOf(name)
                + " is of none of the parts; remove it, or merge without it elsewhere");
      }
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
    for (Manifest part : parts.manifests()) {
      String name = DataSetNames.partManifest(part.part(), merged.plan().partitions());
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
