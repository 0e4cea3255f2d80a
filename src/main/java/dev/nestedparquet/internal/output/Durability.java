package dev.nestedparquet.internal.output;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What is done so that files and their names outlast a loss of power. */
@FunctionalInterface
interface Durability {
  /** Nothing: the operating system writes to the disk when it likes, and in an order it likes. */
  Durability LEFT_TO_SYSTEM = path -> {};

  /** Waits until the disk has it. */
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
