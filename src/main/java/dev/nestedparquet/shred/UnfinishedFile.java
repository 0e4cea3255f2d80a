package dev.nestedparquet.shred;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.WritableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * A file that grows under a hidden name beside its final path, so that a file at that path is
 * always whole. Readers of directories pass over names that begin with a dot.
 *
 * <p><em>Ownership:</em> owns the channel, and the hidden file until {@link #publish}.
 * <em>Threading:</em> one thread. <em>Life cycle:</em> {@link #create} &gt; {@link #publish} &gt;
 * {@link #close}.
 */
final class UnfinishedFile implements AutoCloseable {
  private static final String PREFIX = ".unfinished-";

  private static final SecureRandom RANDOM = new SecureRandom();

  private final Path path;
  private final Path hidden;
  private final WritableByteChannel channel;
  private boolean isThere = true;

  private UnfinishedFile(Path path, Path hidden, WritableByteChannel channel) {
    this.path = path;
    this.hidden = hidden;
    this.channel = channel;
  }

  /**
   * Creates the hidden file, without bytes.
   *
   * @throws FileAlreadyExistsException if something is at the path
   * @throws NoSuchFileException if the path's directory isn't there
   */
  static UnfinishedFile create(Path path) throws IOException {
    requireAbsent(path);
    Path directory = path.toAbsolutePath().getParent();
    if (directory == null || !Files.isDirectory(directory)) {
      throw new NoSuchFileException(
          path.toString(), null, "there is no directory " + directory + "; create it before");
    }
    byte[] random = new byte[Long.BYTES];
    RANDOM.nextBytes(random);
    // Not by createTempFile, which lets nobody but the owner read it.
    Path hidden = directory.resolve(PREFIX + HexFormat.of().formatHex(random));
    return new UnfinishedFile(
        path,
        hidden,
        Files.newByteChannel(hidden, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
  }

  private static void requireAbsent(Path path) throws FileAlreadyExistsException {
    if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileAlreadyExistsException(
          path.toString(), null, "it is there already; remove it, or choose another name");
    }
  }

  /** The channel to write the file by, valid until {@link #publish} or {@link #close}. */
  WritableByteChannel borrowChannel() {
    return channel;
  }

  /**
   * Closes the file, and gives it its final name.
   *
   * @throws FileAlreadyExistsException if another file has come to be at the path; {@link #close}
   *     removes the hidden one then
   */
  void publish() throws IOException {
    channel.close();
    requireAbsent(path);
    Files.move(hidden, path.toAbsolutePath());
    isThere = false;
  }

  /**
   * Closes and removes the hidden file, unless it was published. Further calls do nothing.
   *
   * @throws UncheckedIOException if the file can't be removed
   */
  @Override
  public void close() {
    if (!isThere) {
      return;
    }
    isThere = false;
    try (channel) {
      Files.deleteIfExists(hidden);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot remove the unfinished file " + hidden + " (" + e.getMessage() + ")", e);
    }
  }
}
