package dev.nestedparquet.pipeline;

import dev.nestedparquet.batch.Advised.Advice;
import dev.nestedparquet.batch.Advised.Setting;
import dev.nestedparquet.batch.BatchFiller;
import dev.nestedparquet.internal.RefusedOptionsException;
import dev.nestedparquet.write.PartitionWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Number of producers and open files that the memory budget and the writer's limits allow.
 *
 * @param producers threads that fill batches
 * @param openFiles files that are written at the same time; all others come after these
 * @param bytesPerFile bytes of the budget that the writer needs for an open file, besides the
 *     batches
 */
record Parallelism(int producers, int openFiles, long bytesPerFile) {
  /**
   * Number of batches that the budget must have room for, per producer, if the options don't say
   * how many producers there are.
   */
  private static final int BATCHES_PER_DEFAULT_PRODUCER = 8;

  /**
   * Bytes by which the direct memory of a run may exceed its budget: Netty allocates it in chunks,
   * which are never quite full.
   */
  private static final long DIRECT_MEMORY_OVERHEAD_BYTES = 24L << 20;

  /**
   * Divides the budget.
   *
   * @throws IllegalArgumentException if the budget is too small for one file; the message says
   *     which one would do
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
      options.writer().check(options.plan()); // The writer may know why.
      throw new IllegalArgumentException(
          "writer "
              + options.writer().name()
              + " can open no file: its most open files are below 1");
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

  /** Bytes of the budget that are left for batches. */
  long batchBytes(PipelineOptions options) {
    return options.memoryBytes() - openFiles * bytesPerFile;
  }

  /**
   * Fewest open files that keep all cores busy to the end; fewest, since each costs memory. One
   * thread at a time encodes a file. So cores idle if fewer files are open than there are cores,
   * and also while a last odd file is written alone. Twice as many files as cores even that out.
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
   * Fewest producers that keep writers supplied. To fill a batch takes a seventh of the time that
   * the native writer takes to encode it, and half of the time that the shredder takes.
   */
  private static int worthFilling(PartitionWriter writer, int cores) {
    return writer.isNative() ? cores / 2 : cores / 2 + 1;
  }

  private static void requireDirectMemory(long memoryBytes) {
    long most = DirectMemory.mostBytes();
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
