package dev.nestedparquet.manifest;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A data set in a directory. */
final class DataSetDirectory implements DataSetFiles {
  private final Path directory;

  DataSetDirectory(Path directory) throws ManifestException {
    this.directory = directory;
    if (!Files.isDirectory(directory)) {
      throw new ManifestException(directory + " is no directory");
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
        if (Files.isRegularFile(entry)) {
          sizes.put(entry.getFileName().toString(), Files.size(entry));
        }
      }
    }
    return sizes;
  }

  @Override
  public SortedSet<String> tree() throws IOException {
    SortedSet<String> names = new TreeSet<>();
    try (Stream<Path> tree = Files.walk(directory)) {
      tree.filter(Files::isRegularFile)
          .forEach(file -> names.add(directory.relativize(file).toString()));
    }
    return names;
  }

  @Override
  public boolean has(String name) {
    return Files.exists(directory.resolve(name));
  }

  @Override
  public Manifest readManifest(String name) throws IOException {
    return Manifest.read(directory.resolve(name));
  }

  @Override
  public void writeManifest(String name, Manifest manifest) throws IOException {
    Path staged = directory.resolve(".nested-parquet-merge-" + ProcessHandle.current().pid());
    try {
      manifest.write(staged);
      Files.move(staged, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(staged);
    }
  }

  @Override
  public void delete(String name) throws IOException {
    Files.delete(directory.resolve(name));
  }

  @Override
  public boolean copies() {
    return false;
  }

  @Override
  public Path fetch(String name) {
    Path file = directory.resolve(name).toAbsolutePath().normalize();
    return Files.isRegularFile(file) ? file : null;
  }

  @Override
  public void release(String name) {
    // It was read where it is.
  }

  @Override
  public void cancel() {
    // Nothing takes long.
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
