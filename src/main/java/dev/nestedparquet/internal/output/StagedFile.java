package dev.nestedparquet.internal.output;

import dev.nestedparquet.write.OutputFile;
import dev.nestedparquet.write.WriteException;
import java.io.IOException;
import java.nio.channels.ReadableByteChannel;

/**
 * A file in the making, without its final name yet. Its writer sees it as an {@link OutputFile};
 * the methods here are for its run.
 */
public interface StagedFile extends OutputFile {
  /**
   * Moves a file that Arrow has made out of its directory, if the directory is to be used for other
   * files. Does nothing if Java has made the file.
   *
   * @throws java.nio.file.NoSuchFileException if the file isn't there
   * @throws WriteException if it can't be moved
   */
  default void collect() throws IOException {}

  /**
   * Has the file's bytes outlast a loss of power, if the destination is durable. Called once the
   * file is whole.
   *
   * @throws WriteException if the disk doesn't take them
   */
  default void sync() throws IOException {}

  /** Size of the file in bytes. */
  long bytes() throws IOException;

  /** Opens the file to read it; the caller closes the channel. */
  ReadableByteChannel open() throws IOException;
}
