package dev.nestedparquet.pipeline;

import dev.nestedparquet.batch.BatchFiller;
import dev.nestedparquet.ring.BatchScheduler;
import dev.nestedparquet.write.DatasetWriter;
import io.netty.util.internal.PlatformDependent;

/**
 * How many producers and open files the memory budget and the native thread pool allow.
 *
 * @param producers threads that fill batches
 * @param openFiles files that are written at the same time; the others take turns
 * @param bytesPerFile of the budget, what the writer needs for an open file besides the batches
 */
record Parallelism(int producers, int openFiles, long bytesPerFile) {
  /** Unless told otherwise, producers get at most one in so many of the batches that fit. */
  private static final int BATCHES_PER_DEFAULT_PRODUCER = 8;

  /** Netty hands memory out of chunks, which are never quite full. */
  private static final long DIRECT_MEMORY_OVERHEAD_BYTES = 24L << 20;

  /**
   * Divides the budget.
   *
   * @throws IllegalArgumentException if it is too small for one file, with the budget needed
   */
  static Parallelism plan(PipelineOptions options, BatchFiller filler, int cores) {
    int parts = 0;
    for (int part = options.firstPart(); part <= options.lastPart(); part++) {
      parts += options.plan().partition(part).isEmpty() ? 0 : 1;
    }
    if (parts == 0) {
      return new Parallelism(0, 0, 0);
    }
    if (options.writer().maxOpenFiles() < 1) {
      throw new IllegalArgumentException(
          DatasetWriter.IO_THREADS_VARIABLE
              + "=1 leaves the native writer no thread to encode with; set it to 2 or more");
    }
    long batchBytes = BatchScheduler.reservationBytes(filler, options.plan());
    long ownBytes =
        options
            .writer()
            .bytesPerFile(
                options.plan().batchRows(), filler.maxBatchBytes(options.plan().largestBatch()));
    long batches = options.memoryBytes() / batchBytes;
    int producers = options.producers();
    if (producers == 0) {
      long most = Math.min(cores / 2, batches / BATCHES_PER_DEFAULT_PRODUCER);
      producers = (int) Math.max(1, most);
    }
    long fileBytes = BatchScheduler.LEAST_ALIVE_PER_FILE * batchBytes + ownBytes;
    long files = (options.memoryBytes() - producers * batchBytes) / fileBytes;
    if (files < 1) {
      long needed = producers * batchBytes + fileBytes;
      throw new IllegalArgumentException(
          String.format(
              "memory: %s is too little for %,d producer%s and batches of %,d rows;"
                  + " it takes %,d bytes (%d MiB) at least",
              bytes(options.memoryBytes()),
              producers,
              producers == 1 ? "" : "s",
              options.plan().batchRows(),
              needed,
              (needed + (1 << 20) - 1) >> 20));
    }
    requireDirectMemory(options.memoryBytes());
    return new Parallelism(
        producers,
        (int)
            Math.min(worthOpening(parts, cores), Math.min(files, options.writer().maxOpenFiles())),
        ownBytes);
  }

  /** The part of the budget that is left for batches. */
  long batchBytes(PipelineOptions options) {
    return options.memoryBytes() - openFiles * bytesPerFile;
  }

  /**
   * The fewest open files that keep all cores busy to the end, since each costs memory. A file is
   * encoded by one thread at a time; so with fewer files open than cores, cores idle, and so they
   * do while a last odd file is written alone. Twice the cores even that out.
   */
  static int worthOpening(int parts, int cores) {
    int best = Math.min(parts, cores);
    double bestTime = Double.POSITIVE_INFINITY;
    for (int open = best; open <= Math.min(parts, 2 * cores); open++) {
      int fullRounds = (parts - 1) / open;
      int lastRound = parts - fullRounds * open;
      double time =
          fullRounds * Math.max(1, open / (double) cores) + Math.max(1, lastRound / (double) cores);
      if (time < bestTime) {
        bestTime = time;
        best = open;
      }
    }
    return best;
  }

  private static void requireDirectMemory(long memoryBytes) {
    long most = PlatformDependent.maxDirectMemory();
    if (memoryBytes > most - DIRECT_MEMORY_OVERHEAD_BYTES) {
      throw new IllegalArgumentException(
          String.format(
              "memory: %s and %s for chunks are more than the %s of direct memory that this JVM may use;"
                  + " raise that with -XX:MaxDirectMemorySize, or lower --memory",
              bytes(memoryBytes), bytes(DIRECT_MEMORY_OVERHEAD_BYTES), bytes(most)));
    }
  }

  private static String bytes(long bytes) {
    return bytes < 1 << 20
        ? String.format("%,d bytes", bytes)
        : String.format("%,d MiB", bytes >> 20);
  }
}
