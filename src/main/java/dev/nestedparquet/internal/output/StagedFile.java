package dev.nestedparquet.internal.output;

import dev.nestedparquet.write.OutputFile;
import dev.nestedparquet.write.WriteException;
import java.io.IOException;
import java.nio.channels.ReadableByteChannel;

/** A file in the making, without its name yet: what its writer sees, and what its run does. */
public interface StagedFile extends OutputFile {
  /**
   * Takes what Arrow has made out of its directory, if that is to serve other files. Does nothing
   * if Java has made the file.
   *
   * @throws java.nio.file.NoSuchFileException if the file isn't there
   * @throws WriteException if it can't be moved
   */
  default void collect() throws IOException {}

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
}
