package dev.nestedparquet.write;

import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.util.Optional;

/**
 * A file for a writer to make. It gets its name when the run has made all of its files. A writer in
 * Java makes it by {@link #create}; Arrow's file systems make it below {@link #directoryUri}.
 */
public interface OutputFile {
  /** Name that Arrow has to give the file in its directory. */
  String NAME_IN_DIRECTORY = "part-0.parquet";

  /**
   * Creates the file, for a writer in Java. The file is whole when the caller has closed the
   * channel.
   */
  WritableByteChannel create() throws IOException;

  /**
   * Directory for Arrow's file systems, as a URI. It is absent or empty at first, and must get this
   * file and nothing else. All calls for one file return the same directory.
   */
  String directoryUri() throws IOException;

  /**
   * Tells whether a writer that is stopped should complete the file nevertheless, which nobody will
   * see. In some places a file that is broken off stays open for longer than one that is completed.
   */
  default boolean isToBeCompleted() {
    return false;
  }

  /** Reason why the file can't be written, such as a full disk; empty if none can be seen. */
  default Optional<String> obstacle() {
    return Optional.empty();
  }
}
