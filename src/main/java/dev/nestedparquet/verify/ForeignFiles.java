package dev.nestedparquet.verify;

import dev.nestedparquet.internal.manifest.DataSetFiles;
import dev.nestedparquet.internal.manifest.Manifest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeMap;

/**
 * Looks for Parquet files that a manifest doesn't list, in places where an engine would read them.
 */
final class ForeignFiles implements DataSetFiles.Visitor {
  private static final String SUFFIX = ".parquet";
  private static final String HIDDEN = ".";

  private final Set<String> listed = new HashSet<>();

  /** Differences by path. */
  private final TreeMap<Path, Difference> found = new TreeMap<>();

  private ForeignFiles(Manifest manifest) {
    manifest.files().forEach(file -> listed.add(file.path()));
  }

  /**
   * Reports foreign files, and unreadable directories, which may have some; both come behind all
   * listed files.
   */
  static void check(DataSetFiles dataSet, Manifest manifest, Differences differences)
      throws IOException {
    ForeignFiles foreign = new ForeignFiles(manifest);
    dataSet.visit(foreign);
    foreign
        .found
        .values()
        .forEach(each -> differences.add(manifest.files().size(), -1, () -> each));
  }

  private void add(String path, String what, String expected, String actual) {
    String name = path.isEmpty() ? "." : path;
    found.put(Path.of(path), Difference.ofFile(name, what, expected, actual));
  }

  @Override
  public void file(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    if (name.endsWith(SUFFIX) && !name.startsWith(HIDDEN) && !listed.contains(path)) {
      add(path, "file", "none", "there");
    }
  }

  @Override
  public void unreadable(String path, IOException why) {
    add(path, "directory", "readable", why.getClass().getSimpleName());
  }
}
