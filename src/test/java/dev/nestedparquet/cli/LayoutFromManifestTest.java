package dev.nestedparquet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nestedparquet.cli.fixtures.Launch;
import dev.nestedparquet.cli.fixtures.RunningCommand.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A data set is made again, byte for byte, by what its manifest says, as README tells it. */
final class LayoutFromManifestTest {
  @TempDir private Path root;

  @Test
  void theFlagsOfALayoutMakeTheSameFiles() throws IOException {
    String flags =
        "-n 20k -p 2 --seed 5 --name-skew 0.5 --batch-rows 4096"
            + " --compression zstd:7 --row-group-rows 6000 --row-group-size 300000"
            + " --page-size 5000 --page-version 2 --encoding delta --encoding name=dictionary"
            + " --bloom-filter name --bloom-filter phones.list.element.number --no-page-index"
            + " --compression name=snappy --compression phone_type=none --page-rows 700"
            + " --dictionary-limit 2kB --bloom-filter-fpp 0.0005";
    assertTheManifestsFlagsMakeTheSameFiles(flags.split(" "));
  }

  @Test
  void soDoThoseOfALayoutByDefault() throws IOException {
    assertTheManifestsFlagsMakeTheSameFiles("-n", "20k", "--writer", "shredder");
  }

  @Test
  void columnsAreRecordedByTheirWholePathsHoweverTheyWereNamed() throws IOException {
    Path data = root.resolve("short");
    generate(data, "-n", "1k", "--encoding", "number=delta", "--bloom-filter", "number");
    assertThat(InProcess.run("verify", data.toString(), "-q").exitCode()).isZero();
    assertThat(flagsOf(data))
        .contains("phones.list.element.number=delta", "phones.list.element.number");
  }

  private void assertTheManifestsFlagsMakeTheSameFiles(String... flags) throws IOException {
    Path first = root.resolve("first");
    Path second = root.resolve("second");
    generate(first, flags);
    generate(second, flagsOf(first).toArray(String[]::new));
    for (String name : Launch.names(first)) {
      assertThat(second.resolve(name)).hasSameBinaryContentAs(first.resolve(name));
    }
  }

  private static void generate(Path output, String... flags) {
    Outcome outcome = InProcess.generate(output, flags);
    assertThat(outcome.errLines().get(0)).endsWith(", in " + output);
    assertThat(outcome.exitCode()).isZero();
  }

  /** The flags by the README's table. */
  private static List<String> flagsOf(Path directory) throws IOException {
    JsonNode manifest =
        new ObjectMapper().readTree(Files.readString(directory.resolve("_manifest.json")));
    JsonNode layout = manifest.get("layout");
    List<String> flags = new ArrayList<>();
    flags.addAll(List.of("--preset", manifest.get("preset").asText()));
    flags.addAll(List.of("--seed", manifest.get("seed").asText()));
    flags.addAll(List.of("--name-skew", manifest.get("nameSkew").asText()));
    flags.addAll(List.of("-n", manifest.get("rows").asText()));
    flags.addAll(List.of("-p", manifest.get("partitions").asText()));
    flags.addAll(List.of("--batch-rows", manifest.get("batchRows").asText()));
    flags.addAll(List.of("--writer", manifest.get("writer").asText()));
    flags.addAll(List.of("--compression", layout.get("compression").asText()));
    addColumns(flags, "--compression", layout.get("columnCompressions"));
    flags.addAll(List.of("--row-group-rows", layout.get("rowGroupRows").asText()));
    flags.addAll(List.of("--row-group-size", layout.get("rowGroupBytes").asText()));
    flags.addAll(List.of("--page-size", layout.get("pageBytes").asText()));
    flags.addAll(List.of("--page-rows", layout.get("pageRows").asText()));
    flags.addAll(List.of("--page-version", layout.get("pageVersion").asText()));
    flags.addAll(List.of("--encoding", layout.get("encoding").asText()));
    addColumns(flags, "--encoding", layout.get("columnEncodings"));
    flags.addAll(List.of("--dictionary-limit", layout.get("dictionaryBytes").asText()));
    flags.addAll(List.of("--bloom-filter-fpp", layout.get("bloomFilterFpp").asText()));
    layout
        .get("bloomFilters")
        .forEach(column -> flags.addAll(List.of("--bloom-filter", column.asText())));
    if (!layout.get("statistics").asBoolean()) {
      flags.add("--no-statistics");
    } else if (!layout.get("pageIndex").asBoolean()) {
      flags.add("--no-page-index");
    }
    return flags;
  }

  private static void addColumns(List<String> flags, String flag, JsonNode byColumn) {
    byColumn
        .properties()
        .forEach(
            column ->
                flags.addAll(List.of(flag, column.getKey() + "=" + column.getValue().asText())));
  }
}
