package dev.nestedparquet.internal.output;

import dev.nestedparquet.internal.manifest.DataSetNames;
import dev.nestedparquet.internal.s3.ObjectStore;
import dev.nestedparquet.internal.s3.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A run's own prefix below its data set's, where objects are until they get their names. From the
 * run's beginning to its end it holds a note, which says that the run is at work, and lists the
 * markers that Arrow makes for it.
 *
 * <p>Arrow's file system makes markers, which are objects of 0 bytes, in the place of directories,
 * also of those above the prefix. The note lists them before they are made, so that whoever cleans
 * up after a run knows which of them weren't there before.
 */
final class ObjectStoreStaging {
  private static final Pattern OF_PARTS =
      Pattern.compile(
          Pattern.quote(StagingDirectory.PREFIX_OF_PARTS) + "(\\d+)-(\\d+)-of-(\\d+)-[0-9a-f-]+");

  private static final String NOTE = "note";

  private static final long LOOK_AGAIN_NANOS = 300_000_000;
  private static final int MOST_LOOKS = 20;

  private final ObjectStore store;
  private final String prefix;

  /**
   * Makes the staging of a run, without any request yet.
   *
   * @param prefix the run's own prefix, with a slash at the end
   */
  ObjectStoreStaging(ObjectStore store, String prefix) {
    this.store = store;
    this.prefix = prefix;
  }

  /** Makes a name that no other run has, and that tells which parts the run makes. */
  static String newName(OutputRules rules) {
    String run = UUID.randomUUID().toString();
    return rules.isWhole()
        ? DataSetNames.STAGING + run
        : StagingDirectory.PREFIX_OF_PARTS
            + rules.firstPart()
            + "-"
            + rules.lastPart()
            + "-of-"
            + rules.names().partitions()
            + "-"
            + run;
  }

  static boolean isName(String name) {
    return name.startsWith(DataSetNames.STAGING);
  }

  static boolean isOfWholeSet(String name) {
    return isName(name) && !OF_PARTS.matcher(name).matches();
  }

  /** Tells whether the run of this name makes any of the files that a run by these rules makes. */
  static boolean makesTheSame(String name, OutputRules rules) {
    Matcher parts = OF_PARTS.matcher(name);
    if (!isName(name) || rules.isWhole() || !parts.matches()) {
      return isName(name) && rules.isWhole();
    }
    return Integer.parseInt(parts.group(3)) == rules.names().partitions()
        && Integer.parseInt(parts.group(1)) <= rules.lastPart()
        && Integer.parseInt(parts.group(2)) >= rules.firstPart();
  }

  String key(String name) {
    return prefix + name;
  }

  /**
   * Begins the run.
   *
   * @param markers keys of markers that Arrow may make for this run
   */
  void writeNote(List<String> markers) throws IOException {
    try (WritableByteChannel out = store.create(key(NOTE))) {
      out.write(StandardCharsets.UTF_8.encode(String.join("\n", markers)));
    }
  }

  /** Keys of the markers that the run has noted; none if the run has ended. */
  List<String> markers() throws IOException {
    try (InputStream note = store.read(key(NOTE))) {
      return new String(note.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isEmpty())
          .toList();
    } catch (IOException e) {
      if (isNoted()) {
        throw e;
      }
      return List.of();
    }
  }

  /**
   * Tells whether the run still owns its staged objects: another run that takes over deletes the
   * note.
   */
  boolean isNoted() throws IOException {
    return store.bytes(key(NOTE)) >= 0;
  }

  /**
   * Deletes all staged objects, but not the note, and aborts uploads that weren't completed.
   *
   * @return whether there was anything
   */
  boolean deleteStaged() throws IOException {
    int uploads = store.abortUploads(prefix);
    List<String> keys =
        store.list(prefix).stream()
            .map(StoredObject::key)
            .filter(key -> !key.equals(key(NOTE)))
            .toList();
    store.delete(keys);
    return uploads + keys.size() > 0;
  }

  /**
   * Deletes all staged objects after writers have failed. Arrow completes their uploads as it frees
   * them, on threads that nobody can wait for. So this looks again a little later, until it finds
   * nothing.
   */
  void deleteStagedByFailedWriters() throws IOException {
    for (int look = 0; deleteStaged() && look < MOST_LOOKS; look++) {
      LockSupport.parkNanos(LOOK_AGAIN_NANOS);
    }
  }

  /** Ends the run: deletes the note. */
  void deleteNote() throws IOException {
    store.delete(List.of(key(NOTE)));
  }
}
