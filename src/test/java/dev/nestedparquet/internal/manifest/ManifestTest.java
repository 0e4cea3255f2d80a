package dev.nestedparquet.internal.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nestedparquet.batch.BatchPlan;
import dev.nestedparquet.batch.Counts;
import dev.nestedparquet.dataset.DataFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ManifestTest {
  @TempDir private Path directory;

  private static Manifest manifest(Integer part) {
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("dataVersion", 1);
    parameters.put("seed", -7L);
    parameters.put("nameSkew", 1.5);
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("rows", 10L);
    counts.put("phoneTypes/Mobile", 3L);
    counts.put("phoneTypes/Work", 4L);
    counts.put("number/smallest", 0L);
    counts.put("number/largest", Long.MAX_VALUE);
    DataFile file =
        new DataFile("contacts-00000-of-00002.parquet", 5, 1234, "0a1b2c3d", Counts.of(counts));
    return new Manifest(
        "9.9",
        parameters,
        new BatchPlan(20, 2, 8),
        "dataset",
        Map.of(),
        "arrow schema",
        "parquet schema",
        part,
        List.of(file),
        Counts.of(counts));
  }

  @Test
  void namesEverythingThatACheckNeedsInAFixedOrder() throws IOException {
    ObjectNode json = written(manifest(null));
    List<String> names = new ArrayList<>();
    json.fieldNames().forEachRemaining(names::add);
    assertThat(names)
        .containsExactly(
            "tool",
            "version",
            "dataVersion",
            "seed",
            "nameSkew",
            "rows",
            "partitions",
            "batchRows",
            "writer",
            "arrowSchema",
            "parquetSchema",
            "counts",
            "files");
    assertThat(json.path("tool").asText()).isEqualTo("nested-parquet");
    assertThat(json.path("rows").asLong()).isEqualTo(20);
    assertThat(json.path("partitions").asInt()).isEqualTo(2);
  }

  @Test
  void countsByPathBecomeObjects() throws IOException {
    JsonNode counts = written(manifest(null)).path("counts");
    assertThat(counts)
        .hasToString(
            "{\"rows\":10,\"phoneTypes\":{\"Mobile\":3,\"Work\":4},"
                + "\"number\":{\"smallest\":0,\"largest\":9223372036854775807}}");
  }

  @Test
  void eachFileHasItsRangeSizeAndCounts() throws IOException {
    JsonNode file = written(manifest(null)).path("files").path(0);
    assertThat(file.path("path").asText()).isEqualTo("contacts-00000-of-00002.parquet");
    assertThat(file.path("firstRow").asLong()).isEqualTo(5);
    assertThat(file.path("rows").asLong()).isEqualTo(10);
    assertThat(file.path("bytes").asLong()).isEqualTo(1234);
    assertThat(file.path("counts").path("phoneTypes").path("Work").asLong()).isEqualTo(4);
  }

  @Test
  void aPartSaysWhichOneItIs() throws IOException {
    assertThat(written(manifest(1)).path("part").asInt()).isEqualTo(1);
    assertThat(written(manifest(null)).has("part")).isFalse();
  }

  @Test
  void isReadableForPeopleAndEndsWithALine() throws IOException {
    Path file = directory.resolve("_manifest.json");
    manifest(3).write(file);
    assertThat(Files.readString(file)).endsWith("}\n").contains("\"seed\" : -7");
  }

  private ObjectNode written(Manifest manifest) throws IOException {
    Path file = Files.createTempFile(directory, "_manifest", ".json");
    manifest.write(file);
    return (ObjectNode) new ObjectMapper().readTree(file.toFile());
  }
}
