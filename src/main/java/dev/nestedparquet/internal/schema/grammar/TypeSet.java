package dev.nestedparquet.internal.schema.grammar;

import dev.nestedparquet.internal.schema.model.Type;
import java.util.function.Predicate;

/** Types that something goes with, such as a source, and how errors and pages call them. */
public record TypeSet(String names, Predicate<Type> test) {
  static final TypeSet ALL = new TypeSet("all types", type -> true);
  static final TypeSet INTEGERS = new TypeSet("integers", type -> type instanceof Type.Int);
  static final TypeSet FLOATING =
      new TypeSet("floating point", type -> type instanceof Type.Floating);
  static final TypeSet NUMBERS =
      new TypeSet(
          "numbers, decimals, dates and times",
          type -> type.hasUnits() || type instanceof Type.Floating);
  static final TypeSet UNITS = new TypeSet("integers, decimals, dates and times", Type::hasUnits);
  static final TypeSet TEXT =
      new TypeSet("string and large_string", type -> type instanceof Type.Text);
  static final TypeSet UNIQUE =
      new TypeSet(
          "integers, string, uuid and fixed_binary",
          type ->
              type instanceof Type.Int
                  || type instanceof Type.Text
                  || type instanceof Type.Uuid
                  || type instanceof Type.FixedBinary);
  static final TypeSet BINARY =
      new TypeSet(
          "binary, large_binary and fixed_binary",
          type -> type instanceof Type.Binary || type instanceof Type.FixedBinary);

  public boolean has(Type type) {
    return test.test(type);
  }
}
