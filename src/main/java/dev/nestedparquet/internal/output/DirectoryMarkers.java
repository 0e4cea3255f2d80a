package dev.nestedparquet.internal.output;

import dev.nestedparquet.dataset.Destination.ObjectStorePrefix;
import dev.nestedparquet.internal.s3.ObjectStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Keys of the markers of directories that Arrow makes, again and again, for a prefix and all
 * prefixes above it. A run deletes them when it ends, but for those that no run has made.
 */
final class DirectoryMarkers {
  private final ObjectStore store;
  private final ObjectStorePrefix location;
  private List<String> ofThisRun = List.of();

  /** Knows of no marker to delete yet; the store is borrowed. */
  DirectoryMarkers(ObjectStore store, ObjectStorePrefix location) {
    this.store = store;
    this.location = location;
  }

  /** Keys of the markers to delete when the run ends. */
  List<String> ofThisRun() {
    return ofThisRun;
  }

  /** Keys of the markers that are in the store. */
  List<String> there() throws IOException {
    return there(all());
  }

  private List<String> all() {
    List<String> keys = new ArrayList<>();
    for (int slash = -1; (slash = location.key("").indexOf('/', slash + 1)) >= 0; ) {
      keys.add(location.key("").substring(0, slash + 1));
    }
    return keys;
  }

  private List<String> there(List<String> keys) throws IOException {
    List<String> there = new ArrayList<>();
    for (String key : keys) {
      if (store.bytes(key) >= 0) {
        there.add(key);
      }
    }
    return there;
  }

  /**
   * Keeps markers that no run has made: neither one that was at work just now, nor one that has
   * ended.
   *
   * @param there markers that were in the store before the runs were listed
   * @param runs the runs that were listed
   */
  void keep(List<String> there, List<ObjectStoreStaging> runs) throws IOException {
    List<String> before = new ArrayList<>(there);
    for (ObjectStoreStaging run : runs) {
      if (!before.isEmpty()) {
        before.removeAll(run.markers());
      }
    }
    List<String> toDelete = all();
    toDelete.removeAll(there(before));
    ofThisRun = toDelete;
  }
}
