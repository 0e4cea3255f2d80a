package dev.nestedparquet.internal.schema.grammar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * YAML as JSON, as editors take it: plain scalars are numbers, truth values and nulls by the core
 * schema of YAML 1.2; keys are texts.
 */
final class YamlAsEditorsSee {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private YamlAsEditorsSee() {}

  static JsonNode read(String yaml) {
    LoadSettings settings =
        LoadSettings.builder()
            .setSchema(new CoreSchema())
            .setMaxAliasesForCollections(10_000)
            .build();
    return json(new Load(settings).loadFromString(yaml));
  }

  private static JsonNode json(Object value) {
    if (value instanceof Map<?, ?> map) {
      ObjectNode object = JSON.objectNode();
      map.forEach((key, one) -> object.set(String.valueOf(key), json(one)));
      return object;
    } else if (value instanceof List<?> list) {
      ArrayNode array = JSON.arrayNode();
      list.forEach(one -> array.add(json(one)));
      return array;
    } else if (value instanceof Boolean truth) {
      return JSON.booleanNode(truth);
    } else if (value instanceof Integer number) {
      return JSON.numberNode(number);
    } else if (value instanceof Long number) {
      return JSON.numberNode(number);
    } else if (value instanceof BigInteger number) {
      return JSON.numberNode(number);
    } else if (value instanceof Double number) {
      // JSON has neither infinities nor NaN; some other number will do.
      return JSON.numberNode(Double.isFinite(number) ? number : Double.MAX_VALUE);
    }
    return value == null ? JSON.nullNode() : JSON.textNode((String) value);
  }
}
