package dev.nestedparquet.verify;

import dev.nestedparquet.dataset.DataSetException;
import dev.nestedparquet.dataset.Destination;
import dev.nestedparquet.internal.manifest.DataSetFiles;
import dev.nestedparquet.internal.manifest.DataSetNames;
import dev.nestedparquet.internal.manifest.Manifest;
import dev.nestedparquet.internal.manifest.PresentParts;
import java.io.IOException;
import java.util.Set;

/**
 * A data set that was found: whole, or as many of its parts as there are.
 *
 * @param files files of the data set; whoever owns this record closes them
 * @param manifest manifest of the whole, or the sum of the manifests of the parts
 * @param parts parts that are there; null if the data set is whole
 */
record FoundDataSet(DataSetFiles files, Manifest manifest, PresentParts parts) {
  /**
   * Looks for manifests in a place.
   *
   * @throws DataSetException if there is no manifest, or one that can't be used
   */
  static FoundDataSet open(Destination place) throws IOException {
    DataSetFiles files = DataSetFiles.in(place);
    try {
      return find(files);
    } catch (IOException | RuntimeException e) {
      files.close();
      throw e;
    }
  }

  private static FoundDataSet find(DataSetFiles files) throws IOException {
    if (files.has(DataSetNames.MANIFEST)) {
      return new FoundDataSet(files, files.readManifest(DataSetNames.MANIFEST), null);
    }
    Set<String> names = files.sizes().keySet();
    if (names.stream().anyMatch(DataSetNames::isPartManifest)) {
      PresentParts parts = PresentParts.read(files, names);
      return new FoundDataSet(files, parts.sum(), parts);
    }
    files.requireNoUnfinishedRun(names);
    throw new DataSetException(
        files + " has no " + DataSetNames.MANIFEST + "; name what generate has completed");
  }
}
