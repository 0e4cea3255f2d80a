package dev.nestedparquet.internal.schema.model;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;

/** Source of a leaf's values. Whole numbers count units of the leaf's type. */
public sealed interface Source {
  /** One value always. */
  record Const(Value value) implements Source {}

  /**
   * A value of several.
   *
   * @param list name of the list that they are from; null if they stand here
   * @param zipf exponent of Zipf's law over a permutation of the choices; null if by weights
   */
  record Pick(String list, List<Choice<Value>> choices, BigDecimal zipf) implements Source {}

  /**
   * A value from {@code least} to {@code greatest}, both included, all equally likely.
   *
   * @param digits that floating point is rounded to; null if it isn't
   */
  record Uniform(Value least, Value greatest, Integer digits) implements Source {}

  /** A law of chance, of which the part from {@code least} to {@code greatest} is drawn from. */
  record Continuous(Shape shape, Value least, Value greatest, Integer digits) implements Source {}

  /** Laws of chance; numbers are units, or reals of floating point. */
  sealed interface Shape {
    /** Normal distribution around {@code mean}, with the deviation {@code sigma}. */
    record Normal(BigDecimal mean, BigDecimal sigma) implements Shape {}

    /** Distribution whose logarithm is normal, around that of {@code median}. */
    record Lognormal(BigDecimal median, BigDecimal sigma) implements Shape {}

    /** Exponential distribution, on average {@code mean} above the least. */
    record Exponential(BigDecimal mean) implements Shape {}

    /**
     * Pareto's distribution: above x with probability (least / x) to the power of {@code alpha}.
     */
    record Pareto(BigDecimal alpha) implements Shape {}

    /** Gaps between neighbours, all equally likely; so are the values in a gap. */
    record Quantiles(List<Value> values) implements Shape {}
  }

  /** Ranks 1 to {@code n}, by Zipf's law with the exponent {@code s}. */
  record Zipf(long n, BigDecimal s) implements Source {}

  /** Counts from {@code least} to {@code most} by geometric steps. */
  record Geometric(BigDecimal mean, long least, long most) implements Source {}

  /** Counts of independent events. */
  record Poisson(BigDecimal mean, long most) implements Source {}

  /** Successes of {@code n} trials. */
  record Binomial(long n, BigDecimal p) implements Source {}

  /** {@code start + step x position}. */
  record Sequence(BigInteger start, BigInteger step) implements Source {}

  /** Ascending by rows: a sequence, and up to {@code jitter} more. */
  record Sorted(BigInteger start, BigInteger step, BigInteger jitter) implements Source {}

  /**
   * A sorted sequence cut into blocks of so many rows; of each {@code blocks}, the order is drawn.
   */
  record Clustered(Sorted sorted, long rows, long blocks) implements Source {}

  /**
   * Every one of {@code of} values once.
   *
   * @param start the least, of integers
   * @param pattern that texts are made by; null for other types
   */
  record Unique(BigInteger of, BigInteger start, TextPattern pattern) implements Source {}

  /** Text of pieces, one after the other. */
  record Template(List<Piece> pieces, Map<String, Part> parts) implements Source {}

  /** Piece of a template. */
  sealed interface Piece {
    /** A text. */
    record Literal(String text) implements Piece {}

    /** A part by its name, with zeros in front up to {@code width} digits; 0 for none. */
    record PartOf(String part, int width) implements Piece {}
  }

  /**
   * A value to be written as text.
   *
   * @param type null if the expression says it
   */
  record Part(Place place, Type type, Source source) implements Source.Nested {}

  /** Holder of a source inside of another. */
  sealed interface Nested permits Part, Case {
    Source source();
  }

  /** Text by a pattern. */
  record Pattern(TextPattern pattern) implements Source {}

  /**
   * Text of some length.
   *
   * @param alphabet what characters are from; null if it is words
   * @param words name of the list that words are from; lengths then count words
   */
  record Text(Lengths length, Alphabet alphabet, String words) implements Source {}

  /** Bytes of some length and {@code entropy}, in bits a byte. */
  record Bytes(Lengths length, BigDecimal entropy) implements Source {}

  /** Sources by the value of the field that {@code on} names. */
  record Switch(Expression.Reference on, List<Case> cases, Source otherwise) implements Source {}

  /**
   * A source for a value of the field that is switched on.
   *
   * @param label as it is written; its type is that field's
   */
  record Case(Place place, String label, Source source) implements Nested {}

  /**
   * Value of an expression.
   *
   * @param nullOnError whether it is null where it overflows or divides by zero; else generation
   *     fails there
   */
  record Computed(Place place, String text, Expression expression, boolean nullOnError)
      implements Source {}
}
