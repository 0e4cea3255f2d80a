package dev.nestedparquet.shred;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * A random schema, batches of it, and options to write them with: the same ones for the same
 * numbers.
 *
 * @param depth how many structs, lists and maps may be around a leaf
 * @param rows of a batch, at most
 */
record RandomCase(long seed, int columns, int depth, int batches, int rows) {
  /** What is done with each batch. */
  @FunctionalInterface
  interface BatchConsumer {
    void accept(VectorSchemaRoot root) throws IOException;
  }

  /** What is done with the batches. */
  @FunctionalInterface
  interface Body {
    void run(Schema schema, MapDictionaryProvider dictionaries, Batches batches) throws IOException;
  }

  /** The batches, one after the other. */
  @FunctionalInterface
  interface Batches {
    void forEach(BatchConsumer consumer) throws IOException;
  }

  RandomSchema schema() {
    return new RandomSchema(seed, columns, depth);
  }

  /** Makes the dictionaries, and the batches for as long as the call lasts. */
  void run(BufferAllocator allocator, Body body) throws IOException {
    RandomSchema schema = schema();
    SplittableRandom random = new SplittableRandom(seed ^ 0x5EED);
    MapDictionaryProvider dictionaries =
        RandomLeaves.dictionaries(schema, random.split(), allocator);
    try (dictionaries;
        VectorSchemaRoot root = VectorSchemaRoot.create(schema.schema(), allocator)) {
      RandomRows filler = new RandomRows(random.nextLong(), dictionaries);
      body.run(
          schema.schema(),
          dictionaries,
          consumer -> {
            for (int i = 0; i < batches; i++) {
              filler.fill(root, random.nextInt(rows + 1));
              consumer.accept(root);
            }
          });
    }
  }

  /** Random options that suit the schema's columns. */
  ShredderOptions options(List<String> paths) {
    SplittableRandom random = new SplittableRandom(seed ^ 0x0507);
    Map<String, ColumnEncoding> encodings = new HashMap<>();
    for (String path : paths) {
      if (random.nextInt(3) == 0) {
        encodings.put(path, oneOf(random, ColumnEncoding.values()));
      }
    }
    Compression[] compressions = {
      Compression.NONE, Compression.SNAPPY, Compression.LZ4, Compression.zstd(1)
    };
    return new ShredderOptions(
        oneOf(random, compressions),
        oneOf(random, new Integer[] {1, 7, 64, 1_000, 1_000_000}),
        oneOf(random, new Long[] {1L, 5_000L, 1L << 20, 1L << 30}),
        oneOf(random, new Integer[] {1, 40, 1_000, 1 << 20}),
        1 + random.nextInt(2),
        encodings,
        oneOf(random, ColumnEncoding.values()),
        Set.of(),
        random.nextInt(4) > 0,
        random.nextInt(4) > 0,
        random.nextBoolean(),
        Map.of("answer", "42"));
  }

  private static <T> T oneOf(SplittableRandom random, T[] values) {
    return values[random.nextInt(values.length)];
  }
}
