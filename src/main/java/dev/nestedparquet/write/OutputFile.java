package dev.nestedparquet.write;

import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.util.Optional;

/**
 * A file that a writer makes; it gets its name when the run has made all of them. Either Java makes
 * it, by a channel, or Arrow, in a directory.
 */
public interface OutputFile {
  /** What Arrow has to call the file in the directory. */
  String NAME_IN_DIRECTORY = "part-0.parquet";

  /** For Java: makes the file of what is written; it is whole when the channel has been closed. */
  WritableByteChannel create() throws IOException;

  /**
   * For Arrow's file systems: a directory that is absent or empty, as a URI, and the same one until
   * the file is whole. It gets this file, and nothing else.
   */
  String directoryUri() throws IOException;

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
