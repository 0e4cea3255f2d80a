package dev.nestedparquet.internal.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.nestedparquet.batch.BatchPlan;
import dev.nestedparquet.batch.Counts;
import dev.nestedparquet.batch.Truth;
import dev.nestedparquet.batch.Truth.Member;
import dev.nestedparquet.batch.TruthColumn;
import dev.nestedparquet.dataset.DataFile;
import dev.nestedparquet.dataset.DataSetException;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ManifestReaderTest {
  @TempDir private Path directory;
  private Path file;

  @BeforeEach
  void write() throws IOException {
    file = directory.resolve("_manifest.json");
    manifest(Truth.NONE).write(file);
  }

  private static Manifest manifest(Truth truth) {
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("preset", "contacts");
    parameters.put("seed", -9_000_000_000L);
    parameters.put("nameSkew", 1.5);
    Counts counts = Counts.of(Map.of("rows", 3L, "types/a/b", 2L)).with(truth);
    return new Manifest(
        "1",
        parameters,
        new BatchPlan(3, 1, 10),
        "dataset",
        Map.of(),
        "Schema<>",
        "message schema {\n}\n",
        null,
        List.of(new DataFile("contacts-00000-of-00001.parquet", 0, 99, "0a1b2c3d", counts)),
        counts);
  }

  private static Truth truth() {
    Truth.Builder truth =
        new Truth.Builder(
            List.of(new TruthColumn("id", "int64", TruthColumn.Kind.INTEGER, List.of("7"), 0)));
    truth.set(0, Member.VALUES, 3);
    truth.set(0, Member.SMALLEST, 7);
    truth.set(0, Member.LARGEST, 7);
    truth.setSum(0, BigInteger.valueOf(21));
    truth.set(0, Member.LABELS, 0, 3);
    return truth.build();
  }

  @Test
  void readsWhatWasWritten() throws IOException {
    Manifest manifest = Manifest.read(file);
    Path copy = directory.resolve("copy.json");
    manifest.write(copy);
    assertThat(copy).hasSameTextualContentAs(file);
    assertThat(manifest.counts().get("types/a/b")).isEqualTo(2);
    assertThat(manifest.parameters()).containsEntry("seed", -9_000_000_000L);
  }

  @Test
  void filesShareTheColumnsOfTheWhole() throws IOException {
    manifest(truth()).write(file);
    Manifest manifest = Manifest.read(file);
    assertThat(manifest.counts().truth()).isEqualTo(truth());
    assertThat(manifest.files().get(0).counts().truth()).isEqualTo(truth());
    assertThat(manifest.files().get(0).counts().truth().columns())
        .isSameAs(manifest.counts().truth().columns());
  }

  @Test
  void theOrderOfMembersMakesNoDifference() throws IOException {
    manifest(truth()).write(file);
    ObjectMapper sorting =
        JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();
    String sorted = sorting.writeValueAsString(sorting.readValue(file.toFile(), Map.class));
    assertThat(sorted.indexOf("\"files\"")).isLessThan(sorted.indexOf("\"tool\""));
    Manifest manifest = Manifest.read(file);
    Files.writeString(file, sorted);
    assertThat(Manifest.read(file)).isEqualTo(manifest);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"tool\" : \"nested-parquet\" | \"tool\" : \"other\" | not a manifest of this program",
        "\"rows\" : 3              | \"rows\" : \"3\"       | rows is \"3\", not a count",
        "\"rows\" : 3              | \"rows\" : -3          | rows is -3, not a count",
        "\"rows\" : 3              | \"rows\" : 1e3         | not a count",
        "\"partitions\" : 1        | \"partitions\" : 0     | partitions: 0 is not between 1 and",
        "\"batchRows\" : 10        | \"batchRows\" : 5000000000 | too large",
        "\"writer\" : \"dataset\"  | \"writer\" : null      | writer is null, not a text",
        "\"bytes\" : 99,           | ''                     | bytes is missing",
        "\"files\"                 | \"other\"              | files is missing or no array",
        "\"counts\"                | \"other\"              | counts is missing or no object",
        "contacts-00000-of-00001.parquet | ../secret        | no name of a file",
        "contacts-00000-of-00001.parquet | a\\u0000b\\u001b | path \"a\\u0000b\\u001b\" is no name of a file",
        "\"seed\"                  | \"version\"            | not JSON",
        "\"crc32\" : \"0a1b2c3d\" | \"crc32\" : 7         | crc32 is 7, not a text",
        "\"crc32\" :              | \"sha1\" :             | sha1 of contacts-00000-of-00001.parquet",
      })
  void saysWhatIsWrong(String before, String after, String message) throws IOException {
    for (Truth truth : List.of(Truth.NONE, truth())) {
      manifest(truth).write(file);
      String text = Files.readString(file);
      assertThat(text).contains(before);
      Files.writeString(file, text.replace(before, after));
      assertThatThrownBy(() -> Manifest.read(file))
          .isInstanceOf(DataSetException.class)
          .hasMessageStartingWith(file + ": ")
          .hasMessageContaining(message)
          .hasMessageNotContaining("\n");
    }
  }

  @Test
  void saysThatSomethingFollows() throws IOException {
    Files.writeString(file, Files.readString(file) + "{}");
    assertThatThrownBy(() -> Manifest.read(file)).hasMessageContaining("not JSON, or cut off");
  }

  @Test
  void saysThatItIsNoFile() throws IOException {
    Files.delete(file);
    Files.createDirectory(file);
    assertThatThrownBy(() -> Manifest.read(file))
        .isInstanceOf(DataSetException.class)
        .hasMessage(file + " is no file, so not a manifest");
  }

  @Test
  void saysThatItCanNotBeRead() {
    Path none = directory.resolve("none.json");
    assertThatThrownBy(() -> Manifest.read(none))
        .isInstanceOf(DataSetException.class)
        .hasMessage(none + " cannot be read (NoSuchFile)");
  }

  @Test
  void saysThatItIsCutOff() throws IOException {
    String text = Files.readString(file);
    Files.writeString(file, text.substring(0, text.length() / 2));
    assertThatThrownBy(() -> Manifest.read(file))
        .isInstanceOf(DataSetException.class)
        .hasMessageContaining("not JSON, or cut off");
  }
}
