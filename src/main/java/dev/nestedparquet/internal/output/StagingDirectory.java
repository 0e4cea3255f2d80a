package dev.nestedparquet.internal.output;

import dev.nestedparquet.internal.manifest.DataSetNames;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * A hidden directory inside the output directory, on the same file system, where files grow until
 * they can be renamed. The process that made it holds a lock in it. So a later run can tell a
 * directory that a killed process left from one in use.
 */
final class StagingDirectory implements AutoCloseable {
  static final String PREFIX_OF_PARTS = DataSetNames.STAGING + "part-";

  private static final String LOCK_FILE = "lock";
  private static final int LOCK_ATTEMPTS = 100;
  private static final long LOCK_POLL_NANOS = 10_000_000;
  private static final long NEW_MILLIS = 10_000;

  /**
   * Staging directories of this process. Their lock files must not be opened a second time: POSIX
   * drops a process's lock when the process closes any descriptor of the file.
   */
  private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

  private final Path path;
  private final FileChannel lockFile;

  private StagingDirectory(Path path, FileChannel lockFile) {
    this.path = path;
    this.lockFile = lockFile;
  }

  /** Locks a file that belongs to this process. */
  @FunctionalInterface
  interface Locking {
    void lock(FileChannel file) throws IOException;
  }

  static StagingDirectory create(Path output, boolean wholeSet) throws IOException {
    return create(output, wholeSet, StagingDirectory::lock);
  }

  static StagingDirectory create(Path output, boolean wholeSet, Locking locking)
      throws IOException {
    Path path =
        Files.createTempDirectory(output, wholeSet ? DataSetNames.STAGING : PREFIX_OF_PARTS)
            .toRealPath();
    OWN.add(path);
    FileChannel lockFile = null;
    try {
      lockFile =
          FileChannel.open(
              path.resolve(LOCK_FILE), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      locking.lock(lockFile);
      return new StagingDirectory(path, lockFile);
    } catch (IOException | RuntimeException | Error e) {
      OWN.remove(path);
      if (lockFile != null) {
        lockFile.close();
      }
      deleteRecursively(path);
      throw e;
    }
  }

  /** Locks the file. Another run may hold the lock for a moment, to see whether it is free. */
  private static void lock(FileChannel file) throws IOException {
    for (int attempt = 0; file.tryLock() == null; attempt++) {
      if (attempt == LOCK_ATTEMPTS) {
        throw new IOException("cannot lock a file of this run's own");
      }
      LockSupport.parkNanos(LOCK_POLL_NANOS);
    }
  }

  Path path() {
    return path;
  }

  /** Lists the staging directories in an output directory, also those in use. */
  static List<Path> list(Path output) throws IOException {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> entries =
        Files.newDirectoryStream(output, DataSetNames.STAGING + "*")) {
      entries.forEach(found::add);
    }
    return found;
  }

  /**
   * Tells whether a run of all partitions made the directory. No other run may write at the same
   * time as such a run.
   */
  static boolean isOfWholeSet(Path staging) {
    return !staging.getFileName().toString().startsWith(PREFIX_OF_PARTS);
  }

  /** Tells whether the process that made the directory still holds its lock. */
  static boolean isInUse(Path staging) throws IOException {
    try {
      return OWN.contains(staging.toRealPath()) || isLocked(staging.resolve(LOCK_FILE));
    } catch (OverlappingFileLockException e) {
      return true; // This process holds it, by another class loader.
    } catch (NoSuchFileException e) {
      return isNew(staging);
    }
  }

  /**
   * Tells whether a directory without a lock file was made just now, and so is about to get one. A
   * directory that is gone is not new.
   */
  private static boolean isNew(Path staging) throws IOException {
    try {
      long made = Files.getLastModifiedTime(staging).toMillis();
      return System.currentTimeMillis() - made < NEW_MILLIS;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private static boolean isLocked(Path lockFile) throws IOException {
    try (FileChannel file = FileChannel.open(lockFile, StandardOpenOption.WRITE);
        FileLock lock = file.tryLock()) {
      return lock == null;
    }
  }

  static void deleteRecursively(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    Files.walkFileTree(
        directory,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, IOException failure)
              throws IOException {
            Files.deleteIfExists(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** Deletes the directory with all its content, and lets go of the lock. */
  @Override
  public void close() throws IOException {
    try (lockFile) {
      OWN.remove(path);
    } finally {
      deleteRecursively(path);
    }
  }
}
