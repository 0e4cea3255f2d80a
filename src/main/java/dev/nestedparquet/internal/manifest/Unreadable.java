package dev.nestedparquet.internal.manifest;

import dev.nestedparquet.dataset.ManifestException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** Says why something that is there can't be read or written. */
final class Unreadable {
  private Unreadable() {}

  /** A file or directory is there, but can't be read; the cause's message often is no more. */
  static ManifestException of(Path path, IOException cause) {
    return new ManifestException(path + " cannot be read (" + reason(cause) + ")", cause);
  }

  /** The kind of failure, and the system's reason if it gave one. */
  static String reason(IOException cause) {
    String name = cause.getClass().getSimpleName().replace("Exception", "");
    String reason =
        cause instanceof FileSystemException inFileSystem
            ? inFileSystem.getReason()
            : cause.getMessage();
    return reason == null ? name : name + ": " + reason;
  }
}
