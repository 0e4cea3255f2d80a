package dev.nestedparquet.internal.schema.grammar;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nestedparquet.internal.schema.grammar.Shape.Amount;
import dev.nestedparquet.internal.schema.grammar.Shape.AnyOf;
import dev.nestedparquet.internal.schema.grammar.Shape.ByKey;
import dev.nestedparquet.internal.schema.grammar.Shape.Items;
import dev.nestedparquet.internal.schema.grammar.Shape.Later;
import dev.nestedparquet.internal.schema.grammar.Shape.Text;
import dev.nestedparquet.internal.schema.grammar.Shape.TypeName;
import dev.nestedparquet.internal.schema.grammar.Shape.Words;
import dev.nestedparquet.internal.schema.model.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Makes a JSON Schema (draft-07) of data-set files, for editors.
 *
 * <p>Editors take plain scalars for what YAML 1.2 takes them for: {@code 15} is a number, {@code
 * 15M} a text. So a number is either here. Each mapping is a definition; those that are told apart
 * by a key are an if-else, so that an editor complains about the one that is meant.
 */
final class JsonSchemaOfFiles {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String PARAMETER = "^\\$";
  private static final String PICK = "pick";
  private static final String ZIPF = "zipf";
  private static final Shape EXPONENT = Shape.number("0", "20");

  private final Map<String, Mapping> mappings = new LinkedHashMap<>();
  private final ObjectNode definitions = JSON.objectNode();

  private JsonSchemaOfFiles() {}

  static ObjectNode make() {
    JsonSchemaOfFiles made = new JsonSchemaOfFiles();
    ObjectNode schema = JSON.objectNode();
    schema.put("$schema", "http://json-schema.org/draft-07/schema#");
    schema.setAll(made.mapping(FileKeys.FILE));
    schema.set("definitions", made.definitions);
    return schema;
  }

  private ObjectNode of(Shape shape) {
    if (shape instanceof Mapping mapping) {
      return reference(mapping.name(), () -> mapping(mapping), mapping);
    } else if (shape instanceof Later later) {
      return of(later.shape().get());
    } else if (shape instanceof ByKey byKey) {
      String name = byKey.otherwise() == null ? "node" : "one-of-" + byKey.otherwise().name();
      String whole = byKey.byKey().containsKey("fixed") ? name + "-or-fixed" : name;
      return reference(whole, () -> byKey(byKey), null);
    } else if (shape instanceof AnyOf any) {
      ObjectNode one = JSON.objectNode();
      ArrayNode shapes = one.putArray("anyOf");
      any.shapes().forEach(each -> shapes.add(of(each)));
      return one;
    } else if (shape instanceof Items items) {
      ObjectNode one = JSON.objectNode().put("type", "array");
      one.set("items", of(items.item()));
      return bounds(one, "Items", items.least(), items.most());
    } else if (shape instanceof Text text) {
      return text(text);
    } else if (shape instanceof Amount number) {
      return number(number);
    } else if (shape instanceof Words words) {
      return words(words.words());
    } else if (shape instanceof TypeName) {
      return reference("type", JsonSchemaOfFiles::types, null);
    }
    throw new IllegalArgumentException(shape.toString());
  }

  /** A definition, made when it is first referred to. */
  private ObjectNode reference(String name, Supplier<ObjectNode> make, Mapping mapping) {
    Mapping known = mappings.putIfAbsent(name, mapping);
    if (known != null && !known.equals(mapping)) {
      throw new IllegalStateException("two mappings are called " + name);
    } else if (!definitions.has(name)) {
      definitions.set(name, JSON.objectNode()); // Those inside of it may refer to it.
      definitions.set(name, make.get());
    }
    return JSON.objectNode().put("$ref", "#/definitions/" + name);
  }

  private static ObjectNode bounds(ObjectNode one, String what, int least, int most) {
    if (least > 0) {
      one.put("min" + what, least);
    }
    if (most < Integer.MAX_VALUE) {
      one.put("max" + what, most);
    }
    return one;
  }

  private static ArrayNode array(Collection<String> words) {
    ArrayNode array = JSON.arrayNode();
    words.forEach(array::add);
    return array;
  }

  private static ObjectNode text(Text text) {
    ObjectNode one = JSON.objectNode();
    one.set("type", array(List.of("string", "number", "boolean")));
    if (text.pattern() != null) {
      one.put("pattern", "^(?:" + text.pattern().pattern() + ")$|" + PARAMETER);
      one.put("patternErrorMessage", text.message());
    }
    return one;
  }

  private static ObjectNode number(Amount number) {
    ObjectNode one = JSON.objectNode();
    one.set("type", array(List.of(number.whole() ? "integer" : "number", "string")));
    one.put("minimum", plain(number.least()));
    one.put("maximum", plain(number.most()));
    String pattern = Shape.NUMBER.pattern() + (number.percent() ? "%?" : "");
    one.put("pattern", "^(?:" + pattern + ")$|" + PARAMETER);
    one.put(
        "patternErrorMessage",
        number.percent() ? "is no share such as 20% or 0.2" : "is no number such as 10 or 15M");
    return one;
  }

  /** Without an exponent, as far as that is short. */
  private static BigDecimal plain(BigDecimal number) {
    return new BigDecimal(number.toPlainString());
  }

  /** Words as YAML takes them, or in quotes. */
  private static ObjectNode words(List<String> words) {
    ObjectNode one = JSON.objectNode();
    ArrayNode either = one.putArray("anyOf");
    ArrayNode values = either.addObject().putArray("enum");
    List<String> quoted = new ArrayList<>();
    for (String word : words) {
      if (word.matches("\\d+")) {
        values.add(Integer.parseInt(word));
      } else if (word.matches("true|false")) {
        values.add(Boolean.parseBoolean(word));
      } else if (word.equals("null")) {
        values.addNull();
      } else {
        values.add(word);
        continue;
      }
      quoted.add("^" + word + "$");
    }
    quoted.add(PARAMETER);
    either.addObject().put("type", "string").put("pattern", String.join("|", quoted));
    return one;
  }

  private static ObjectNode types() {
    ObjectNode one = JSON.objectNode();
    ArrayNode either = one.putArray("anyOf");
    List<String> names = new ArrayList<>(TypeNames.plain().keySet());
    TypeNames.withArguments().values().forEach(more -> names.addAll(more.examples()));
    either.addObject().set("enum", array(names));
    ObjectNode others = either.addObject().put("type", "string");
    others.put("pattern", patternOfTypes(type -> true) + "|" + PARAMETER);
    return one;
  }

  private static String patternOfTypes(Predicate<Type> test) {
    List<String> patterns = new ArrayList<>();
    TypeNames.plain()
        .forEach(
            (name, type) -> {
              if (test.test(type)) {
                patterns.add(name);
              }
            });
    TypeNames.withArguments()
        .forEach(
            (name, more) -> {
              if (test.test(more.one())) {
                patterns.add(name + "\\(" + more.pattern().pattern() + "\\)");
              }
            });
    return "^(?:" + String.join("|", patterns) + ")$";
  }

  private ObjectNode mapping(Mapping mapping) {
    ObjectNode one = JSON.objectNode().put("type", "object");
    ObjectNode properties = JSON.objectNode();
    mapping.keys().forEach(key -> properties.set(key.name(), property(key)));
    if (!properties.isEmpty()) {
      one.set("properties", properties);
    }
    others(one, mapping);
    List<String> required = mapping.keys().stream().filter(Key::required).map(Key::name).toList();
    if (!required.isEmpty()) {
      one.set("required", array(required));
    }
    List<Key> keys = mapping.keys();
    if (mapping.oneOf().equals(SourceKeys.names())) {
      one.putArray("allOf").add(reference("one-source", this::oneSource, null));
      keys = keys.stream().filter(key -> !SourceKeys.all().contains(key)).toList();
    } else if (!mapping.oneOf().isEmpty()) {
      oneOf(one, mapping.oneOf());
    }
    dependencies(one, keys);
    return one;
  }

  /** That there is one source, and what goes with it. */
  private ObjectNode oneSource() {
    ObjectNode one = JSON.objectNode();
    oneOf(one, SourceKeys.names());
    dependencies(one, SourceKeys.all());
    return one;
  }

  /** Keys of leaves are in many mappings. */
  private ObjectNode property(Key key) {
    return NodeKeys.LEAF.keys().contains(key)
        ? reference("key-" + key.name(), () -> described(key), null)
        : described(key);
  }

  private ObjectNode described(Key key) {
    // Editors show it as it is: without links and marks of code.
    String meaning = key.meaning().replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1").replace("`", "");
    ObjectNode one = JSON.objectNode();
    // Beside pick, zipf is its exponent and no source.
    boolean either = key.name().equals(ZIPF) && key.value() instanceof Mapping;
    ObjectNode value = of(either ? new AnyOf(key.value(), EXPONENT) : key.value());
    if (value.has("$ref")) {
      // What stands beside $ref is not read.
      one.putArray("allOf").add(value);
    } else {
      one.setAll(value);
    }
    return one.put("description", meaning);
  }

  /**
   * No other keys. The language server of YAML takes the key {@code null} for no text, and then
   * finds it by patterns alone.
   */
  private static void close(ObjectNode one) {
    if (one.path("properties").has("null")) {
      one.putObject("patternProperties").put("^null$", true);
    }
    one.put("additionalProperties", false);
  }

  private void others(ObjectNode one, Mapping mapping) {
    Mapping.Others others = mapping.others();
    if (others == null) {
      close(one);
      return;
    }
    one.set("additionalProperties", of(others.value()));
    if (others.names() != null) {
      List<String> patterns = new ArrayList<>(List.of("^(?:" + others.names().pattern() + ")$"));
      mapping.names().forEach(name -> patterns.add("^" + name + "$"));
      ObjectNode names = one.putObject("propertyNames");
      names.put("pattern", String.join("|", patterns));
      names.put("patternErrorMessage", others.message());
    }
    if (!others.reserved().isEmpty()) {
      ObjectNode names = one.withObject("propertyNames");
      names.putObject("not").set("enum", array(others.reserved()));
    }
    bounds(one, "Properties", others.least(), others.most());
  }

  private static ObjectNode requires(String key) {
    ObjectNode one = JSON.objectNode();
    one.putArray("required").add(key);
    return one;
  }

  /** Needs one of the keys at least. Of an anyOf alone, editors would name one that is missing. */
  private static ObjectNode anyOf(Collection<String> keys) {
    ObjectNode one = JSON.objectNode();
    ArrayNode any = one.putObject("if").putObject("not").putArray("anyOf");
    keys.forEach(key -> any.add(requires(key)));
    ObjectNode then = requires(keys.iterator().next());
    one.set("then", then.put("errorMessage", "needs one of " + String.join(", ", keys)));
    return one;
  }

  private void oneOf(ObjectNode one, List<String> keys) {
    one.setAll(anyOf(keys));
    ArrayNode either = one.putObject("else").putArray("oneOf");
    for (String key : keys) {
      ObjectNode branch = requires(key);
      if (key.equals(ZIPF)) {
        branch.set("not", requires(PICK));
        goesWith(branch, key);
        branch.withObject("properties").putObject(ZIPF).put("type", "object");
      }
      either.add(branch);
    }
  }

  private void dependencies(ObjectNode one, List<Key> keys) {
    ObjectNode dependencies = JSON.objectNode();
    for (Key key : keys) {
      ObjectNode dependency = dependency(key);
      if (!dependency.isEmpty()) {
        dependencies.set(key.name(), dependency);
      }
    }
    if (!dependencies.isEmpty()) {
      one.set("dependencies", dependencies);
    }
  }

  private ObjectNode dependency(Key key) {
    ObjectNode one = JSON.objectNode();
    if (!key.with().isEmpty()) {
      one.setAll(anyOf(key.with()));
    }
    if (!key.without().isEmpty()) {
      ArrayNode any = one.putObject("not").putArray("anyOf");
      key.without().forEach(other -> any.add(requires(other)));
    }
    if (key.name().equals(PICK)) {
      one.putObject("properties").set(ZIPF, of(EXPONENT));
      ObjectNode weights = one.putObject("if").putObject("properties").putObject(PICK);
      weights.put("type", "object");
      one.putObject("then").set("not", requires(ZIPF));
    } else if (!key.name().equals(ZIPF) && SourceKeys.all().contains(key)) {
      goesWith(one, key.name());
    }
    return one;
  }

  /** If there is a type, it is one that the key goes with. */
  private void goesWith(ObjectNode one, String key) {
    TypeSet types = SourceKeys.types(key);
    if (!types.equals(TypeSet.ALL)) {
      String name = "type-of-" + types.names().replaceAll("\\W+", "-");
      ObjectNode type = reference(name, () -> types(types), null);
      one.putObject("properties").set("type", type);
    }
  }

  private static ObjectNode types(TypeSet set) {
    return JSON.objectNode()
        .put("pattern", patternOfTypes(set::has) + "|" + PARAMETER)
        .put("patternErrorMessage", "what stands beside it goes with " + set.names());
  }

  /** The first key that is there tells which mapping it is. */
  private ObjectNode byKey(ByKey shape) {
    Map<Mapping, List<String>> keys = new LinkedHashMap<>();
    shape
        .byKey()
        .forEach(
            (key, mapping) -> keys.computeIfAbsent(mapping, none -> new ArrayList<>()).add(key));
    ObjectNode whole = JSON.objectNode().put("type", "object");
    ObjectNode at = whole;
    for (Map.Entry<Mapping, List<String>> entry : keys.entrySet()) {
      List<ObjectNode> any = entry.getValue().stream().map(JsonSchemaOfFiles::requires).toList();
      ObjectNode condition = any.size() == 1 ? any.get(0) : JSON.objectNode();
      if (any.size() > 1) {
        condition.putArray("anyOf").addAll(any);
      }
      at.set("if", condition);
      at.set("then", of(entry.getKey()));
      at = at.putObject("else");
    }
    at.setAll(otherwise(shape));
    return whole;
  }

  /** None of the keys is there yet; an editor is to offer them. */
  private ObjectNode otherwise(ByKey shape) {
    ObjectNode one =
        shape.otherwise() == null
            ? JSON.objectNode().put("type", "object")
            : mapping(shape.otherwise());
    ObjectNode properties = one.withObject("properties");
    for (Mapping mapping : shape.byKey().values()) {
      for (Key key : mapping.keys()) {
        if (shape.otherwise() == null || shape.byKey().containsKey(key.name())) {
          properties.set(key.name(), property(key));
        }
      }
    }
    if (shape.otherwise() == null) {
      close(one);
      one.setAll(anyOf(shape.byKey().keySet()));
    }
    return one;
  }
}
