package dev.nestedparquet.internal.manifest;

import dev.nestedparquet.dataset.DataSetException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** Explains why a file or directory that is there can't be read or written. */
final class Unreadable {
  private Unreadable() {}

  /**
   * Makes the exception of a file or directory that can't be read. The cause's message is often no
   * more than the path.
   */
  static DataSetException of(Path path, IOException cause) {
    return new DataSetException(path + " cannot be read (" + reason(cause) + ")", cause);
  }

  /** Kind of the failure, and the system's reason if there is one. */
  static String reason(IOException cause) {
    String name = cause.getClass().getSimpleName().replace("Exception", "");
    String reason =
        cause instanceof FileSystemException inFileSystem
            ? inFileSystem.getReason()
            : cause.getMessage();
    return reason == null ? name : name + ": " + reason;
  }
}
