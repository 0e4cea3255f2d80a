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
 * A run's own prefix below that of its data set, where objects are until they get their names. It
 * holds a note from the run's begin to its end: that it exists, and what Arrow makes on its behalf.
 *
 * <p>Arrow's file system makes objects of 0 bytes, called markers, in the place of directories:
 * also of those above the prefix. They are noted before they are made, so that whoever cleans up
 * after a run knows which of them weren't there before.
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
   * A run's.
   *
   * @param prefix its key, with a slash at the end
   */
  ObjectStoreStaging(ObjectStore store, String prefix) {
    this.store = store;
    this.prefix = prefix;
  }

  /** A name that no other run has, and that tells which parts the run makes. */
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

  /** Whether the run by this name makes files that one by the rules makes, too. */
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
   * Begins.
   *
   * @param markers keys of markers that may appear on behalf of this run
   */
  void writeNote(List<String> markers) throws IOException {
    try (WritableByteChannel out = store.create(key(NOTE))) {
      out.write(StandardCharsets.UTF_8.encode(String.join("\n", markers)));
    }
  }

  /** The markers that the run has noted; none if it has ended. */
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

  /** Whether the run is still the owner of what it has staged. */
  boolean isNoted() throws IOException {
    return store.bytes(key(NOTE)) >= 0;
  }

  /**
   * Deletes everything but the note, and what the store keeps of uploads that weren't completed.
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
   * Likewise, after writers have failed: Arrow completes their uploads as it frees them, on threads
   * that nobody can wait for. So this looks again a little later, until nothing was there.
   */
  void deleteStagedByFailedWriters() throws IOException {
    for (int look = 0; deleteStaged() && look < MOST_LOOKS; look++) {
      LockSupport.parkNanos(LOOK_AGAIN_NANOS);
    }
  }

  /** Ends. */
  void deleteNote() throws IOException {
    store.delete(List.of(key(NOTE)));
  }
}
