package dev.nestedparquet.internal.schema.read;

import dev.nestedparquet.internal.schema.read.YamlValue.Scalar;
import dev.nestedparquet.internal.schema.read.YamlValue.Wrong;
import java.util.Map;
import java.util.function.Supplier;

/** Values that stand for {@code $name}. */
public record Parameters(Map<String, Scalar> values) {

  /** Whether all that they stand for in a value has {@code most} characters at most. */
  public boolean fitInto(YamlValue value, long most) {
    return count(value, most) >= 0;
  }

  /** Characters that are left; below 0 if there were too few. */
  private long count(YamlValue value, long left) {
    long rest = left;
    if (value instanceof YamlValue.Sequence sequence) {
      for (YamlValue item : sequence.items()) {
        rest = rest < 0 ? rest : count(item, rest);
      }
    } else if (value instanceof YamlValue.Mapping mapping) {
      for (YamlValue.Entry entry : mapping.entries()) {
        rest = rest < 0 ? rest : count(entry.value(), rest);
      }
    } else if (value instanceof Scalar scalar && scalar.plain() && !values.isEmpty()) {
      Scalar parameter = scalar.text().startsWith("$") ? of(scalar) : null;
      rest -= parameter == null ? 0 : parameter.text().length();
    }
    return rest;
  }

  private Scalar of(Scalar scalar) {
    return values.get(scalar.text().substring(1));
  }

  /** The value, or the parameter's if it is a plain {@code $name}; else it is wrong. */
  YamlValue resolve(YamlValue value, Supplier<String> path, Problems problems) {
    if (!(value instanceof Scalar scalar) || !scalar.plain() || !scalar.text().startsWith("$")) {
      return value;
    }
    String name = scalar.text().substring(1);
    Scalar parameter = of(scalar);
    if (parameter == null) {
      problems.add(
          value.place(),
          path.get(),
          "there is no parameter '"
              + Quoted.shortened(name)
              + "'"
              + LikelyWord.hint(name, values.keySet())
              + "; parameters: has "
              + Quoted.some(values.keySet())
              + "; for the text, put it in quotes");
      return new Wrong(value.place());
    }
    return new Scalar(value.place(), parameter.text(), parameter.plain());
  }
}
