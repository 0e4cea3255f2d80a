package dev.nestedparquet.internal.output;

import dev.nestedparquet.write.WriteException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * A file in the making in a staging directory.
 *
 * <p><em>Threading:</em> one thread at a time; the directories may be shared with other files.
 */
final class StagedPath implements StagedFile {
  /** Free bytes below which a disk counts as full: file systems keep a little to themselves. */
  private static final long FULL_DISK_BYTES = 1 << 20;

  private static final int MORE_BYTES = 64 << 10;

  private final Path file;
  private final ArrowDirectories directories;
  private final Durability durability;

  private Path directory;

  /**
   * Describes a file that isn't there yet.
   *
   * @param file path of the file
   * @param directories lends the directory where Arrow makes the file first
   * @param durability carries out {@link #sync}
   */
  StagedPath(Path file, ArrowDirectories directories, Durability durability) {
    this.file = file;
    this.directories = directories;
    this.durability = durability;
  }

  Path file() {
    return file;
  }

  @Override
  public String directoryUri() throws IOException {
    if (directory == null) {
      directory = directories.take();
    }
    return directory.toUri().toString();
  }

  @Override
  public void collect() throws IOException {
    if (directory != null) {
      try {
        Files.move(directory.resolve(NAME_IN_DIRECTORY), file);
      } catch (NoSuchFileException e) {
        throw e;
      } catch (IOException e) {
        throw new WriteException(
            "writing in " + this + " failed: " + obstacle().orElse(e.toString()), e);
      }
      directories.giveBack(directory);
      directory = null;
    }
  }

  @Override
  public WritableByteChannel create() throws IOException {
    return FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  @Override
  public void sync() throws IOException {
    try {
      durability.sync(file);
    } catch (NoSuchFileException e) {
      throw e;
    } catch (IOException e) {
      throw new WriteException("syncing " + this + " to its disk failed: " + e.getMessage(), e);
    }
  }

  @Override
  public long bytes() throws IOException {
    return Files.size(file);
  }

  @Override
  public ReadableByteChannel open() throws IOException {
    return FileChannel.open(file, StandardOpenOption.READ);
  }

  @Override
  public Optional<String> obstacle() {
    if (!Files.exists(file.getParent())) {
      return Optional.of("the output directory was removed");
    }
    try {
      FileStore disk = Files.getFileStore(file.getParent());
      if (disk.getUsableSpace() < FULL_DISK_BYTES) {
        return Optional.of("the disk is full: " + disk);
      }
    } catch (IOException unknown) {
      // The directory is gone: the writer's own message has to do.
    }
    return reasonAgainstMore();
  }

  /**
   * Finds the system's reason why the file can't grow, which the native side doesn't tell: writes
   * more to the file, which is lost anyway.
   */
  private Optional<String> reasonAgainstMore() {
    Path written = directory == null ? file : directory.resolve(NAME_IN_DIRECTORY);
    try (FileChannel channel = FileChannel.open(written, StandardOpenOption.APPEND)) {
      ByteBuffer more = ByteBuffer.allocate(MORE_BYTES);
      while (more.hasRemaining()) {
        channel.write(more);
      }
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(FileSizeLimit.explain(e));
    }
    return Optional.empty();
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
