package dev.nestedparquet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a run is expected to leave in its output directory. */
final class DataSet {
  static final String MANIFEST = "_manifest.json";

  private static final byte[] PARQUET_MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

  private DataSet() {}

  /** Checks that a directory holds a complete data set, and nothing but that and these files. */
  static void assertComplete(Path directory, long rows, String... foreign) throws IOException {
    JsonNode manifest = new ObjectMapper().readTree(directory.resolve(MANIFEST).toFile());
    assertThat(manifest.get("rows").asLong()).isEqualTo(rows);
    assertThat(manifest.at("/counts/rows").asLong()).isEqualTo(rows);
    List<String> expected = new ArrayList<>(List.of(foreign));
    expected.add(MANIFEST);
    for (JsonNode file : manifest.get("files")) {
      String name = file.get("path").asText();
      assertParquet(directory.resolve(name), file.get("bytes").asLong());
      expected.add(name);
    }
    assertThat(Launch.names(directory)).containsExactlyInAnyOrderElementsOf(expected);
  }

  /** A file without footer doesn't end with the magic number. */
  private static void assertParquet(Path file, long bytes) throws IOException {
    byte[] content = Files.readAllBytes(file);
    assertThat(content).hasSize((int) bytes).startsWith(PARQUET_MAGIC).endsWith(PARQUET_MAGIC);
  }

  /** All files of a directory, hidden ones included, by name and with a hash of their bytes. */
  static Map<String, Integer> snapshot(Path directory) throws IOException {
    Map<String, Integer> files = new TreeMap<>();
    for (String name : Launch.names(directory)) {
      files.put(name, Arrays.hashCode(Files.readAllBytes(directory.resolve(name))));
    }
    return files;
  }
}
