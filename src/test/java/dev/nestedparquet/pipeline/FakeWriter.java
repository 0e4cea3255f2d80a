package dev.nestedparquet.pipeline;

import dev.nestedparquet.ring.Batch;
import dev.nestedparquet.ring.PartitionRing;
import dev.nestedparquet.write.PartitionWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.types.pojo.Schema;

/** A writer without native code, whose files say how many rows there were. */
final class FakeWriter implements PartitionWriter {
  /** What is done with a partition, before the rest of its batches are taken. */
  @FunctionalInterface
  interface Step {
    void run(PartitionRing ring) throws IOException;
  }

  private final Step step;

  private FakeWriter(Step step) {
    this.step = step;
  }

  static FakeWriter failing(Step step) {
    return new FakeWriter(step);
  }

  /** Takes a batch and lets go of it. */
  static void takeOne(PartitionRing ring) {
    try (Batch batch = ring.take()) {
      assert batch != null;
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
  public Path write(
      Schema schema, DictionaryProvider dictionaries, PartitionRing ring, Path directory)
      throws IOException {
    step.run(ring);
    Batch batch;
    while ((batch = ring.take()) != null) {
      batch.close();
    }
    Path file = Files.createDirectories(directory).resolve("rows");
    return Files.writeString(file, ring.counts().get("rows") + " rows\n");
  }
}
