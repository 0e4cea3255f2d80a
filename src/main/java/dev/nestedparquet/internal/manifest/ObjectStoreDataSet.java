package dev.nestedparquet.internal.manifest;

import dev.nestedparquet.dataset.DataSetException;
import dev.nestedparquet.dataset.Destination.ObjectStorePrefix;
import dev.nestedparquet.internal.s3.ObjectStore;
import dev.nestedparquet.internal.s3.ObjectStoreException;
import dev.nestedparquet.internal.s3.S3Directory;
import dev.nestedparquet.internal.s3.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A data set below a prefix of an object store. Files are read from copies in the temporary
 * directory, which exist from {@link #fetch} to {@link #release}.
 */
final class ObjectStoreDataSet implements DataSetFiles {
  private final ObjectStore store;
  private final ObjectStorePrefix location;
  private final Path copies;
  private volatile boolean cancelled;

  private ObjectStoreDataSet(ObjectStore store, ObjectStorePrefix location, Path copies) {
    this.store = store;
    this.location = location;
    this.copies = copies;
  }

  static ObjectStoreDataSet connect(ObjectStorePrefix location) throws IOException {
    try {
      ObjectStore store = ObjectStore.connect(location, System.getenv());
      try {
        return new ObjectStoreDataSet(store, location, createDirectory());
      } catch (IOException | RuntimeException | Error e) {
        store.close();
        throw e;
      }
    } catch (ObjectStoreException e) {
      throw e.isRefusal() ? new DataSetException(e.getMessage(), e) : e;
    }
  }

  private static Path createDirectory() throws IOException {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    try {
      return Files.createTempDirectory(temporary, "nested-parquet-verify-");
    } catch (IOException e) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "cannot make a directory for copies of files in the temporary directory %s (%s);"
                  + " choose another with TMPDIR=DIR, or for java itself with -Djava.io.tmpdir=DIR",
              temporary,
              Unreadable.reason(e)),
          e);
    }
  }

  @Override
  public String nameOf(String name) {
    return location.nameOf(name);
  }

  @Override
  public SortedMap<String, Long> sizes() throws IOException {
    SortedMap<String, Long> sizes = new TreeMap<>();
    S3Directory there = store.directory(location.key(""));
    there.objects().forEach(object -> sizes.put(name(object), object.bytes()));
    there.directories().forEach(name -> sizes.putIfAbsent(name, -1L));
    return sizes;
  }

  @Override
  public void visit(Visitor visitor) throws IOException {
    for (StoredObject object : store.list(location.key(""))) {
      String name = name(object);
      boolean hidden = name.startsWith(".") || name.contains("/.");
      if (!hidden && !name.isEmpty() && !name.endsWith("/")) {
        visitor.file(name);
      }
    }
  }

  private String name(StoredObject object) {
    return object.key().substring(location.key("").length());
  }

  @Override
  public boolean has(String name) throws IOException {
    return store.bytes(location.key(name)) >= 0;
  }

  @Override
  public Manifest readManifest(String name) throws IOException {
    try (InputStream in = store.read(location.key(name))) {
      return Manifest.read(nameOf(name), in);
    }
  }

  @Override
  public void writeManifest(String name, Manifest manifest) throws IOException {
    manifest.write(Channels.newOutputStream(store.create(location.key(name))));
  }

  @Override
  public void delete(String name) throws IOException {
    store.delete(List.of(location.key(name)));
  }

  @Override
  public boolean copies() {
    return true;
  }

  private Path copyOf(String name) {
    return copies.resolve(name);
  }

  @Override
  public Path fetch(String name) throws IOException {
    boolean unused = store.download(location.key(name), copyOf(name), () -> cancelled);
    return copyOf(name);
  }

  @Override
  public void release(String name) throws IOException {
    Files.deleteIfExists(copyOf(name));
  }

  @Override
  public void cancel() {
    cancelled = true;
  }

  @Override
  public void close() throws IOException {
    store.close();
    try (DirectoryStream<Path> left = Files.newDirectoryStream(copies)) {
      for (Path copy : left) {
        Files.deleteIfExists(copy);
      }
    }
    Files.delete(copies);
  }

  @Override
  public String toString() {
    return location.toString();
  }
}
