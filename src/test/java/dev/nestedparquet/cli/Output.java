package dev.nestedparquet.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What a run in progress has made so far, to wait for. */
record Output(Path directory) {
  boolean hasStagingDirectory() throws IOException {
    return Files.exists(directory)
        && Launch.names(directory).stream().anyMatch(name -> name.startsWith(".nested-parquet-"));
  }

  /** Bytes of all files below, complete or not. */
  long bytes() throws IOException {
    if (!Files.exists(directory)) {
      return 0;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      return files.mapToLong(Output::sizeIfThere).sum();
    } catch (UncheckedIOException e) {
      return 0; // Something vanished while we looked.
    }
  }

  private static long sizeIfThere(Path file) {
    try {
      return Files.isRegularFile(file) ? Files.size(file) : 0;
    } catch (IOException e) {
      return 0;
    }
  }

  /** Whether a process has unpacked Arrow's libraries there, or is about to. */
  static boolean hasUnpackedLibrary(Path temporary) {
    return Launch.names(temporary).stream().anyMatch(name -> name.startsWith("jnilib-"));
  }
}
