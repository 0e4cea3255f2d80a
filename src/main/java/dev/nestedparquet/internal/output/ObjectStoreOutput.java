package dev.nestedparquet.internal.output;

import dev.nestedparquet.batch.Advised.Setting;
import dev.nestedparquet.dataset.DataSetException;
import dev.nestedparquet.dataset.Destination.ObjectStorePrefix;
import dev.nestedparquet.internal.s3.ObjectStore;
import dev.nestedparquet.internal.s3.ObjectStoreException;
import dev.nestedparquet.internal.s3.S3Directory;
import dev.nestedparquet.write.WriteException;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Output to a prefix of a bucket. Objects are made below a prefix of the run's own inside of it,
 * and published by copies within the store.
 *
 * <p>An object store has no locks, so nobody can tell a run that was killed from one at work. So a
 * run that overwrites takes over from runs that make the same files: it deletes their staged
 * objects. A run that was still at work fails then, and has changed nothing.
 */
final class ObjectStoreOutput implements Output {
  private static final Logger LOG = LoggerFactory.getLogger(ObjectStoreOutput.class);

  /**
   * Longest time to end a run: parts of files are on their way, and a dozen requests are to be
   * made.
   */
  static final long END_MILLIS = 30_000;

  private final ObjectStore store;
  private final ObjectStorePrefix location;
  private final OutputRules rules;
  private final String stagingName;
  private final ObjectStoreStaging staging;

  private final DirectoryMarkers markers;

  private ObjectStoreWatch watch;
  private boolean keepsStaging;
  private boolean published;

  private ObjectStoreOutput(ObjectStore store, ObjectStorePrefix location, OutputRules rules) {
    this.store = store;
    this.location = location;
    this.rules = rules;
    stagingName = ObjectStoreStaging.newName(rules);
    staging = staging(stagingName);
    markers = new DirectoryMarkers(store, location);
  }

  private ObjectStoreStaging staging(String name) {
    return new ObjectStoreStaging(store, location.key(name) + "/");
  }

  /**
   * Opens a prefix for a data set.
   *
   * @throws DataSetException if the prefix can't be used; nothing was changed
   * @throws ObjectStoreException if the store is in trouble; nothing was changed
   */
  static ObjectStoreOutput open(ObjectStorePrefix location, OutputRules rules) throws IOException {
    try {
      ObjectStore store = ObjectStore.connect(location, System.getenv());
      try {
        ObjectStoreOutput output = new ObjectStoreOutput(store, location, rules);
        output.begin();
        return output;
      } catch (IOException | RuntimeException | Error e) {
        store.close();
        throw e;
      }
    } catch (ObjectStoreException e) {
      throw e.isRefusal() ? new DataSetException(e.getMessage(), e) : e;
    }
  }

  private void begin() throws IOException {
    List<String> there = markers.there();
    S3Directory entries = store.directory(location.key(""));
    check(entries);
    List<String> runs = entries.directories().stream().filter(ObjectStoreStaging::isName).toList();
    markers.keep(there, runs.stream().map(this::staging).toList());
    requireCleaningIsAllowed();
    try {
      staging.writeNote(markers.ofThisRun());
      takeOver(runs);
    } catch (IOException | RuntimeException | Error e) {
      removeNote(e);
      throw e;
    }
  }

  /** Ends runs that make the same files. */
  private void takeOver(List<String> runs) throws IOException {
    for (String run : runs) {
      if (ObjectStoreStaging.makesTheSame(run, rules)) {
        boolean unused = staging(run).deleteStaged();
        staging(run).deleteNote();
      }
    }
  }

  /** Removes the run's note after a failure. Another run would take this one for one at work. */
  private void removeNote(Throwable failure) {
    try {
      staging.deleteNote();
    } catch (IOException | RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  /**
   * Tries to clean up, though there is nothing yet, to learn now of a failure that would come at
   * the end.
   */
  private void requireCleaningIsAllowed() throws IOException {
    store.delete(List.of(staging.key("none")));
    int unused = store.abortUploads(staging.key(""));
  }

  private void check(S3Directory entries) throws IOException {
    if (!location.prefix().isEmpty() && store.bytes(location.prefix()) >= 0) {
      throw new DataSetException(
          location + " is an object, not a prefix; choose another place", Setting.OUTPUT);
    }
    for (String name : entries.directories()) {
      if (rules.isOurs(name)) {
        throw new DataSetException(
            location.nameOf(name) + "/ is a prefix where an object is due; choose another place",
            Setting.OUTPUT);
      }
      if (!rules.overwrite()
          && (rules.isWhole()
              ? ObjectStoreStaging.isName(name)
              : ObjectStoreStaging.isOfWholeSet(name)
                  || ObjectStoreStaging.makesTheSame(name, rules))) {
        throw new DataSetException(
            "another run is writing to "
                + location
                + ", or was killed there ("
                + name
                + "); wait for it, or allow this one to take over",
            Setting.OVERWRITE);
      }
    }
    Stream<String> objects = entries.objects().stream().map(object -> nameOf(object.key()));
    rules.requireFree(location, Stream.concat(objects, entries.directories().stream()).toList());
  }

  private String nameOf(String key) {
    return key.substring(location.key("").length());
  }

  /** An object below the run's own prefix. */
  private final class StagedObject implements StagedFile {
    private final String directory;

    /**
     * Stages an object.
     *
     * @param name name that the object will get
     */
    StagedObject(String name) {
      directory = stagingName + "/" + name;
    }

    private String key() {
      return location.key(directory + "/" + NAME_IN_DIRECTORY);
    }

    @Override
    public String directoryUri() {
      return ArrowUri.of(location, directory, store.region());
    }

    @Override
    public WritableByteChannel create() {
      return store.create(key());
    }

    @Override
    public long bytes() throws IOException {
      long bytes = store.bytes(key());
      if (bytes < 0) {
        throw new WriteException(takenOver());
      }
      return bytes;
    }

    /**
     * Returns true: Arrow completes the object anyway when it frees it, or at the exit if that is
     * sooner.
     */
    @Override
    public boolean isToBeCompleted() {
      return true;
    }

    @Override
    public ReadableByteChannel open() throws IOException {
      return Channels.newChannel(store.read(key()));
    }

    @Override
    public String toString() {
      return location.nameOf(directory);
    }
  }

  @Override
  public StagedFile stage(String name) {
    return new StagedObject(name);
  }

  private String takenOver() {
    return "another run has taken over "
        + location
        + ", or someone has deleted what this one had staged there";
  }

  private void requireOwner() throws IOException {
    if (!staging.isNoted()) {
      throw new WriteException(takenOver());
    }
  }

  @Override
  public void onLoss(Consumer<IOException> listener) {
    watch = ObjectStoreWatch.start(this::requireOwner, listener);
  }

  @Override
  public void publish(List<String> names) throws IOException {
    requireOwner();
    try (ObjectStorePublication publication =
        new ObjectStorePublication(store, location, rules, staging)) {
      publication.publish(names);
      published = true;
    } catch (ObjectStorePublication.NotUndoneException e) {
      keepsStaging = true;
      throw new WriteException(e.getMessage() + location.nameOf(stagingName), e.getCause());
    } catch (ObjectStoreException e) {
      throw new WriteException("cannot publish the files: " + e.getMessage(), e);
    }
  }

  /**
   * Deletes the staged objects. If that fails, there is only a warning, since a later run that
   * overwrites cleans up, too.
   */
  @Override
  public void close() {
    if (watch != null) {
      watch.close();
    }
    try {
      if (!keepsStaging) {
        boolean isOwner = staging.isNoted();
        if (published) {
          boolean unused = staging.deleteStaged();
        } else {
          staging.deleteStagedByFailedWriters();
        }
        if (isOwner) {
          store.delete(markers.ofThisRun());
          staging.deleteNote();
        }
      }
    } catch (IOException e) {
      LOG.warn(
          "cannot remove {}, what this run had staged ({}); a run that may overwrite does",
          location.nameOf(stagingName),
          e.getMessage());
    } finally {
      store.close();
    }
  }
}
