package dev.nestedparquet.internal.output;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Makes files and their names outlast a loss of power, or leaves that to the operating system. */
@FunctionalInterface
interface Durability {
  /** Does nothing: the operating system writes to the disk when it likes, and in any order. */
  Durability LEFT_TO_SYSTEM = path -> {};

  /** Waits until the disk has the file or the names. */
  Durability SYNCED =
      path -> {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
          channel.force(true);
        }
      };

  /**
   * Makes a file's bytes durable, or a directory's names.
   *
   * @param path a file or a directory
   */
  void sync(Path path) throws IOException;
}
