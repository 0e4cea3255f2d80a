package dev.nestedparquet.internal.schema.grammar;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * What a value looks like. Wherever a scalar stands, there can be a parameter, {@code $name}, too.
 */
public sealed interface Shape
    permits Mapping,
        Shape.Text,
        Shape.Amount,
        Shape.Words,
        Shape.TypeName,
        Shape.Items,
        Shape.AnyOf,
        Shape.ByKey,
        Shape.Later {
  /** Numbers as files write them, with a unit or without. */
  Pattern NUMBER =
      Pattern.compile("([-+]?)(\\d[\\d_]*)(\\.\\d+)?(?:[eE]([-+]?\\d{1,3}))?([kKMGTP]?)");

  /** Any text, number or truth value. */
  Shape SCALAR = new Text(null, null);

  /** A share, as a percentage or a fraction. */
  Shape SHARE = new Amount(BigDecimal.ZERO, BigDecimal.ONE, false, true);

  Shape FLAG = new Words("true", "false");

  /** The name of a type. */
  Shape TYPE = new TypeName();

  /**
   * A text, or anything that can be taken for one.
   *
   * @param pattern all of a text; null for any
   * @param message what it should be; null if there is no pattern
   */
  record Text(Pattern pattern, String message) implements Shape {}

  /**
   * A number.
   *
   * @param whole whether it has no fraction
   * @param percent whether it can be a percentage
   */
  record Amount(BigDecimal least, BigDecimal most, boolean whole, boolean percent)
      implements Shape {}

  /** One of several words. */
  record Words(List<String> words) implements Shape {
    public Words(String... words) {
      this(List.of(words));
    }
  }

  /** {@link #TYPE}. */
  record TypeName() implements Shape {}

  /** A list of values of one shape. */
  record Items(Shape item, int least, int most) implements Shape {}

  /** Any of several shapes, which differ in being a scalar, a list or a mapping, or by a word. */
  record AnyOf(List<Shape> shapes) implements Shape {
    public AnyOf(Shape... shapes) {
      this(List.of(shapes));
    }
  }

  /**
   * Mappings that are told apart by the keys that they have.
   *
   * @param byKey in the order in which the keys are looked for
   * @param otherwise if it has none of them; null if it must have one
   */
  record ByKey(Map<String, Mapping> byKey, Mapping otherwise) implements Shape {}

  /** A shape that has itself inside. */
  record Later(Supplier<Shape> shape) implements Shape {}

  static Shape count(long least, long most) {
    return new Amount(BigDecimal.valueOf(least), BigDecimal.valueOf(most), true, false);
  }

  static Shape number(String least, String most) {
    return new Amount(new BigDecimal(least), new BigDecimal(most), false, false);
  }
}
