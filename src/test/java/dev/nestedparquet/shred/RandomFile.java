package dev.nestedparquet.shred;

import dev.nestedparquet.manifest.ParquetSchemaText;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;

/** Files of random schemas, for tests of other packages. */
public final class RandomFile {
  private RandomFile() {}

  /**
   * Writes a file without rows.
   *
   * @return its schema as a manifest has it
   */
  public static String writeEmpty(Path path, long seed, int columns, int depth) throws IOException {
    RandomCase random = new RandomCase(seed, columns, depth, /* batches= */ 0, /* rows= */ 0);
    try (BufferAllocator allocator = new RootAllocator();
        RandomBatches batches = random.open(/* hidesNulls= */ false, allocator)) {
      ShreddedFile.write(
          path,
          batches.schema(),
          batches.dictionaries(),
          allocator,
          ShredderOptions.DEFAULT,
          shredder -> {});
      return ParquetSchemaText.of(batches.schema(), batches.dictionaries());
    }
  }
}
