package dev.nestedparquet.write;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * A file in the making in a staging directory.
 *
 * @param directory its own directory
 */
record StagedPath(Path directory) implements StagedFile {
  /** A disk with less room than this is full: file systems keep a little to themselves. */
  private static final long FULL_DISK_BYTES = 1 << 20;

  Path file() {
    return directory.resolve(FILE_NAME);
  }

  @Override
  public String directoryUri() {
    return directory.toUri().toString();
  }

  @Override
  public WritableByteChannel create() throws IOException {
    Files.createDirectory(directory);
    return FileChannel.open(file(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  @Override
  public long bytes() throws IOException {
    return Files.size(file());
  }

  @Override
  public ReadableByteChannel open() throws IOException {
    return FileChannel.open(file(), StandardOpenOption.READ);
  }

  @Override
  public Optional<String> obstacle() {
    if (!Files.exists(directory.getParent())) {
      return Optional.of("the output directory was removed");
    }
    try {
      FileStore disk = Files.getFileStore(directory);
      if (disk.getUsableSpace() < FULL_DISK_BYTES) {
        return Optional.of("the disk is full: " + disk);
      }
    } catch (IOException unknown) {
      // The directory is gone: the writer's own message will have to do.
    }
    return Optional.empty();
  }

  @Override
  public String toString() {
    return directory.toString();
  }
}
