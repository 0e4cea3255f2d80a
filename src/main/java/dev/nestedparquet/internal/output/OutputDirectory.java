package dev.nestedparquet.internal.output;

import dev.nestedparquet.batch.Advised.Setting;
import dev.nestedparquet.dataset.DataSetException;
import dev.nestedparquet.dataset.Destination;
import dev.nestedparquet.internal.UnpackedLibraries;
import dev.nestedparquet.internal.manifest.DataSetNames;
import dev.nestedparquet.write.WriteException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Output to a directory. Files are made in a staging directory on the same file system, and
 * published by renames.
 */
public final class OutputDirectory implements Output {
  private static final Logger LOG = LoggerFactory.getLogger(OutputDirectory.class);

  /** Longest time to end a run, for a busy machine; most runs need much less. */
  static final long END_MILLIS = 8_000;

  private static final String REPLACED = "replaced";

  private final Path directory;
  private final OutputRules rules;
  private final Durability durability;

  private final Deque<Path> createdDirectories = new ArrayDeque<>();
  private StagingDirectory staging;
  private ArrowDirectories arrowDirectories;
  private boolean keepsStaging;
  private boolean published;

  private OutputDirectory(Path directory, OutputRules rules, Durability durability) {
    this.directory = directory;
    this.rules = rules;
    this.durability = durability;
  }

  /**
   * Opens a directory for a data set, creating it if need be.
   *
   * @throws DataSetException if the directory can't be used; nothing was changed
   */
  public static OutputDirectory open(Destination.Directory directory, OutputRules rules)
      throws IOException {
    return open(
        directory.path(),
        rules,
        directory.durable() ? Durability.SYNCED : Durability.LEFT_TO_SYSTEM);
  }

  /**
   * Opens a directory for a data set, creating it if need be.
   *
   * @param durability how files and their names are made durable
   * @throws DataSetException if the directory can't be used; nothing was changed
   */
  static OutputDirectory open(Path directory, OutputRules rules, Durability durability)
      throws IOException {
    OutputDirectory output =
        new OutputDirectory(directory.toAbsolutePath().normalize(), rules, durability);
    output.check();
    try {
      if (rules.overwrite() && Files.exists(output.directory)) {
        output.removeAbandoned();
      }
      output.createDirectories();
      output.staging = StagingDirectory.create(output.directory, rules.isWhole());
      output.arrowDirectories = new ArrowDirectories(output.staging.path());
      return output;
    } catch (IOException e) {
      output.removeCreatedDirectories();
      throw new DataSetException(
          "cannot write to " + directory + " (" + reason(e) + "); choose another place",
          e,
          Setting.OUTPUT);
    } catch (RuntimeException | Error e) { // For example, out of memory.
      output.removeCreatedDirectories();
      throw e;
    }
  }

  private static String reason(IOException e) {
    String name = e.getClass().getSimpleName().replace("Exception", "");
    return e.getMessage() == null ? name : name + ": " + e.getMessage();
  }

  private void check() throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    if (!Files.isDirectory(directory)) {
      throw new DataSetException(
          directory + " is a file, not a directory; choose another place", Setting.OUTPUT);
    }
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        String name = entry.getFileName().toString();
        if (Files.isDirectory(entry) && rules.isOurs(name)) {
          throw new DataSetException(
              entry + " is a directory where a file is due; choose another place", Setting.OUTPUT);
        }
        names.add(name);
      }
    }
    for (Path other : StagingDirectory.list(directory)) {
      if ((rules.isWhole() || StagingDirectory.isOfWholeSet(other))
          && StagingDirectory.isInUse(other)) {
        throw new DataSetException(
            "another run is writing to " + directory + "; wait for it or choose another");
      }
    }
    rules.requireFree(directory, names);
  }

  private void removeAbandoned() throws IOException {
    for (Path other : StagingDirectory.list(directory)) {
      if (!StagingDirectory.isInUse(other)) {
        StagingDirectory.deleteRecursively(other);
      }
    }
  }

  private void createDirectories() throws IOException {
    Deque<Path> missing = new ArrayDeque<>();
    for (Path at = directory; at != null && !Files.exists(at); at = at.getParent()) {
      missing.push(at);
    }
    for (Path path : missing) {
      try {
        Files.createDirectory(path);
        createdDirectories.push(path);
      } catch (FileAlreadyExistsException e) {
        if (!Files.isDirectory(path)) {
          throw e;
        }
      }
    }
  }

  @Override
  public StagedPath stage(String name) {
    return new StagedPath(staging.path().resolve(name), arrowDirectories, durability);
  }

  /**
   * Makes an empty directory for files that others make. It is on the same file system, out of
   * sight, and removed when the output is closed.
   *
   * @param name name of the directory, which no staged file has
   */
  public Path newWorkspace(String name) throws IOException {
    return Files.createDirectory(staging.path().resolve(name));
  }

  /**
   * Stages a file that exists already, in a workspace.
   *
   * @param name name that the file will get
   */
  public void adopt(Path file, String name) throws IOException {
    Files.move(file, staging.path().resolve(name));
  }

  @Override
  public void publish(List<String> names) throws IOException {
    Map<Path, Path> moved = new LinkedHashMap<>();
    try {
      Path old = Files.createDirectory(staging.path().resolve(REPLACED));
      moveAll(rules.toReplace(files(), names, this::listedFiles), directory, old, moved);
      for (Path created : createdDirectories) {
        durability.sync(created.getParent());
      }
      moveAll(names, staging.path(), directory, moved);
      createdDirectories.clear();
      published = true;
    } catch (IOException e) {
      String left = undo(moved, e) ? "" : "; what was replaced is in " + staging.path();
      throw new WriteException(
          "cannot publish the files in " + directory + " (" + reason(e) + ")" + left, e);
    }
  }

  /**
   * Moves files, in order. If the output is durable, the disk has all moves before that of a
   * manifest, and has that before any later one: a manifest must be there only while its files are.
   */
  private void moveAll(Iterable<String> names, Path from, Path to, Map<Path, Path> moved)
      throws IOException {
    String last = null;
    for (String name : names) {
      if (last != null && DataSetNames.isManifest(name) != DataSetNames.isManifest(last)) {
        syncNames(from, to);
      }
      Files.move(from.resolve(name), to.resolve(name));
      moved.put(from.resolve(name), to.resolve(name));
      last = name;
    }
    if (last != null) {
      syncNames(from, to);
    }
  }

  private void syncNames(Path from, Path to) throws IOException {
    durability.sync(to);
    durability.sync(from);
  }

  /** Moves all files back. If that fails, too, the staging directory is kept. */
  private boolean undo(Map<Path, Path> moved, IOException failure) {
    List<Map.Entry<Path, Path>> moves = new ArrayList<>(moved.entrySet());
    for (int i = moves.size() - 1; i >= 0; i--) {
      try {
        Files.move(moves.get(i).getValue(), moves.get(i).getKey());
      } catch (IOException e) {
        failure.addSuppressed(e);
        keepsStaging = true;
      }
    }
    return !keepsStaging;
  }

  private List<String> files() throws IOException {
    List<String> files = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        if (!Files.isDirectory(entry)) {
          files.add(entry.getFileName().toString());
        }
      }
    }
    return files;
  }

  private List<String> listedFiles(String manifest) throws IOException {
    try (InputStream in = Files.newInputStream(directory.resolve(manifest))) {
      return ListedFiles.of(in).stream()
          .filter(name -> Files.isRegularFile(directory.resolve(name), LinkOption.NOFOLLOW_LINKS))
          .toList();
    }
  }

  /**
   * Removes the staging directory, and, unless files were published, the directories that {@link
   * #open} created. A run that may overwrite also removes native libraries that killed runs left.
   */
  @Override
  public void close() throws IOException {
    try {
      if (!keepsStaging) {
        staging.close();
      }
      if (rules.overwrite()) {
        UnpackedLibraries.ARROW.removeAbandoned();
      }
    } catch (IOException e) {
      if (!published) {
        throw e;
      }
      LOG.warn("cannot clean up in {} ({})", directory, reason(e));
    } finally {
      removeCreatedDirectories();
    }
  }

  private void removeCreatedDirectories() throws IOException {
    while (!createdDirectories.isEmpty()) {
      Path path = createdDirectories.pop();
      if (Files.isDirectory(path)) {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
          if (entries.iterator().hasNext()) {
            return;
          }
        }
        Files.delete(path);
      }
    }
  }
}
