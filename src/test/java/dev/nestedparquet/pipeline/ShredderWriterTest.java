package dev.nestedparquet.pipeline;

import dev.nestedparquet.shred.ColumnEncoding;
import dev.nestedparquet.shred.Compression;
import dev.nestedparquet.shred.ShredderOptions;
import dev.nestedparquet.write.PartitionWriter;
import dev.nestedparquet.write.ShredderWriter;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;

final class ShredderWriterTest {
  private abstract static class Contract extends WriterContract {
    @Override
    final boolean strandsMemory() {
      return false;
    }
  }

  @Nested
  final class WithDefaults extends Contract {
    @Override
    PartitionWriter newWriter() {
      return new ShredderWriter(ShredderOptions.DEFAULT);
    }
  }

  /** Small row groups and pages, of version 2, compressed; an encoding of each kind. */
  @Nested
  final class WithAllOptions extends Contract {
    @Override
    PartitionWriter newWriter() {
      return new ShredderWriter(
          new ShredderOptions(
              Compression.zstd(1),
              5_000,
              1 << 20,
              10_000,
              2,
              Map.of("name", ColumnEncoding.DICTIONARY),
              ColumnEncoding.DELTA,
              Set.of("phones.list.element.number"),
              true,
              true,
              true,
              Map.of("key", "value")));
    }
  }
}
