package dev.nestedparquet.shred;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.arrow.memory.BufferAllocator;

/**
 * A random schema, batches of it, and options to write them with: the same ones for the same
 * numbers.
 *
 * @param depth how many structs, lists and maps may be around a leaf
 * @param rows of a batch, at most
 */
record RandomCase(long seed, int columns, int depth, int batches, int rows) {
  /**
   * The batches, which the caller closes.
   *
   * @param hidesNulls see {@link RandomRows}
   */
  RandomBatches open(boolean hidesNulls, BufferAllocator allocator) {
    return new RandomBatches(
        new RandomSchema(seed, columns, depth),
        seed ^ 0x5EED,
        batches,
        rows,
        hidesNulls,
        allocator);
  }

  /** Random options that suit the schema's columns. */
  ShredderOptions options(List<String> paths) {
    SplittableRandom random = new SplittableRandom(seed ^ 0x0507);
    Map<String, ColumnEncoding> encodings = new HashMap<>();
    for (String path : paths) {
      if (random.nextInt(3) == 0) {
        // The others aren't for every type, but as a default they are for those that they suit.
        encodings.put(path, random.nextBoolean() ? ColumnEncoding.PLAIN : ColumnEncoding.AUTO);
      }
    }
    Compression[] compressions = {
      Compression.NONE, Compression.SNAPPY, Compression.LZ4, Compression.zstd(1)
    };
    boolean statistics = random.nextInt(4) > 0;
    return ShredderOptions.builder()
        .compression(oneOf(random, compressions))
        .rowGroupRows(oneOf(random, new Integer[] {1, 7, 64, 1_000, 1_000_000}))
        .rowGroupBytes(oneOf(random, new Long[] {1L, 5_000L, 1L << 20, 1L << 30}))
        .pageBytes(oneOf(random, new Integer[] {1, 40, 1_000, 1 << 20}))
        .pageVersion(1 + random.nextInt(2))
        .encodings(encodings)
        .defaultEncoding(oneOf(random, ColumnEncoding.values()))
        .statistics(statistics)
        .pageIndex(statistics && random.nextInt(4) > 0)
        .arrowSchema(random.nextBoolean())
        .metadata(Map.of("answer", "42"))
        .build();
  }

  private static <T> T oneOf(SplittableRandom random, T[] values) {
    return values[random.nextInt(values.length)];
  }
}
