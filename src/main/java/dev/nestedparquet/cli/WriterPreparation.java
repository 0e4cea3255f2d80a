package dev.nestedparquet.cli;

import dev.nestedparquet.internal.Threads;
import dev.nestedparquet.write.PartitionWriter;
import dev.nestedparquet.write.WriteException;

/**
 * Has a writer load what it needs (for the Dataset writer a native library of 76 MB) while
 * everything else starts up. A run that comes to need it waits for it, and is told if it failed.
 */
final class WriterPreparation implements AutoCloseable {
  private final Thread thread;

  private WriterPreparation(PartitionWriter writer) {
    thread = new Thread(() -> prepare(writer), "prepare-writer");
  }

  static WriterPreparation start(PartitionWriter writer) {
    WriterPreparation preparation = new WriterPreparation(writer);
    preparation.thread.start();
    return preparation;
  }

  private static void prepare(PartitionWriter writer) {
    try {
      writer.prepare();
    } catch (WriteException e) {
      // The run that needs the writer prepares it again, and fails for the same reason.
    }
  }

  /** Waits for the writer to be ready; the process must not end while it loads. */
  @Override
  public void close() {
    Threads.joinUninterruptibly(thread);
  }
}
