package dev.nestedparquet.internal.manifest;

import dev.nestedparquet.dataset.Destination;
import dev.nestedparquet.dataset.ManifestException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import java.util.SortedMap;

/**
 * The files of a data set that is there, wherever it is: to read them, and to merge manifests.
 *
 * <p>Names are relative to the data set, with slashes between directories.
 *
 * <p><em>Threading:</em> {@link #fetch} and {@link #release} from several threads, {@link #cancel}
 * from any, the rest from one.
 */
public interface DataSetFiles extends AutoCloseable {
  /**
   * Opens the files that are in a place; the caller closes them.
   *
   * @throws ManifestException if there is no such directory, or the store doesn't let us in
   */
  static DataSetFiles in(Destination place) throws IOException {
    if (place instanceof Destination.ObjectStorePrefix prefix) {
      return ObjectStoreDataSet.connect(prefix);
    }
    return new DataSetDirectory(((Destination.Directory) place).path());
  }

  /** Told of all there is, at whatever depth, but for what is in hidden directories. */
  interface Visitor {
    void file(String name);

    /** A directory, or empty for the data set itself, that can't be looked into. */
    void unreadable(String name, IOException why);
  }

  /** How a user would name a file. */
  String nameOf(String name);

  /**
   * Names of what is directly there, with the sizes of files.
   *
   * @return −1 as the size of what is no file
   */
  SortedMap<String, Long> sizes() throws IOException;

  void visit(Visitor visitor) throws IOException;

  /**
   * Refuses a place without any manifest in which a run has not ended.
   *
   * @param names of what is there
   * @throws ManifestException if a run was killed there, or is at work
   */
  default void requireNoUnfinishedRun(Collection<String> names) throws ManifestException {
    for (String name : names) {
      if (name.startsWith(DataSetNames.STAGING)) {
        throw new ManifestException(
            String.format(
                Locale.ROOT,
                "%s holds what a run left that was killed, or is still at work (%s): there is no"
                    + " manifest; wait for it, or make the data set again and overwrite",
                this,
                name));
      }
    }
  }

  /** Whether there is something by this name, or may be. */
  boolean has(String name) throws IOException;

  /**
   * Reads a manifest.
   *
   * @throws ManifestException if it can't be used; the message says why
   */
  Manifest readManifest(String name) throws IOException;

  /** Writes a manifest that isn't there yet; it appears when it is complete. */
  void writeManifest(String name, Manifest manifest) throws IOException;

  /** Deletes a file, unless someone else did. */
  void delete(String name) throws IOException;

  /** Whether to fetch a file is to copy it, so that no more should be fetched than needed. */
  boolean copies();

  /**
   * Gets a file to read, until it is released.
   *
   * @return where it is now, if it is there at all
   */
  Path fetch(String name) throws IOException;

  /** A file that was fetched isn't needed any more. */
  void release(String name) throws IOException;

  /** Makes {@link #fetch} fail soon. */
  void cancel();

  @Override
  void close() throws IOException;
}
