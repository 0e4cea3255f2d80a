package dev.nestedparquet.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CountTextTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "10000000, 10000000",
    "10_000, 10000",
    "-5, -5",
    "10k, 10000",
    "1.5G, 1500000000",
    "1T, 1000000000000",
    "9P, 9000000000000000"
  })
  void readsCountsAsPeopleWriteThem(String text, long count) {
    assertThat(CountText.parse(text)).isEqualTo(count);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "many", "1e6", "10 M", "10MB", "_1", "0.5", "10_000P"})
  void namesWhatIsNoCount(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CountText.parse(text))
        .withMessageStartingWith("'" + text + "'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"10G | 2,147,483,647 at most", "-3G | -2,147,483,648 at least"})
  void namesWhatDoesNotFit32Bits(String text, String limit) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CountText.parseInt(text))
        .withMessage("'" + text + "' is out of range; it can be " + limit);
  }
}
