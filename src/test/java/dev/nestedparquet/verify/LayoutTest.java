package dev.nestedparquet.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nestedparquet.batch.BatchPlan;
import dev.nestedparquet.internal.contact.ContactFiller;
import dev.nestedparquet.shred.ColumnEncoding;
import dev.nestedparquet.shred.Compression;
import dev.nestedparquet.shred.ShredderOptions;
import dev.nestedparquet.verify.fixtures.GeneratedSet;
import dev.nestedparquet.write.ShredderWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Files that are laid out as the manifest says, and such that aren't though their rows are right.
 */
final class LayoutTest {
  private static final String NUMBER = "phones.list.element.number";

  @TempDir private Path directory;

  private GeneratedSet generate(ShredderOptions options) throws Exception {
    return GeneratedSet.of(
        new ContactFiller(0, 1),
        new BatchPlan(3_000, 1, 1_000),
        new ShredderWriter(options),
        directory.resolve("set"));
  }

  static Stream<ShredderOptions> options() {
    return Stream.of(
        ShredderOptions.DEFAULT,
        ShredderOptions.builder()
            .compression(Compression.zstd(5))
            .rowGroupRows(700)
            .pageBytes(999)
            .pageVersion(2)
            .encoding(ColumnEncoding.DELTA)
            .columnEncodings(Map.of("name", ColumnEncoding.DICTIONARY))
            .bloomFilters(Set.of("name", NUMBER))
            .build(),
        ShredderOptions.builder()
            .compression(Compression.LZ4)
            .encoding(ColumnEncoding.PLAIN)
            .columnEncodings(Map.of(NUMBER, ColumnEncoding.DELTA_LENGTH))
            .statistics(false)
            .pageIndex(false)
            .arrowSchema(false)
            .build(),
        ShredderOptions.builder().compression(Compression.SNAPPY).pageIndex(false).build(),
        ShredderOptions.builder()
            .compression(Compression.zstd(1))
            .columnCompressions(Map.of("name", Compression.NONE, NUMBER, Compression.LZ4))
            .pageRows(70)
            .dictionaryBytes(500)
            .bloomFilters(Set.of("name"))
            .bloomFilterFpp(0.2)
            .build());
  }

  @ParameterizedTest
  @MethodSource("options")
  void nothingDiffersWhereTheManifestIsRight(ShredderOptions options) throws Exception {
    assertThat(generate(options).verify().listed()).isEmpty();
  }

  private static Arguments lie(String member, Object value, String... differences) {
    return Arguments.of(member, value, List.of(differences));
  }

  /** An option that the manifest claims, and what must be found then of the column `name`. */
  static Stream<Arguments> lies() {
    return Stream.of(
        lie("compression", "zstd:3", "name: codec: expected ZSTD, found SNAPPY"),
        lie("compression", "none", "name: codec: expected UNCOMPRESSED, found SNAPPY"),
        lie(
            "columnCompressions",
            Map.of("name", "lz4"),
            "name: codec: expected LZ4_RAW, found SNAPPY"),
        lie("pageRows", 199L, "name: number of data pages: expected at least 11, found 10"),
        lie("rowGroupRows", 1_500L, "rows of a row group: expected at most 1500, found 2000"),
        lie("pageVersion", 2L, "name: data pages: expected DATA_PAGE_V2, found [DATA_PAGE]"),
        lie("encoding", "delta", "name: encodings: expected [DELTA_BYTE_ARRAY], found [PLAIN]"),
        lie("statistics", false, "name: statistics: expected none, found there"),
        lie("pageIndex", false, "name: page index: expected none, found there"),
        lie("arrowSchema", false, "ARROW:schema: expected none, found there"));
  }

  @ParameterizedTest
  @MethodSource("lies")
  void tellsWhatTheFooterShowsToBeOtherwise(String member, Object value, List<String> differences)
      throws Exception {
    GeneratedSet set =
        generate(
            ShredderOptions.builder()
                .compression(Compression.SNAPPY)
                .rowGroupRows(2_000)
                .pageRows(200)
                .encoding(ColumnEncoding.PLAIN)
                .build());
    claim(set, layout -> layout.putPOJO(member, value));
    assertThat(found(set)).containsAll(differences);
  }

  /** A member that no layout can have, or lacks, and what is told of it. */
  static Stream<Arguments> noLayouts() {
    return Stream.of(
        lie("compression", "bogus", "layout/compression: expected none, snappy, lz4, zstd"),
        lie("columnCompressions", Map.of("name", "gzip"), "layout/columnCompressions: expected by"),
        lie("pageVersion", 7L, "layout/pageVersion: expected 1 or 2, found 7"),
        lie("pageRows", 0L, "layout/pageRows: expected a whole number above 0, found 0"),
        lie("encoding", "rle", "layout/encoding: expected an encoding's name, found rle"),
        lie("bloomFilters", "name", "layout/bloomFilters: expected names of columns"),
        lie("bloomFilterFpp", 1.0, "layout/bloomFilterFpp: expected a number between 0 and 1"),
        lie("statistics", null, "layout/statistics: expected true or false"));
  }

  @ParameterizedTest
  @MethodSource("noLayouts")
  void tellsWhatNoLayoutCanHave(String member, Object value, List<String> differences)
      throws Exception {
    GeneratedSet set = generate(ShredderOptions.DEFAULT);
    claim(set, layout -> layout.putPOJO(member, value));
    assertThat(set.verify().listed())
        .anySatisfy(difference -> assertThat(difference.toString()).contains(differences.get(0)));
    claim(set, layout -> layout.remove(member));
    assertThat(set.verify().listed())
        .anySatisfy(difference -> assertThat(difference.toString()).contains("layout/" + member));
    set.editManifest(manifest -> manifest.remove("layout"));
    assertThat(set.verify().listed())
        .singleElement()
        .asString()
        .contains("layout: expected the options of the writer, found none");
  }

  private static void claim(GeneratedSet set, Consumer<ObjectNode> edit) throws Exception {
    set.editManifest(manifest -> edit.accept((ObjectNode) manifest.get("layout")));
  }

  private static List<String> found(GeneratedSet set) throws Exception {
    return set.verify().listed().stream()
        .map(each -> each.path() + ": expected " + each.expected() + ", found " + each.found())
        .toList();
  }

  @Test
  void tellsOfBloomFiltersThatAreMissingOrTooMany() throws Exception {
    GeneratedSet set = generate(ShredderOptions.builder().bloomFilters(Set.of("name")).build());
    claim(set, layout -> layout.putArray("bloomFilters").add(NUMBER));
    assertThat(found(set))
        .containsExactlyInAnyOrder(
            "name: Bloom filter: expected none, found there",
            NUMBER + ": Bloom filter: expected there, found none");
  }
}
