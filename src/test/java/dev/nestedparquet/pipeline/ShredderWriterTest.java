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
      return new ShredderWriter();
    }
  }

  /** Small row groups and pages, of version 2, compressed; an encoding of each kind. */
  @Nested
  final class WithAllOptions extends Contract {
    @Override
    PartitionWriter newWriter() {
      return new ShredderWriter(
          ShredderOptions.builder()
              .compression(Compression.zstd(1))
              .rowGroupRows(5_000)
              .rowGroupBytes(1 << 20)
              .pageBytes(10_000)
              .pageVersion(2)
              .columnEncodings(Map.of("name", ColumnEncoding.DICTIONARY))
              .encoding(ColumnEncoding.DELTA)
              .bloomFilters(Set.of("phones.list.element.number"))
              .metadata(Map.of("key", "value"))
              .build());
    }
  }
}
