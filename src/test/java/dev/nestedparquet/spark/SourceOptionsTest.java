package dev.nestedparquet.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SourceOptionsTest {
  private static SourceOptions parse(Map<String, String> options) {
    Map<String, String> all = new HashMap<>(options);
    all.putIfAbsent("partitions", "3"); // The default needs a running Spark.
    return SourceOptions.parse(all, Map.of());
  }

  @Test
  void defaultsAreThoseOfTheCommandLine() {
    assertThat(parse(Map.of()))
        .isEqualTo(new SourceOptions("contacts", 0, null, 10_000_000, 3, 32_768));
  }

  @Test
  void countsAreWrittenAsOnTheCommandLine() {
    assertThat(parse(Map.of("rows", "10G", "partitions", "1k", "batch-rows", "10_000")))
        .isEqualTo(new SourceOptions("contacts", 0, null, 10_000_000_000L, 1_000, 10_000));
  }

  @ParameterizedTest
  @CsvSource({"name-skew", "nameSkew", "nameskew", "NAME-SKEW"})
  void namesMayBeSpeltAsIsUsualHereAndThere(String name) {
    assertThat(parse(Map.of(name, "0.5")).nameSkew()).isEqualTo(0.5);
  }

  @Test
  void ofACatalogsTableOnlyTheOptionsCount() {
    Map<String, String> properties =
        Map.of(
            "provider", "nested-contacts",
            "owner", "somebody",
            "rows", "5",
            "option.rows", "5",
            "option.partitions", "2",
            "anything", "else");
    assertThat(SourceOptions.parse(properties, Map.of()))
        .isEqualTo(new SourceOptions("contacts", 0, null, 5, 2, 32_768));
  }

  @Test
  void optionsOfAQueryReplaceThoseOfTheTable() {
    SourceOptions parsed =
        SourceOptions.parse(
            Map.of("rows", "5", "partitions", "2", "name-skew", "1"),
            Map.of("rows", "7", "nameSkew", "0"));
    assertThat(parsed).isEqualTo(new SourceOptions("contacts", 0, 0.0, 7, 2, 32_768));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "row        | 5           | there is no option 'row'; there are batch-rows, name-skew, ",
        "path       | /x          | there is no option 'path'",
        "rows       | many        | rows: 'many' is not a count such as 10000000, 10_000_000 or 10M",
        "rows       | -1          | rows: -1 is not between 0 and ",
        "rows       | 10_000P     | rows: '10_000P' is no whole number below 2^63",
        "partitions | 0           | partitions: 0 is not between 1 and 100,000",
        "partitions | 10G         | partitions: '10G' is out of range",
        "batch-rows | 0           | batch rows: 0 is not between 1 and 8,388,608",
        "seed       | 1.5         | seed: '1.5' is no whole number of 64 bits",
        "name-skew  | steep       | name-skew: 'steep' is not a number",
        "name-skew  | -1          | name skew: -1.0 is not between 0 (uniform) and 100",
        "preset     | contact     | preset: there is no contact; choose one of contacts, null-states,",
      })
  void whatIsWrongIsNamedWithTheWayOut(String option, String value, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> parse(Map.of(option, value)))
        .withMessageStartingWith("nested-contacts: " + message);
  }

  @Test
  void moreRowsThanAPresetCanNumberAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> parse(Map.of("preset", "long-lists", "rows", "100T")))
        .withMessageStartingWith("nested-contacts: rows: 100,000,000,000,000 is more than the");
  }
}
