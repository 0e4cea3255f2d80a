package dev.nestedparquet.internal.output;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Empty directories for Arrow's Dataset writer, which needs one to itself for each file. They are
 * used again and again: with many small files, making a directory for each costs as much as making
 * the file.
 *
 * <p><em>Threading:</em> any.
 */
final class ArrowDirectories {
  private final Path parent;
  private final Deque<Path> empty = new ConcurrentLinkedDeque<>();
  private final AtomicInteger made = new AtomicInteger();

  /** Directories that will be made below another one. */
  ArrowDirectories(Path parent) {
    this.parent = parent;
  }

  /** An empty directory that nobody else uses. */
  Path take() throws IOException {
    Path directory = empty.poll();
    return directory == null
        ? Files.createDirectory(parent.resolve("arrow-" + made.getAndIncrement()))
        : directory;
  }

  /** Lets another file be made in a directory, which is empty again. */
  void giveBack(Path directory) {
    empty.push(directory);
  }
}
