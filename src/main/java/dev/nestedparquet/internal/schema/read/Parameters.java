package dev.nestedparquet.internal.schema.read;

import dev.nestedparquet.internal.schema.read.YamlValue.Scalar;
import dev.nestedparquet.internal.schema.read.YamlValue.Wrong;
import java.util.Map;

/** Values that stand for {@code $name}. */
public record Parameters(Map<String, Scalar> values) {

  /** The value, or the parameter's if it is a plain {@code $name}; else it is wrong. */
  YamlValue resolve(YamlValue value, String path, Problems problems) {
    if (!(value instanceof Scalar scalar) || !scalar.plain() || !scalar.text().startsWith("$")) {
      return value;
    }
    String name = scalar.text().substring(1);
    Scalar parameter = values.get(name);
    if (parameter == null) {
      problems.add(
          value.place(),
          path,
          "there is no parameter '"
              + Quoted.shortened(name)
              + "'"
              + LikelyWord.hint(name, values.keySet())
              + "; parameters: has "
              + (values.isEmpty() ? "none" : String.join(", ", values.keySet())));
      return new Wrong(value.place());
    }
    return new Scalar(value.place(), parameter.text(), parameter.plain());
  }
}
