package dev.nestedparquet.manifest;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** There is no manifest to work with, or it can't be used; the message tells the way out. */
public final class ManifestException extends IOException {
  private static final long serialVersionUID = 1;

  public ManifestException(String message) {
    super(OneLine.of(message));
  }

  ManifestException(String message, Throwable cause) {
    super(OneLine.of(message), cause);
  }

  /** A file or directory is there, but can't be read; the cause's message often is no more. */
  public static ManifestException unreadable(Path path, IOException cause) {
    return new ManifestException(path + " cannot be read (" + reason(cause) + ")", cause);
  }

  static String reason(IOException cause) {
    String name = cause.getClass().getSimpleName().replace("Exception", "");
    String reason =
        cause instanceof FileSystemException inFileSystem
            ? inFileSystem.getReason()
            : cause.getMessage();
    return reason == null ? name : name + ": " + reason;
  }
}
