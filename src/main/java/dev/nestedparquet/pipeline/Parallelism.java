package dev.nestedparquet.pipeline;

import dev.nestedparquet.batch.Advised.Advice;
import dev.nestedparquet.batch.Advised.Setting;
import dev.nestedparquet.batch.BatchFiller;
import dev.nestedparquet.batch.RefusedOptionsException;
import dev.nestedparquet.write.DatasetWriter;
import dev.nestedparquet.write.PartitionWriter;
import io.netty.util.internal.PlatformDependent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

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
    MemoryShares shares = MemoryShares.of(options, filler);
    int producers = options.producers();
    if (producers == 0) {
      long batches = options.memoryBytes() / shares.batchBytes();
      long besideAFile = (options.memoryBytes() - shares.fileBytes()) / shares.batchBytes();
      long most = Math.min(batches / BATCHES_PER_DEFAULT_PRODUCER, besideAFile);
      producers = (int) Math.max(1, Math.min(most, worthFilling(options.writer(), cores)));
    }
    long files = (options.memoryBytes() - producers * shares.batchBytes()) / shares.fileBytes();
    if (files < 1) {
      throw tooLittle(options, filler, shares, producers);
    }
    requireDirectMemory(options.memoryBytes());
    return new Parallelism(
        producers,
        (int)
            Math.min(worthOpening(parts, cores), Math.min(files, options.writer().maxOpenFiles())),
        shares.writerBytes());
  }

  private static IllegalArgumentException tooLittle(
      PipelineOptions options, BatchFiller filler, MemoryShares shares, int producers) {
    long needed = shares.neededBytes(producers);
    List<Advice> advice = new ArrayList<>(List.of(new Advice(Setting.MEMORY_BYTES, needed)));
    Optional<Advice> less = shares.adviceToNeedLess(options, filler, producers);
    less.ifPresent(advice::add);
    return new RefusedOptionsException(
        String.format(
            Locale.ROOT,
            "memory: %s is too little for %,d producer%s, batches of %,d rows and a file of the"
                + " writer %s; it takes %,d bytes at least%s",
            bytes(options.memoryBytes()),
            producers,
            producers == 1 ? "" : "s",
            options.plan().batchRows(),
            options.writer().name(),
            needed,
            less.map(Parallelism::inWords).orElse("")),
        advice);
  }

  private static String inWords(Advice less) {
    return switch (less.setting()) {
      case BATCH_ROWS ->
          String.format(Locale.ROOT, ", or batches of %,d rows at most", less.value());
      case PAGE_BYTES ->
          String.format(Locale.ROOT, ", or pages of %,d bytes at most", less.value());
      default -> String.format(Locale.ROOT, ", or row groups of %,d bytes at most", less.value());
    };
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

  /**
   * The fewest producers that keep writers supplied. Filling takes a seventh of what the native
   * writer takes to encode, and half of what the shredder does.
   */
  private static int worthFilling(PartitionWriter writer, int cores) {
    return writer.isNative() ? cores / 2 : cores / 2 + 1;
  }

  private static void requireDirectMemory(long memoryBytes) {
    long most = PlatformDependent.maxDirectMemory();
    if (memoryBytes > most - DIRECT_MEMORY_OVERHEAD_BYTES) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "memory: %s and %s for chunks are more than the %s of direct memory that this JVM may use;"
                  + " raise that with -XX:MaxDirectMemorySize, or lower the budget",
              bytes(memoryBytes),
              bytes(DIRECT_MEMORY_OVERHEAD_BYTES),
              bytes(most)));
    }
  }

  private static String bytes(long bytes) {
    return bytes < 1 << 20
        ? String.format(Locale.ROOT, "%,d bytes", bytes)
        : String.format(Locale.ROOT, "%,d MiB", bytes >> 20);
  }
}
