package dev.nestedparquet.shred;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class ShredderOptionsTest {
  /** Each option by its name, with another value than by default. */
  private static final Map<String, UnaryOperator<ShredderOptions.Builder>> OTHERS =
      Map.ofEntries(
          Map.entry("compression=snappy", b -> b.compression(Compression.SNAPPY)),
          Map.entry(
              "columnCompressions={a=lz4}",
              b -> b.columnCompressions(Map.of("a", Compression.LZ4))),
          Map.entry("rowGroupRows=1", b -> b.rowGroupRows(1)),
          Map.entry("rowGroupBytes=2", b -> b.rowGroupBytes(2)),
          Map.entry("pageBytes=3", b -> b.pageBytes(3)),
          Map.entry("pageRows=4", b -> b.pageRows(4)),
          Map.entry("pageVersion=2", b -> b.pageVersion(2)),
          Map.entry(
              "columnEncodings={a=PLAIN}",
              b -> b.columnEncodings(Map.of("a", ColumnEncoding.PLAIN))),
          Map.entry("encoding=DELTA", b -> b.encoding(ColumnEncoding.DELTA)),
          Map.entry("dictionaryBytes=5", b -> b.dictionaryBytes(5)),
          Map.entry("bloomFilters=[b]", b -> b.bloomFilters(Set.of("b"))),
          Map.entry("bloomFilterFpp=0.5", b -> b.bloomFilterFpp(0.5)),
          Map.entry("statistics=false", b -> b.statistics(false)),
          Map.entry("pageIndex=false", b -> b.pageIndex(false)),
          Map.entry("arrowSchema=false", b -> b.arrowSchema(false)),
          Map.entry("metadata={key=value}", b -> b.metadata(Map.of("key", "value"))));

  @Test
  void whatIsNotSaidIsAsByDefault() {
    ShredderOptions built = ShredderOptions.builder().build();
    assertThat(built).isEqualTo(ShredderOptions.DEFAULT);
    assertThat(built).hasSameHashCodeAs(ShredderOptions.DEFAULT);
  }

  /** What the text of options says, one by one. */
  private static List<String> told(ShredderOptions options) {
    String text = options.toString();
    assertThat(text).startsWith("{").endsWith("}");
    return List.of(text.substring(1, text.length() - 1).split(", "));
  }

  static Stream<String> others() {
    return OTHERS.keySet().stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("others")
  void whatIsSaidIsTheOptionOfThatNameAndNoOther(String told) {
    ShredderOptions.Builder builder = ShredderOptions.builder();
    ShredderOptions changed = OTHERS.get(told).apply(builder).build();
    assertThat(changed).isNotEqualTo(ShredderOptions.DEFAULT);
    assertThat(changed).isNotEqualTo(told);
    assertThat(told(changed)).contains(told);
    assertThat(changed.toBuilder().build()).isEqualTo(changed).hasSameHashCodeAs(changed);
    others()
        .filter(other -> !other.equals(told))
        .forEach(other -> assertThat(told(changed)).doesNotContain(other));
  }

  @Test
  void allOptionsAreKeptTogether() {
    ShredderOptions.Builder builder = ShredderOptions.builder();
    for (UnaryOperator<ShredderOptions.Builder> change : OTHERS.values()) {
      builder = change.apply(builder);
    }
    ShredderOptions all = builder.build();
    others().forEach(told -> assertThat(told(all)).contains(told));
    assertThat(all.toBuilder().build()).isEqualTo(all);
    assertThat(all.columnCompressions()).containsExactly(Map.entry("a", Compression.LZ4));
    assertThat(all.pageRows()).isEqualTo(4);
    assertThat(all.dictionaryBytes()).isEqualTo(5);
    assertThat(all.bloomFilterFpp()).isEqualTo(0.5);
  }

  @Test
  void whatHappensToABuilderAndItsMapsAfterwardsChangesNothing() {
    Map<String, String> metadata = new HashMap<>(Map.of("key", "value"));
    ShredderOptions.Builder builder = ShredderOptions.builder().metadata(metadata);
    ShredderOptions built = builder.build();
    metadata.put("other", "value");
    builder.pageRows(7);
    built.toBuilder().pageRows(8);
    assertThat(built.metadata()).isEqualTo(Map.of("key", "value"));
    assertThat(built.pageRows()).isEqualTo(32_768);
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> built.metadata().put("other", "value"));
  }

  private static Arguments refused(String message, UnaryOperator<ShredderOptions.Builder> change) {
    return Arguments.of(message, change.apply(ShredderOptions.builder()));
  }

  static Stream<Arguments> refusals() {
    String fpp = "Bloom filter's false-positive rate: ";
    String range = " is not allowed; it has to be at least 1.0E-9 and below 1";
    String pages = "; it has to be at most 1 GiB, for pages have 2 GiB at most";
    String isNull = ": null is not allowed; leave out what is to be as by default";
    return Stream.of(
        refused(
            "row group rows: 0 is not allowed; it has to be at least 1", b -> b.rowGroupRows(0)),
        refused(
            "row group bytes: -1 is not allowed; it has to be at least 1 byte",
            b -> b.rowGroupBytes(-1)),
        refused("page bytes: 0 is not allowed; it has to be at least 1 byte", b -> b.pageBytes(0)),
        refused(
            "page bytes: 1,073,741,825 is not allowed" + pages, b -> b.pageBytes((1 << 30) + 1)),
        refused("page rows: 0 is not allowed; it has to be at least 1", b -> b.pageRows(0)),
        refused("page version: 3 is not allowed; it has to be 1 or 2", b -> b.pageVersion(3)),
        refused(
            "dictionary bytes: 0 is not allowed; it has to be at least 1 byte",
            b -> b.dictionaryBytes(0)),
        refused(
            "dictionary bytes: 2,147,483,647 is not allowed" + pages,
            b -> b.dictionaryBytes(Integer.MAX_VALUE)),
        refused(fpp + "0.0" + range, b -> b.bloomFilterFpp(0)),
        refused(fpp + "9.9E-10" + range, b -> b.bloomFilterFpp(9.9e-10)),
        refused(fpp + "1.0" + range, b -> b.bloomFilterFpp(1)),
        refused(fpp + "NaN" + range, b -> b.bloomFilterFpp(Double.NaN)),
        refused("compression" + isNull, b -> b.compression(null)),
        refused("columnEncodings" + isNull, b -> b.columnEncodings(null)),
        refused(
            "columnCompressions" + isNull,
            b -> b.columnCompressions(Collections.singletonMap("a", null))),
        refused("bloomFilters" + isNull, b -> b.bloomFilters(Collections.singleton(null))),
        refused(
            "metadata: ARROW:schema is written by the option for it",
            b -> b.metadata(Map.of("ARROW:schema", ""))));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void whatIsNotAllowedIsRefusedWhenBuilt(String message, ShredderOptions.Builder builder) {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(builder::build)
        .withMessage(message);
  }
}
