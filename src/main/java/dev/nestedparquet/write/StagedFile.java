package dev.nestedparquet.write;

import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.Optional;

/** A file in the making, without its name yet: in a directory of its own. One of two makes it. */
public interface StagedFile {
  /** What the file has to be called in its directory. */
  String FILE_NAME = "part-0.parquet";

  /** For Arrow's file systems: the directory, which is absent, as a URI. */
  String directoryUri();

  /** For Java: makes the file of what is written; it is whole when the channel has been closed. */
  WritableByteChannel create() throws IOException;

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
