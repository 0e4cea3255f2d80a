package dev.nestedparquet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RowsBarTest {
  private static String line(long done, long total, long millis, int width) {
    return RowsBar.line("generate", done, total, Duration.ofMillis(millis), width);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          350      | 9_999    | 350/9,999 rows
          3_500    | 10_000   | 3/10 k rows
          350_000  | 1_000_000 | 350/1,000 k rows
          350_999  | 9_999_999 | 350/9,999 k rows
          3_500_000 | 10_000_000 | 3/10 M rows
          """)
  void countsThousandsBelowTenMillionRows(String done, String total, String counts) {
    long doneRows = Long.parseLong(done.replace("_", ""));
    long totalRows = Long.parseLong(total.replace("_", ""));
    assertThat(line(doneRows, totalRows, 1_000, 120)).contains("] " + counts + " ");
  }

  @ParameterizedTest
  @CsvSource({"1_200_000, 500, 2.4 M", "600_000, 500, 1.2 M", "15_000, 500, 30 k", "0, 500, 0 k"})
  void showsARateFromTheFirstHalfSecond(String done, long millis, String rate) {
    long rows = Long.parseLong(done.replace("_", ""));
    assertThat(line(rows, 9_000_000, millis, 120)).contains(" k rows " + rate + " rows/s");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "39; generate  35% 700 k rows/s 0:01 left",
        "55; generate  35% 350/1,000 k rows 700 k rows/s 0:01 left",
        "79; generate  35% [========>              ] 350/1,000 k rows 700 k rows/s 0:01 left",
        "28; generate  35% 700 k rows/s",
        "20; generate  35%",
        "5; gener"
      })
  void fitsTheTerminal(int width, String expected) {
    assertThat(line(350_000, 1_000_000, 500, width).stripTrailing()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 14, 20, 39, 60, 79, 80, 120, 199})
  void coversAWiderLineAndIsNeverWiderThanTheTerminal(int width) {
    for (long done : new long[] {0, 1, 999_999_999_999L, 1_000_000_000_000L}) {
      assertThat(line(done, 1_000_000_000_000L, 3_600_000, width)).hasSize(width);
    }
  }

  @Test
  void theBarTakesTheRestOfTheWidth() {
    assertThat(line(350_000, 1_000_000, 500, 199)).hasSize(199);
    assertThat(line(1_000_000, 1_000_000, 500, 79))
        .hasSize(79)
        .contains("==] ", "100%", " 0:00 left");
  }

  @Test
  void tellsHoursOfTheTimeThatIsLeft() {
    assertThat(line(10_000_000, 100_000_000_000L, 1_000, 120))
        .endsWith(" 10.0 M rows/s 2:46:39 left");
  }

  @Test
  void aRunWithoutRowsIsDone() {
    assertThat(line(0, 0, 0, 79)).startsWith("generate 100% [=").endsWith("0/0 rows 0 k rows/s");
  }
}
