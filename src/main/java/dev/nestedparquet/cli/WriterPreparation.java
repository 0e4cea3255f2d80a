package dev.nestedparquet.cli;

import dev.nestedparquet.internal.Threads;
import dev.nestedparquet.write.PartitionWriter;
import dev.nestedparquet.write.WriteException;

/**
 * Has a writer load what it needs on a thread of its own, while everything else starts up: for the
 * Dataset writer a native library of 76 MB. A run prepares the writer again, and thereby waits for
 * the loading and learns of its failure.
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
      // A run that needs the writer prepares it again, and fails for the same reason.
    }
  }

  /** Waits until the loading has ended: the process must not end in the middle of it. */
  @Override
  public void close() {
    Threads.joinUninterruptibly(thread);
  }
}
