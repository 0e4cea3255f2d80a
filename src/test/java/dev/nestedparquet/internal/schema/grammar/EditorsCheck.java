package dev.nestedparquet.internal.schema.grammar;

import com.fasterxml.jackson.databind.JsonNode;
import dev.harrel.jsonschema.Dialects;
import dev.harrel.jsonschema.Error;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.harrel.jsonschema.providers.JacksonNode;
import java.net.URI;
import java.util.List;

/** Says what an editor with the JSON Schema says of a file. */
final class EditorsCheck {
  private final Validator validator =
      new ValidatorFactory()
          .withDialect(new Dialects.Draft7Dialect())
          .withJsonNodeFactory(new JacksonNode.Factory())
          .createValidator();
  private final URI schema = validator.registerSchema(JsonSchemaOfFiles.make());

  /** Errors, none if the file is right. */
  List<String> errors(String yaml) {
    return errors(YamlAsEditorsSee.read(yaml));
  }

  List<String> errors(JsonNode file) {
    Validator.Result result = validator.validate(schema, file);
    return result.isValid()
        ? List.of()
        : result.getErrors().stream().map(EditorsCheck::line).toList();
  }

  private static String line(Error error) {
    return error.getInstanceLocation() + ": " + error.getError();
  }
}
