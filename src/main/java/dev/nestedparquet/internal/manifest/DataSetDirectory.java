package dev.nestedparquet.internal.manifest;

import dev.nestedparquet.dataset.DataSetException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.SortedMap;
import java.util.TreeMap;

/** A data set in a directory. */
final class DataSetDirectory implements DataSetFiles {
  private static final String HIDDEN = ".";

  /** Waits until the disk has a file's bytes, or a directory's names. */
  @FunctionalInterface
  interface Sync {
    void of(Path path) throws IOException;
  }

  private final Path directory;
  private final Sync sync;

  DataSetDirectory(Path directory) throws DataSetException {
    this(directory, DataSetDirectory::sync);
  }

  DataSetDirectory(Path directory, Sync sync) throws DataSetException {
    this.directory = directory;
    this.sync = sync;
    if (!Files.isDirectory(directory)) {
      throw new DataSetException(directory + " is no directory");
    }
  }

  @Override
  public String nameOf(String name) {
    return directory.resolve(name).toString();
  }

  @Override
  public SortedMap<String, Long> sizes() throws IOException {
    SortedMap<String, Long> sizes = new TreeMap<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        sizes.put(
            entry.getFileName().toString(), Files.isRegularFile(entry) ? Files.size(entry) : -1);
      }
    } catch (AccessDeniedException e) {
      throw Unreadable.of(directory, e);
    }
    return sizes;
  }

  @Override
  public void visit(Visitor visitor) throws IOException {
    Files.walkFileTree(
        directory,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) {
            return !visited.equals(directory) && visited.getFileName().toString().startsWith(HIDDEN)
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (Files.isRegularFile(file)) {
              visitor.file(directory.relativize(file).toString());
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path path, IOException e) {
            visitor.unreadable(directory.relativize(path).toString(), e);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  @Override
  public boolean has(String name) {
    return !Files.notExists(directory.resolve(name));
  }

  @Override
  public Manifest readManifest(String name) throws IOException {
    return Manifest.read(directory.resolve(name));
  }

  @Override
  public void writeManifest(String name, Manifest manifest) throws IOException {
    if (!Files.isWritable(directory)) {
      throw new DataSetException(directory + " cannot be written to; nothing was changed");
    }
    Path staged = directory.resolve(HIDDEN + name + "-" + ProcessHandle.current().pid());
    try {
      manifest.write(staged);
      sync.of(staged);
      Files.move(staged, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(staged);
    }
    syncNames();
  }

  /**
   * Waits until the disk has the new manifest's name. The manifests that it replaces are removed
   * next, and the disk must not lose their names before it has the new one. A file system that
   * can't sync a directory is no failure: the data set is right, unless power is lost.
   */
  private void syncNames() {
    try {
      sync.of(directory);
    } catch (IOException e) {
      // Nothing to undo: the manifest has its name.
    }
  }

  private static void sync(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  @Override
  public void delete(String name) throws IOException {
    Files.deleteIfExists(directory.resolve(name));
  }

  @Override
  public boolean copies() {
    return false;
  }

  @Override
  public Path fetch(String name) {
    return directory.resolve(name).toAbsolutePath().normalize();
  }

  @Override
  public void release(String name) {
    // The file was read where it is.
  }

  @Override
  public void cancel() {
    // No fetch takes long.
  }

  @Override
  public void close() {
    // Nothing is open.
  }

  @Override
  public String toString() {
    return directory.toString();
  }
}
