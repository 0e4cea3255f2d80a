package dev.nestedparquet.internal.manifest;

import dev.nestedparquet.dataset.DataSetException;
import dev.nestedparquet.dataset.Destination;
import dev.nestedparquet.internal.OptionalLibrary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import java.util.SortedMap;

/**
 * Files of an existing data set, in a directory or an object store: for reading them, and for
 * merging manifests.
 *
 * <p>Names are relative to the data set's place, with slashes between directories.
 *
 * <p><em>Threading:</em> {@link #fetch} and {@link #release} from several threads, {@link #cancel}
 * from any, the rest from one.
 */
public interface DataSetFiles extends AutoCloseable {
  /**
   * Opens the files that are in a place; the caller closes them.
   *
   * @throws DataSetException if there is no such directory, or the store denies access
   */
  static DataSetFiles in(Destination place) throws IOException {
    if (place instanceof Destination.ObjectStorePrefix prefix) {
      if (!OptionalLibrary.OBJECT_STORE.isThere()) {
        throw new DataSetException(OptionalLibrary.OBJECT_STORE.missing());
      }
      return ObjectStoreDataSet.connect(prefix);
    }
    return new DataSetDirectory(((Destination.Directory) place).path());
  }

  /** Receives the names of all files, at any depth, but not of those in hidden directories. */
  interface Visitor {
    void file(String name);

    /**
     * Receives the name of a directory that can't be read; the name of the data set itself is
     * empty.
     */
    void unreadable(String name, IOException why);
  }

  /** Path or URI of a file, as a user would write it. */
  String nameOf(String name);

  /**
   * Sizes, in bytes, of the entries directly in the data set's place, by name.
   *
   * @return −1 as the size of an entry that is no file
   */
  SortedMap<String, Long> sizes() throws IOException;

  void visit(Visitor visitor) throws IOException;

  /**
   * Refuses a place without a manifest if a run there has not ended.
   *
   * @param names names of the entries in the place
   * @throws DataSetException if a run was killed there, or is still at work
   */
  default void requireNoUnfinishedRun(Collection<String> names) throws DataSetException {
    for (String name : names) {
      if (name.startsWith(DataSetNames.STAGING)) {
        throw new DataSetException(
            String.format(
                Locale.ROOT,
                "%s holds what a run left that was killed, or is still at work (%s): there is no"
                    + " manifest; wait for it, or make the data set again and overwrite",
                this,
                name));
      }
    }
  }

  /** Tells whether there is an entry of this name, or may be one that can't be seen. */
  boolean has(String name) throws IOException;

  /**
   * Reads a manifest.
   *
   * @throws DataSetException if the manifest can't be used; the message says why
   */
  Manifest readManifest(String name) throws IOException;

  /** Writes a new manifest, which appears under its name when it is complete. */
  void writeManifest(String name, Manifest manifest) throws IOException;

  /** Deletes a file. A file that someone else has deleted is no failure. */
  void delete(String name) throws IOException;

  /** Tells whether {@link #fetch} copies files, so that no more should be fetched than needed. */
  boolean copies();

  /**
   * Gets a file to read, from a local disk, until {@link #release}.
   *
   * @return path of the file on the local disk, whether or not there is one
   */
  Path fetch(String name) throws IOException;

  /** Deletes the copy of a file that was fetched, if it was copied. */
  void release(String name) throws IOException;

  /** Makes all calls of {@link #fetch} fail soon, from now on. */
  void cancel();

  @Override
  void close() throws IOException;
}
