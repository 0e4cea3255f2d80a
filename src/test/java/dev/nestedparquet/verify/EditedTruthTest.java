package dev.nestedparquet.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nestedparquet.batch.BatchPlan;
import dev.nestedparquet.dataset.DataSetException;
import dev.nestedparquet.schema.DataSet;
import dev.nestedparquet.verify.fixtures.GeneratedSet;
import dev.nestedparquet.write.ShredderWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is edited in the truth of a manifest is found and named, or the manifest is refused. */
final class EditedTruthTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String SECOND = "kinds-00001-of-00002.parquet";

  /** A column for each kind of truth. */
  private static final DataSet DATA_SET =
      DataSet.of(
          """
          nested-parquet: 1
          name: kinds
          columns:
            i: {type: int64, null: 20%, uniform: [-9223372036854775808, 9223372036854775807]}
            u: {type: uint64, null: 20%, uniform: [0, 1000]}
            f: {type: float64, null: 20%, uniform: [0, 1], digits: 2, edge-cases: 20%}
            d: {type: "decimal(12,2)", null: 20%, uniform: [-9.99, 9.99]}
            b: {type: bool, null: 20%, pick: [true, false]}
            t: {type: "timestamp(ns, UTC)", null: 20%, uniform: [1990-01-01T00:00:00Z, 2100-01-01T00:00:00Z]}
            s: {type: string, null: 20%, dictionary: true, pick: [x, y]}
            x: {type: binary, null: 20%, bytes: {length: {0-200: 1}}}
            g: {type: uuid, null: 20%, unique: {of: 1M}}
            l:
              null: 20%
              length: {0-3: 1, 40: 1}
              list: {null: 20%, fields: {a.b: {type: int8, null: 20%, uniform: [0, 9]}}}
            m: {null: 20%, length: {0-2: 1}, map: {key: {type: date, uniform: [1990-01-01, 2100-01-01]}, value: {type: float16, const: .nan}}}
          """);

  @TempDir private static Path good;
  @TempDir private Path temporary;

  private GeneratedSet set;
  private String manifest;

  @BeforeAll
  static void generate() throws Exception {
    GeneratedSet.of(
        DATA_SET.filler(3, Map.of()), new BatchPlan(100, 2, 30), new ShredderWriter(), good);
  }

  @BeforeEach
  void copy() throws IOException {
    set = new GeneratedSet(temporary);
    try (var files = Files.list(good)) {
      for (Path file : files.toList()) {
        Files.copy(file, set.file(file.getFileName().toString()));
      }
    }
    manifest = Files.readString(set.file("_manifest.json"));
  }

  /** The truth of the whole, or of the second file. */
  private static ObjectNode truth(JsonNode manifest, boolean isWhole) {
    JsonNode at = isWhole ? manifest : manifest.path("files").path(1);
    return (ObjectNode) at.path("truth");
  }

  private List<String[]> members(boolean isWhole) throws IOException {
    List<String[]> members = new ArrayList<>();
    for (Map.Entry<String, JsonNode> column :
        truth(JSON.readTree(manifest), isWhole).properties()) {
      for (Map.Entry<String, JsonNode> member : column.getValue().properties()) {
        if (member.getValue().isObject()) {
          String label = member.getValue().properties().iterator().next().getKey();
          members.add(new String[] {column.getKey(), member.getKey(), label});
        } else {
          members.add(new String[] {column.getKey(), member.getKey()});
        }
      }
    }
    return members;
  }

  /** Edits a member, and returns what verify says of it. */
  private List<String> edited(boolean isWhole, String[] path) throws Exception {
    Files.writeString(set.file("_manifest.json"), manifest);
    set.editManifest(
        json -> {
          ObjectNode at = truth(json, isWhole);
          for (int i = 0; i < path.length - 1; i++) {
            at = (ObjectNode) at.path(path[i]);
          }
          edit(at, path[path.length - 1]);
        });
    try {
      return set.verify().listed().stream().map(Difference::toString).toList();
    } catch (DataSetException e) {
      return List.of(e.getMessage());
    }
  }

  private static void edit(ObjectNode at, String member) {
    JsonNode value = at.path(member);
    if (value.isBoolean()) {
      at.put(member, !value.booleanValue());
    } else if (value.isIntegralNumber()) {
      at.put(member, value.longValue() + 1);
    } else if (value.isNumber()) {
      at.put(member, value.doubleValue() / 2 - 1);
    } else if (member.equals("type")) {
      at.put(member, value.textValue().equals("string") ? "binary" : "string");
    } else { // Another digit, so that it is of the same type.
      String text = value.textValue();
      int last = text.length() - (text.endsWith("Z") ? 2 : 1);
      char digit = text.charAt(last) == '1' ? '2' : '1';
      at.put(member, text.substring(0, last) + digit + text.substring(last + 1));
    }
  }

  @Test
  void isFoundInAFile() throws Exception {
    assertThat(set.verify().isSame()).isTrue();
    List<String[]> members = members(/* isWhole= */ false);
    assertThat(members).hasSizeGreaterThan(70);
    for (String[] path : members) {
      assertThat(edited(/* isWhole= */ false, path))
          .as(String.join("/", path))
          .anyMatch(found -> found.contains("files/" + SECOND + "/truth/" + path[0] + "/"));
    }
  }

  @Test
  void isFoundInTheWhole() throws Exception {
    for (String[] path : members(/* isWhole= */ true)) {
      assertThat(edited(/* isWhole= */ true, path))
          .as(String.join("/", path))
          .isNotEmpty()
          .allMatch(found -> found.contains("truth"))
          .allMatch(found -> found.contains(path[0]));
    }
  }

  @Test
  void isFoundWithTheNumbersOfBoth() throws Exception {
    ObjectNode truth = truth(JSON.readTree(manifest), /* isWhole= */ false);
    long nulls = truth.path("l.list.element.`a.b`").path("nulls").longValue();
    String[] path = {"l.list.element.`a.b`", "nulls"};
    assertThat(edited(/* isWhole= */ false, path))
        .contains(
            "_manifest.json, files/"
                + SECOND
                + "/truth/l.list.element.`a.b`/nulls: expected "
                + nulls
                + ", found "
                + (nulls + 1));
  }

  @Test
  void isFoundWhereItAddsUpAlthoughItIsWrong() throws Exception {
    set.editManifest(
        json -> {
          for (int file = 0; file < 2; file++) {
            JsonNode truth = json.path("files").path(file).path("truth");
            ObjectNode column = (ObjectNode) truth.path("u");
            column.put("sum", column.path("sum").longValue() + (file == 0 ? 1 : -1));
          }
        });
    assertThat(set.verify().listed())
        .extracting(Difference::path)
        .containsExactly(
            "files/kinds-00000-of-00002.parquet/truth/u/sum", "files/" + SECOND + "/truth/u/sum");
  }

  @Test
  void isRefusedOrFoundWhereItIsMissing() throws Exception {
    set.editManifest(json -> truth(json, /* isWhole= */ false).remove("i"));
    assertThatThrownBy(() -> set.verify())
        .isInstanceOf(DataSetException.class)
        .hasMessageEndingWith("files/" + SECOND + "/truth/i is missing");
    Files.writeString(set.file("_manifest.json"), manifest);
    set.editManifest(
        json -> {
          json.remove("truth");
          json.path("files").forEach(file -> ((ObjectNode) file).remove("truth"));
        });
    assertThat(set.verify().listed())
        .isNotEmpty()
        .allMatch(difference -> difference.path().contains("truth/"))
        .allMatch(difference -> difference.found().equals("none"));
  }

  @Test
  void isReadWhereMembersAreInAnotherOrder() throws Exception {
    ObjectNode sorted = JSON.createObjectNode();
    ObjectNode json = (ObjectNode) JSON.readTree(manifest);
    json.properties().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(member -> sorted.set(member.getKey(), member.getValue()));
    Files.writeString(set.file("_manifest.json"), sorted.toString());
    assertThat(set.verify().isSame()).isTrue();
  }
}
