package dev.nestedparquet.write;

import dev.nestedparquet.batch.PartitionBatches;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Takes the batches and drops them. A run with this writer measures what filling and hand-off cost
 * without a file.
 */
final class DiscardingWriter implements PartitionWriter {
  private static final String NAME = "none";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int maxOpenFiles() {
    return Integer.MAX_VALUE;
  }

  @Override
  public boolean makesFiles() {
    return false;
  }

  @Override
  public void write(
      Schema schema, DictionaryProvider dictionaries, PartitionBatches batches, OutputFile file) {
    VectorSchemaRoot batch;
    while ((batch = batches.take()) != null) {
      batch.close();
    }
  }
}
