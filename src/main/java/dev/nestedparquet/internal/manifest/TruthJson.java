package dev.nestedparquet.internal.manifest;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nestedparquet.batch.Truth;
import dev.nestedparquet.internal.truth.TruthText;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes a truth as a member of an object of JSON, with a line for each column, and reads it. */
final class TruthJson {
  static final String MEMBER = "truth";

  private static final ObjectMapper JSON = new ObjectMapper();

  private TruthJson() {}

  /**
   * Writes the member, unless no truth is known.
   *
   * @param isWhole whether columns have their types
   */
  static void write(Truth truth, boolean isWhole, JsonGenerator out) throws IOException {
    if (truth.columns().isEmpty()) {
      return;
    }
    out.writeObjectFieldStart(MEMBER);
    for (int i = 0; i < truth.columns().size(); i++) {
      out.writeFieldName(truth.columns().get(i).path());
      out.writeRawValue(JSON.writeValueAsString(TruthText.members(truth, i, isWhole)));
    }
    out.writeEndObject();
  }

  /**
   * Members of each column by its path; none if there is no truth.
   *
   * @throws IllegalArgumentException if it is no object of objects
   */
  static Map<String, Map<String, Object>> read(JsonNode truth) {
    Map<String, Map<String, Object>> byPath = new LinkedHashMap<>();
    if (!truth.isMissingNode() && !truth.isObject()) {
      throw new IllegalArgumentException("is " + truth + ", no object");
    }
    for (Map.Entry<String, JsonNode> column : truth.properties()) {
      if (!column.getValue().isObject()) {
        throw new IllegalArgumentException(
            column.getKey() + " is " + column.getValue() + ", no object");
      }
      @SuppressWarnings("unchecked")
      Map<String, Object> members = JSON.convertValue(column.getValue(), LinkedHashMap.class);
      byPath.put(column.getKey(), members);
    }
    return byPath;
  }
}
