package dev.nestedparquet.internal.schema.parse;

import dev.nestedparquet.internal.schema.grammar.SourceKeys;
import dev.nestedparquet.internal.schema.grammar.TypeSet;
import dev.nestedparquet.internal.schema.model.Type;
import dev.nestedparquet.internal.schema.read.Located;
import java.util.stream.Collectors;

/** Sees to it that a source and a type go together. */
final class SourceTypes {
  private SourceTypes() {}

  /** Sees to it that a source gives values of a type; a null type is any. */
  static boolean check(Located at, String name, Type type) {
    TypeSet types = SourceKeys.types(name);
    if (type == null || types.has(type)) {
      return true;
    }
    String fitting =
        SourceKeys.sources().stream()
            .filter(source -> source.types().has(type))
            .map(SourceKeys.OneSource::name)
            .collect(Collectors.joining(", "));
    at.problemOf(
        name, "gives no " + type + ", but " + types.names() + "; " + type + " can have " + fitting);
    return false;
  }
}
