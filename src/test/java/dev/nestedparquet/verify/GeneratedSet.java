package dev.nestedparquet.verify;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nestedparquet.batch.BatchFiller;
import dev.nestedparquet.batch.BatchPlan;
import dev.nestedparquet.dataset.Destination;
import dev.nestedparquet.internal.manifest.FileChecksum;
import dev.nestedparquet.pipeline.ParquetPipeline;
import dev.nestedparquet.pipeline.PipelineOptions;
import dev.nestedparquet.write.DatasetWriter;
import dev.nestedparquet.write.PartitionWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.function.Consumer;
import org.duckdb.DuckDBDriver;

/** A data set on disk, and ways to spoil it. */
record GeneratedSet(Path directory) {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String DUCKDB = "DuckDB version ";
  private static final String ARROW = "parquet-cpp-arrow version ";

  static GeneratedSet of(BatchFiller filler, BatchPlan plan, Path directory) throws Exception {
    part(filler, plan, 0, plan.partitions() - 1, directory);
    return new GeneratedSet(directory);
  }

  static GeneratedSet of(BatchFiller filler, BatchPlan plan, PartitionWriter writer, Path directory)
      throws Exception {
    part(filler, plan, 0, plan.partitions() - 1, writer, directory);
    return new GeneratedSet(directory);
  }

  static void part(BatchFiller filler, BatchPlan plan, int first, int last, Path directory)
      throws Exception {
    part(filler, plan, first, last, new DatasetWriter(), directory);
  }

  private static void part(
      BatchFiller filler,
      BatchPlan plan,
      int first,
      int last,
      PartitionWriter writer,
      Path directory)
      throws Exception {
    new ParquetPipeline(
            filler,
            PipelineOptions.builder(plan.rows(), Destination.directory(directory))
                .partitions(plan.partitions())
                .batchRows(plan.batchRows())
                .parts(first, last)
                .writer(writer)
                .producers(1)
                .memoryBytes(1L << 30)
                .build())
        .run();
  }

  Path file(String name) {
    return directory.resolve(name);
  }

  /**
   * Writes a file anew, in row groups of 2,048 rows. It then looks like one of Arrow's, and the
   * manifest agrees with its bytes, so that nothing but its rows can be found.
   *
   * @param query selects its new rows from {@code old}, which has a row number r
   */
  void rewrite(String name, String query) throws SQLException, IOException {
    Path changed = file(name + ".new");
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(
          String.format(
              "COPY (WITH old AS (SELECT *, file_row_number AS r FROM read_parquet(%s)) %s)"
                  + " TO %s (FORMAT parquet, ROW_GROUP_SIZE 2048)",
              literal(file(name)), query, literal(changed)));
    }
    Files.move(changed, file(name), StandardCopyOption.REPLACE_EXISTING);
    replace(name, DUCKDB, ARROW);
    trustBytes(name);
  }

  /** Overwrites the last place in a file where the text stands; the new one may be longer. */
  void replace(String name, String text, String by) throws IOException {
    byte[] bytes = Files.readAllBytes(file(name));
    int at = new String(bytes, StandardCharsets.ISO_8859_1).lastIndexOf(text);
    byte[] replacement = by.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(replacement, 0, bytes, at, replacement.length);
    Files.write(file(name), bytes);
  }

  /** What DuckDB finds in a file; the query is one that returns a single number. */
  long find(String name, String query) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery(
                String.format(
                    "WITH old AS (SELECT *, file_row_number AS r FROM read_parquet(%s)) %s",
                    literal(file(name)), query))) {
      result.next();
      return result.getLong(1);
    }
  }

  private static String literal(Path file) {
    return "'" + file.toString().replace("'", "''") + "'";
  }

  private static Connection connect() throws SQLException {
    Properties properties = new Properties();
    properties.put("threads", "1");
    return new DuckDBDriver().connect("jdbc:duckdb:", properties);
  }

  /** Makes the manifest agree with a file's size and checksum. */
  void trustBytes(String name) throws IOException {
    long bytes = Files.size(file(name));
    String crc32 = FileChecksum.crc32(file(name));
    editManifest(
        manifest ->
            manifest
                .withArray("files")
                .forEach(
                    entry -> {
                      if (entry.path("path").asText().equals(name)) {
                        ((ObjectNode) entry).put("bytes", bytes).put("crc32", crc32);
                      }
                    }));
  }

  void editManifest(Consumer<ObjectNode> edit) throws IOException {
    Path path = file("_manifest.json");
    ObjectNode manifest = (ObjectNode) JSON.readTree(path.toFile());
    edit.accept(manifest);
    Files.writeString(path, JSON.writeValueAsString(manifest));
  }

  void flipBit(String name, int offset) throws IOException {
    byte[] bytes = Files.readAllBytes(file(name));
    bytes[offset] ^= 1;
    Files.write(file(name), bytes);
  }

  VerifyResult verify() throws Exception {
    try (Verification verification = Verification.of(Destination.directory(directory))) {
      return verification.run();
    }
  }

  /** Checks a data set of another filler's than the presets'. */
  static VerifyResult verify(Path directory, BatchFiller filler) throws Exception {
    try (Verification verification = Verification.of(Destination.directory(directory), filler)) {
      return verification.run();
    }
  }
}
