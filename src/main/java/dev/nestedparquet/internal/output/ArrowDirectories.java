package dev.nestedparquet.internal.output;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lends empty directories to Arrow's Dataset writer, which needs a directory to itself for each
 * file. Directories are used again: with many small files, to make a directory for each costs as
 * much as to make the file.
 *
 * <p><em>Threading:</em> any thread.
 */
final class ArrowDirectories {
  private final Path parent;
  private final Deque<Path> empty = new ConcurrentLinkedDeque<>();
  private final AtomicInteger made = new AtomicInteger();

  /** Makes no directory yet; all will be made below a parent. */
  ArrowDirectories(Path parent) {
    this.parent = parent;
  }

  /** Lends an empty directory that nobody else uses. */
  Path take() throws IOException {
    Path directory = empty.poll();
    return directory == null
        ? Files.createDirectory(parent.resolve("arrow-" + made.getAndIncrement()))
        : directory;
  }

  /** Takes back a directory, which is empty again. */
  void giveBack(Path directory) {
    empty.push(directory);
  }
}
