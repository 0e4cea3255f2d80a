package dev.nestedparquet.write;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The directory that a data set goes to. Files are made in a staging directory; {@link #publish}
 * gives them their names once all of them are complete, or leaves everything as it was.
 *
 * <p><em>Life cycle:</em> {@link #open} &gt; {@link #stage} each file &gt; {@link #publish} &gt;
 * {@link #close}, which without publication discards everything.
 *
 * <p><em>Threading:</em> {@link #stage} from any thread, the rest from one.
 */
public final class OutputDirectory implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OutputDirectory.class);

  private static final String REPLACED = "replaced";

  private final Path directory;
  private final FileNames names;

  /** The final names of one run over some parts; empty if the run makes the whole data set. */
  private final Set<String> partNames;

  private final boolean overwrite;

  private final Deque<Path> createdDirectories = new ArrayDeque<>();
  private StagingDirectory staging;
  private boolean keepsStaging;
  private boolean published;

  private OutputDirectory(
      Path directory, FileNames names, Set<String> partNames, boolean overwrite) {
    this.directory = directory;
    this.names = names;
    this.partNames = partNames;
    this.overwrite = overwrite;
  }

  /**
   * Opens a directory for a data set, creating it if need be.
   *
   * @param partNames the names that a run of some parts will publish; empty for a whole data set
   * @param overwrite whether files that this program wrote may be replaced; others never are
   * @throws OutputRefusedException if the directory can't be used; nothing was changed
   */
  public static OutputDirectory open(
      Path directory, FileNames names, Set<String> partNames, boolean overwrite)
      throws IOException {
    OutputDirectory output =
        new OutputDirectory(directory.toAbsolutePath().normalize(), names, partNames, overwrite);
    output.check();
    try {
      if (overwrite && Files.exists(output.directory)) {
        output.removeAbandoned();
      }
      output.createDirectories();
      output.staging = StagingDirectory.create(output.directory, partNames.isEmpty());
      return output;
    } catch (IOException e) {
      output.removeCreatedDirectories();
      throw new OutputRefusedException(
          "cannot write to " + directory + " (" + reason(e) + "); choose another with --output", e);
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
      throw new OutputRefusedException(
          directory + " is a file, not a directory; choose another with --output");
    }
    List<Path> inTheWay = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        if (Files.isDirectory(entry) && isOurs(entry)) {
          throw new OutputRefusedException(
              entry + " is a directory where a file is due; choose another with --output");
        }
        if (partNames.isEmpty() ? !overwrite : isInTheWayOfParts(entry)) {
          inTheWay.add(entry);
        }
      }
    }
    if (!inTheWay.isEmpty()) {
      throw new OutputRefusedException(
          String.format(
              "%s is not empty (%s%s); choose another with --output, or add --overwrite to replace"
                  + " what this program wrote there",
              directory,
              inTheWay.get(0).getFileName(),
              inTheWay.size() == 1 ? "" : String.format(" and %,d more", inTheWay.size() - 1)));
    }
    for (Path other : StagingDirectory.list(directory)) {
      if ((partNames.isEmpty() || StagingDirectory.isOfWholeSet(other))
          && StagingDirectory.isInUse(other)) {
        throw new OutputRefusedException(
            "another run is writing to " + directory + "; wait for it or choose another");
      }
    }
  }

  /** Other parts of the same data set may be there already, or be on their way. */
  private boolean isInTheWayOfParts(Path entry) {
    String name = entry.getFileName().toString();
    boolean otherPart = names.ownPart().matcher(name).matches() && !partNames.contains(name);
    if (otherPart || name.startsWith(StagingDirectory.PREFIX)) {
      return false;
    }
    boolean ofOtherPlan = isOurs(entry) && !partNames.contains(name) && !isWholeManifest(name);
    return !overwrite || ofOtherPlan;
  }

  /** Whether the entry has the name of a file that this program makes. */
  private boolean isOurs(Path entry) {
    String name = entry.getFileName().toString();
    return names.anyFile().matcher(name).matches()
        || FileNames.anyManifest().matcher(name).matches();
  }

  private static boolean isWholeManifest(String name) {
    return name.equals(FileNames.MANIFEST);
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

  /** A path below the staging directory; nothing is there yet. */
  public Path stage(String name) {
    return staging.path().resolve(name);
  }

  /**
   * Gives staged files their final names, in the map's order, and removes what they replace. If any
   * step fails, the directory is as it was before.
   *
   * @param staged final name to staged file; the manifest last
   */
  public void publish(Map<String, Path> staged) throws IOException {
    Map<Path, Path> moved = new LinkedHashMap<>();
    try {
      Path old = Files.createDirectory(stage(REPLACED));
      for (Path file : filesToReplace(staged.keySet())) {
        move(file, old.resolve(file.getFileName()), moved);
      }
      for (Map.Entry<String, Path> file : staged.entrySet()) {
        move(file.getValue(), directory.resolve(file.getKey()), moved);
      }
      createdDirectories.clear();
      published = true;
    } catch (IOException e) {
      String left = undo(moved, e) ? "" : "; what was replaced is in " + staging.path();
      throw new WriteException(
          "cannot publish the files in " + directory + " (" + reason(e) + ")" + left, e);
    }
  }

  private static void move(Path from, Path to, Map<Path, Path> moved) throws IOException {
    Files.move(from, to);
    moved.put(from, to);
  }

  /** Moves everything back; if that fails, too, the staging directory is kept. */
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

  /**
   * What is in the place of the new files or belonged to the data set before: files by the same
   * base, and those of another base that a manifest lists which is replaced. Manifests come first:
   * as long as one is there, so are its files.
   */
  private List<Path> filesToReplace(Set<String> published) throws IOException {
    Set<Path> files = new LinkedHashSet<>();
    Pattern file = names.anyFile();
    Pattern manifest = FileNames.anyManifest();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        String name = entry.getFileName().toString();
        boolean isManifest = manifest.matcher(name).matches();
        boolean replaced =
            published.contains(name)
                || (partNames.isEmpty() && (file.matcher(name).matches() || isManifest));
        boolean stale = isWholeManifest(name);
        if (!Files.isDirectory(entry) && (replaced || stale)) {
          files.add(entry);
          if (isManifest && replaced) {
            files.addAll(ListedFiles.of(entry));
          }
        }
      }
    }
    List<Path> manifestsFirst = new ArrayList<>(files);
    manifestsFirst.sort(
        Comparator.comparing(path -> !manifest.matcher(path.getFileName().toString()).matches()));
    return manifestsFirst;
  }

  /**
   * Removes the staging directory, and what {@link #open} created unless files were published. Who
   * may overwrite also cleans up after killed runs: last, when no library is being loaded here.
   */
  @Override
  public void close() throws IOException {
    try {
      if (!keepsStaging) {
        staging.close();
      }
      if (overwrite) {
        NativeLibraries.removeAbandoned();
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
