package dev.nestedparquet.write;

import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.Optional;

/**
 * A file in the making, without its name yet. Either Arrow makes it, in a directory, or Java, by a
 * channel.
 */
public interface StagedFile {
  /** What Arrow has to call the file in the directory. */
  String FILE_NAME = "part-0.parquet";

  /**
   * For Arrow's file systems: a directory that is absent or empty, as a URI, and the same one until
   * {@link #collect}, which is due when the file is there, and nothing else.
   */
  String directoryUri() throws IOException;

  /**
   * Takes what Arrow has made out of its directory, if that is to serve other files. Does nothing
   * if Java has made it.
   *
   * @throws java.nio.file.NoSuchFileException if the file isn't there
   * @throws WriteException if it can't be moved
   */
  default void collect() throws IOException {}

  /** For Java: makes the file of what is written; it is whole when the channel has been closed. */
  WritableByteChannel create() throws IOException;

  /**
   * Has the file's bytes outlast a loss of power, if the destination is to be durable; due when the
   * file is whole.
   *
   * @throws WriteException if the disk doesn't take them
   */
  default void sync() throws IOException {}

  /** Size of the file. */
  long bytes() throws IOException;

  /** Reads the file; the caller closes the channel. */
  ReadableByteChannel open() throws IOException;

  /**
   * Whether a writer that is stopped had better complete the file, which nobody will see, since one
   * that is broken off stays open for longer.
   */
  default boolean isToBeCompleted() {
    return false;
  }

  /** What would explain that the file can't be written, as far as it can be seen from here. */
  default Optional<String> obstacle() {
    return Optional.empty();
  }
}
