package dev.nestedparquet.verify;

import dev.nestedparquet.manifest.Manifest;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeMap;

/** Looks for Parquet files that a manifest doesn't list, where an engine would read them. */
final class ForeignFiles extends SimpleFileVisitor<Path> {
  private static final String SUFFIX = ".parquet";
  private static final String HIDDEN = ".";

  private final Path directory;
  private final Set<Path> listed = new HashSet<>();

  /** What is wrong with a path, in the order of the paths. */
  private final TreeMap<Path, Difference> found = new TreeMap<>();

  private ForeignFiles(Path directory, Manifest manifest) {
    this.directory = directory;
    manifest.files().forEach(file -> listed.add(directory.resolve(file.path())));
  }

  /** Tells of foreign files, and of directories that may have some, behind all listed files. */
  static void check(Path directory, Manifest manifest, Differences differences) throws IOException {
    ForeignFiles foreign = new ForeignFiles(directory, manifest);
    Files.walkFileTree(directory, foreign);
    foreign
        .found
        .values()
        .forEach(each -> differences.add(manifest.files().size(), -1, () -> each));
  }

  private void add(Path path, String what, String expected, String actual) {
    String name = path.equals(directory) ? "." : directory.relativize(path).toString();
    found.put(path, Difference.ofFile(name, what, expected, actual));
  }

  @Override
  public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) {
    return !visited.equals(directory) && visited.getFileName().toString().startsWith(HIDDEN)
        ? FileVisitResult.SKIP_SUBTREE
        : FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
    String name = file.getFileName().toString();
    if (name.endsWith(SUFFIX)
        && !name.startsWith(HIDDEN)
        && !listed.contains(file)
        && Files.isRegularFile(file)) {
      add(file, "file", "none", "there");
    }
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFileFailed(Path path, IOException e) {
    add(path, "directory", "readable", e.getClass().getSimpleName());
    return FileVisitResult.CONTINUE;
  }
}
