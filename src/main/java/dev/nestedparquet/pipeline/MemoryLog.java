package dev.nestedparquet.pipeline;

import dev.nestedparquet.internal.Threads;
import dev.nestedparquet.internal.ring.BatchScheduler;
import dev.nestedparquet.internal.ring.MemoryBudget;
import dev.nestedparquet.write.PartitionWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.arrow.memory.BufferAllocator;

/**
 * Logs what Arrow has allocated while a run goes on, which neither the JVM's Native Memory Tracking
 * nor the kernel can tell from other memory. The system property {@code nestedparquet.memoryLog}
 * names the file and turns the log on; {@code scripts/profile-memory.sh} reads it.
 *
 * <p>Each line has tab-separated fields: milliseconds since 1970; rows that writers have taken;
 * bytes that batches have allocated; bytes that Netty has reserved for batches, in chunks; bytes
 * that the writer has allocated outside of Java; and the tree of allocators, as {@code name=bytes}
 * with spaces between.
 *
 * <p><em>Threading:</em> a thread of its own from {@link #start} to {@link #close}.
 */
final class MemoryLog implements AutoCloseable {
  private static final String PROPERTY = "nestedparquet.memoryLog";
  private static final long INTERVAL_MILLIS = 20;

  private final BatchScheduler scheduler;
  private final MemoryBudget memory;
  private final PartitionWriter writer;
  private final PrintWriter out;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread = new Thread(this::sample, "memory-log");

  private MemoryLog(
      BatchScheduler scheduler, MemoryBudget memory, PartitionWriter writer, PrintWriter out) {
    this.scheduler = scheduler;
    this.memory = memory;
    this.writer = writer;
    this.out = out;
  }

  /** Starts a log of the run if the system property asks for one; returns null if not. */
  static MemoryLog start(BatchScheduler scheduler, MemoryBudget memory, PartitionWriter writer)
      throws IOException {
    String file = System.getProperty(PROPERTY);
    if (file == null) {
      return null;
    }
    PrintWriter out = new PrintWriter(Path.of(file).toFile(), StandardCharsets.UTF_8);
    MemoryLog log = new MemoryLog(scheduler, memory, writer, out);
    log.thread.start();
    return log;
  }

  private void sample() {
    try {
      do {
        BufferAllocator batches = memory.borrowBatchAllocator();
        out.printf(
            Locale.ROOT,
            "%d\t%d\t%d\t%d\t%d\t%s%n",
            System.currentTimeMillis(),
            scheduler.takenRows(),
            batches.getAllocatedMemory(),
            DirectMemory.usedBytes(),
            writer.nativePoolBytes(),
            tree(batches));
        out.flush();
      } while (!closed.await(INTERVAL_MILLIS, TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String tree(BufferAllocator allocator) {
    return allocator.getChildAllocators().stream()
        .map(child -> child.getName() + "=" + child.getAllocatedMemory())
        .sorted()
        .collect(Collectors.joining(" "));
  }

  /** Writes the last line and ends the thread. Must be called before the allocators are closed. */
  @Override
  public void close() {
    closed.countDown();
    Threads.joinUninterruptibly(thread);
    out.close();
  }
}
