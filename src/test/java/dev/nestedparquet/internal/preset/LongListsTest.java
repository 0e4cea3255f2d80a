package dev.nestedparquet.internal.preset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.nestedparquet.batch.RowRange;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Example;

final class LongListsTest extends PresetContract {
  LongListsTest() {
    super("long-lists", LongListsFiller.MAX_ROWS);
  }

  @Override
  String label(int length) {
    return switch (Integer.toString(length).length()) {
      case 1 -> length == 0 ? "0" : "1-9";
      case 2 -> "10-99";
      case 3 -> "100-999";
      case 4 -> "1000-9999";
      case 5 -> "10000-99999";
      default -> "100000";
    };
  }

  @Example
  void everyLengthThatIsPromisedIsThere() {
    LongListsFiller filler = new LongListsFiller(0);
    Map<Integer, Integer> lengths = new HashMap<>();
    for (int row = 0; row < 100_000; row++) {
      lengths.merge(filler.phones(row), 1, Integer::sum);
    }
    assertThat(lengths)
        .containsKeys(0, 1, 2, 3, 1023, 1024, 1025, 32767, 32768, 32769, 65535, 65536, 65537)
        .containsKey(100_000);
    assertThat(new TreeMap<>(lengths).lastKey()).isEqualTo(100_000);
  }

  /** Of a million rows, one in k has k phones or more. */
  @Example
  void theTailIsAsHeavyAsTheTableSays() {
    LongListsFiller filler = new LongListsFiller(5);
    int rows = 1_000_000;
    for (int k : new int[] {2, 10, 100, 1_000}) {
      double share = 0.0006 + 0.8994 / k;
      long longer = 0;
      for (int row = 0; row < rows; row++) {
        longer += filler.phones(row) >= k ? 1 : 0;
      }
      assertThat((double) longer)
          .isBetween(
              rows * share - 5 * Math.sqrt(rows * share),
              rows * share + 5 * Math.sqrt(rows * share));
    }
  }

  /** A batch of 32,768 rows would have a million phones. */
  @Example
  void batchesAreCutAndAreNotSmallForIt() {
    LongListsFiller filler = new LongListsFiller(0);
    long first = 0;
    int batches = 0;
    while (first < 100_000) {
      first += filler.rowsOfBatch(new RowRange(first, 32_768));
      batches++;
    }
    assertThat(batches).isBetween(15, 50);
  }

  @Example
  void moreRowsThanTheirPhonesCanBeNumberedAreRefused() {
    LongListsFiller filler = new LongListsFiller(0);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> filler.maxBatchBytes(new RowRange(LongListsFiller.MAX_ROWS, 1)))
        .withMessageContainingAll("90,000,000,000,001", "90,000,000,000,000", "long-lists");
  }
}
