package dev.nestedparquet.pipeline;

import dev.nestedparquet.batch.PartitionBatches;
import dev.nestedparquet.write.OutputFile;
import dev.nestedparquet.write.PartitionWriter;
import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.types.pojo.Schema;

/** A writer without native code, whose files say how many rows there were. */
final class FakeWriter implements PartitionWriter {
  /** What is done with a partition before its batches are taken, or after. */
  @FunctionalInterface
  interface Step {
    void run(PartitionBatches batches) throws IOException;
  }

  private final Step before;
  private final Step after;

  private FakeWriter(Step before, Step after) {
    this.before = before;
    this.after = after;
  }

  static FakeWriter plain() {
    return calling(batches -> {});
  }

  /** With a step before the batches of each partition, or those that it leaves, are taken. */
  static FakeWriter calling(Step before) {
    return new FakeWriter(before, batches -> {});
  }

  static FakeWriter calling(Step before, Step after) {
    return new FakeWriter(before, after);
  }

  /** Takes a batch and lets go of it. */
  static void takeOne(PartitionBatches batches) {
    try (VectorSchemaRoot unused = batches.take()) {
      // Closing it is all.
    }
  }

  @Override
  public String name() {
    return "fake";
  }

  @Override
  public int maxOpenFiles() {
    return 100;
  }

  @Override
  public boolean makesFiles() {
    return true;
  }

  @Override
  public void write(
      Schema schema, DictionaryProvider dictionaries, PartitionBatches batches, OutputFile file)
      throws IOException {
    before.run(batches);
    VectorSchemaRoot batch;
    while ((batch = batches.take()) != null) {
      batch.close();
    }
    after.run(batches);
    try (WritableByteChannel out = file.create()) {
      out.write(StandardCharsets.UTF_8.encode(batches.rows().rows() + " rows\n"));
    }
  }
}
