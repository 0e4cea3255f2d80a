package dev.nestedparquet.shred;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nestedparquet.shred.fixtures.RandomBatches;
import dev.nestedparquet.shred.fixtures.RandomCase;
import dev.nestedparquet.shred.fixtures.ReferenceLevels;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.OutOfMemoryException;
import org.apache.arrow.memory.RootAllocator;

/** What a shredder takes stays within its allocator's limit, whatever the columns and options. */
final class LimitedMemoryTest {
  private static final Pattern TOO_LITTLE =
      Pattern.compile(
          "room for ([0-9,]+) bytes, and rows ([0-9,]+) to ([0-9,]+) of the batch may take"
              + " ([0-9,]+);");

  @Provide
  Arbitrary<RandomCase> cases() {
    return Combinators.combine(
            Arbitraries.longs(),
            Arbitraries.integers().between(5, 40),
            Arbitraries.integers().between(0, 3),
            Arbitraries.integers().between(4, 8),
            Arbitraries.integers().between(100, 1_500))
        .as(RandomCase::new);
  }

  @Property(tries = 12, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void memoryLacksOnlyWhereARowAloneNeedsMore(@ForAll("cases") RandomCase random)
      throws IOException {
    assertMemoryLacksOnlyWhereARowAloneNeedsMore(random);
  }

  @Tag("slow")
  @Property(tries = 60, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void likewiseInMoreCases(@ForAll("cases") RandomCase random) throws IOException {
    assertMemoryLacksOnlyWhereARowAloneNeedsMore(random);
  }

  private static void assertMemoryLacksOnlyWhereARowAloneNeedsMore(RandomCase random)
      throws IOException {
    long unlimited = peakBytes(random, Long.MAX_VALUE);
    for (int part : new int[] {2, 4, 8}) {
      try {
        peakBytes(random, unlimited / part);
      } catch (OutOfMemoryException e) {
        Matcher said = TOO_LITTLE.matcher(e.getMessage());
        assertThat(said.find()).as("%s", e.getMessage()).isTrue();
        assertThat(bytes(said.group(4))).as(e.getMessage()).isGreaterThan(bytes(said.group(1)));
        assertThat(said.group(2)).as(e.getMessage()).isEqualTo(said.group(3));
      }
    }
  }

  private static long bytes(String number) {
    return Long.parseLong(number.replace(",", ""));
  }

  /** Writes the case with so much memory, or with what it takes to open a file if that is more. */
  private static long peakBytes(RandomCase random, long bytes) throws IOException {
    try (BufferAllocator allocator = new RootAllocator();
        RandomBatches batches = random.open(/* hidesNulls= */ true, allocator)) {
      ShredderOptions options = random.options(new ReferenceLevels(batches.schema()).paths());
      long least = ParquetShredder.leastBytes(batches.schema(), batches.dictionaries(), options);
      try (BufferAllocator limited =
              allocator.newChildAllocator("file", 0, Math.max(least, bytes));
          ParquetShredder shredder =
              ParquetShredder.open(
                  Channels.newChannel(OutputStream.nullOutputStream()),
                  batches.schema(),
                  batches.dictionaries(),
                  limited,
                  options)) {
        while (batches.loadNext()) {
          shredder.write(batches.root());
        }
        shredder.finish();
        return limited.getPeakMemoryAllocation();
      }
    }
  }
}
