package dev.nestedparquet.internal.verify.compare;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ValueTextTest {
  @Test
  void showsShortTextsWhole() {
    assertThat(ValueText.of("Ann", "Anne")).isEqualTo("\"Ann\"");
    assertThat(ValueText.of("", "Anne")).isEqualTo("\"\"");
  }

  @Test
  void showsTheStartOfALongTextThatDiffersThere() {
    String text = "b".repeat(1_000);
    assertThat(ValueText.of(text, "a")).isEqualTo("\"" + "b".repeat(80) + "\"… 1,000 characters");
  }

  @Test
  void showsWhereLongTextsBeginToDiffer() {
    String start = "a".repeat(50_000);
    assertThat(ValueText.of(start + "b" + start, start + "c" + start))
        .isEqualTo(
            "\""
                + "a".repeat(20)
                + "b"
                + "a".repeat(59)
                + "\", characters 49,980 to 50,060 of 100,001");
    assertThat(ValueText.of(start, start + "c"))
        .isEqualTo("\"" + "a".repeat(20) + "\", characters 49,980 to 50,000 of 50,000");
  }

  @Test
  void cutsNoCharacterInHalf() {
    String text = "x" + "\ud83d\ude00".repeat(500);
    assertThat(ValueText.of(text, ""))
        .isEqualTo("\"" + "x" + "\ud83d\ude00".repeat(39) + "\"… 1,001 characters");
    assertThat(ValueText.of(text, text + "."))
        .isEqualTo("\"" + "\ud83d\ude00".repeat(10) + "\", characters 981 to 1,001 of 1,001");
    assertThat(ValueText.of(text, text.substring(0, 900) + "."))
        .startsWith("\"" + "\ud83d\ude00".repeat(3))
        .endsWith("\", characters 879 to 959 of 1,001");
  }
}
