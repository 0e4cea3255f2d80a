package dev.nestedparquet.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nestedparquet.batch.BatchFiller;
import dev.nestedparquet.internal.preset.Presets;
import dev.nestedparquet.pipeline.fixtures.Run;
import dev.nestedparquet.shred.ColumnEncoding;
import dev.nestedparquet.shred.Compression;
import dev.nestedparquet.shred.ShredderOptions;
import dev.nestedparquet.write.ShredderWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A run that is admitted never lacks memory, and takes no more than was set aside for it. */
@Timeout(300)
final class ShredderMemoryTest {
  private static final String NUMBER = "phones.list.element.number";
  private static final String TYPE = "phones.list.element.phone_type";

  @TempDir private Path directory;

  /** More producers than one are started only if there is memory for them. */
  @Test
  void whatIsEnoughForOneProducerIsEnoughByDefault() throws Exception {
    ShredderWriter writer = new ShredderWriter();
    BatchFiller filler = Presets.newFiller("contacts", 0, null);
    Run one = Run.of(100_000, 4, 32_768, directory).by(writer).with(1, 1);
    long least = LegalCombinationsTest.leastMemory(one, filler);
    for (int i = 0; i < 16; i++) {
      Run run = Run.of(100_000, 4, 32_768, directory.resolve("run" + i)).by(writer).with(0, 1);
      assertThat(run.memory(least + ((long) i << 18)).go(filler).rows()).isEqualTo(100_000);
    }
  }

  /** All presets with all page sizes; the other options are drawn, in all combinations of two. */
  static Stream<Object[]> runs() {
    List<Object[]> runs = new ArrayList<>();
    Random random = new Random(1);
    for (String preset : Presets.names()) {
      for (int pageBytes : new int[] {4 << 10, 1 << 20, 16 << 20}) {
        List<ColumnEncoding> encodings = new ArrayList<>(List.of(ColumnEncoding.values()));
        Collections.shuffle(encodings, random);
        for (ColumnEncoding encoding : encodings) {
          Compression compression =
              List.of(Compression.NONE, Compression.SNAPPY, Compression.LZ4, Compression.zstd(1))
                  .get(random.nextInt(4));
          int batchRows = List.of(1, 100, 5_000, 32_768, 100_000).get(random.nextInt(5));
          long rowGroupBytes = List.of(1L << 10, 1L << 20, 16L << 20).get(random.nextInt(3));
          boolean bloom = random.nextInt(3) == 0;
          Random more = new Random(runs.size());
          ShredderOptions options =
              ShredderOptions.builder()
                  .compression(compression)
                  .columnCompressions(
                      more.nextBoolean() ? Map.of() : Map.of(TYPE, Compression.zstd(1)))
                  .rowGroupBytes(rowGroupBytes)
                  .pageBytes(pageBytes)
                  .pageRows(List.of(1, 100, 32_768, 1_000_000).get(more.nextInt(4)))
                  .encoding(encoding)
                  .dictionaryBytes(List.of(1_000, 1 << 20, 8 << 20).get(more.nextInt(3)))
                  .bloomFilters(bloom ? Set.of(NUMBER, TYPE, "name") : Set.of())
                  .bloomFilterFpp(List.of(0.01, 1e-6, 1e-9).get(more.nextInt(3)))
                  .build();
          runs.add(new Object[] {preset, options, batchRows});
        }
      }
    }
    return runs.stream();
  }

  @ParameterizedTest(name = "{0}, {1}, batches of {2}")
  @MethodSource("runs")
  void whatIsAdmittedSucceedsWithinWhatIsSetAside(
      String preset, ShredderOptions options, int batchRows) throws Exception {
    ShredderWriter writer = new ShredderWriter(options);
    BatchFiller filler = Presets.newFiller(preset, 0, null);
    int rows = batchRows < 100 ? 300 : preset.equals("long-lists") ? 12_000 : 60_000;
    Run run = Run.of(rows, 1, batchRows, directory).by(writer).with(1, 1);
    long least = LegalCombinationsTest.leastMemory(run, filler);
    assertThat(run.memory(least).go(filler).rows()).isEqualTo(rows);
    long setAside;
    try (BufferAllocator allocator = new RootAllocator();
        MapDictionaryProvider dictionaries = filler.newDictionaries(allocator)) {
      setAside = writer.bytesPerFile(filler, run.plan(), dictionaries);
    }
    assertThat(writer.peakBytes()).isPositive().isLessThanOrEqualTo(setAside);
  }
}
