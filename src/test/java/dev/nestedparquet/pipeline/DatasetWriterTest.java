package dev.nestedparquet.pipeline;

import dev.nestedparquet.write.DatasetWriter;
import dev.nestedparquet.write.PartitionWriter;

final class DatasetWriterTest extends WriterContract {
  @Override
  PartitionWriter newWriter() {
    return new DatasetWriter();
  }

  @Override
  boolean strandsMemory() {
    return true;
  }
}
