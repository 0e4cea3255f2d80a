package dev.nestedparquet.internal.schema.model;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;

/** Where values come from. Numbers of units are in those of the leaf's type. */
public sealed interface Source {
  /** Always the same. */
  record Const(Value value) implements Source {}

  /**
   * One of several.
   *
   * @param list name of the list that they are from; null if they stand here
   * @param zipf exponent of Zipf's law over a permutation of the choices; null if by weights
   */
  record Pick(String list, List<Choice<Value>> choices, BigDecimal zipf) implements Source {}

  /**
   * Equally likely from {@code least} to {@code greatest}, both included.
   *
   * @param digits that floating point is rounded to; null if it isn't
   */
  record Uniform(Value least, Value greatest, Integer digits) implements Source {}

  /** A law of chance, of which the part from {@code least} to {@code greatest} is drawn from. */
  record Continuous(Shape shape, Value least, Value greatest, Integer digits) implements Source {}

  /** Laws of chance; numbers are units, or reals of floating point. */
  sealed interface Shape {
    /** Around {@code mean}, by {@code sigma}. */
    record Normal(BigDecimal mean, BigDecimal sigma) implements Shape {}

    /** Whose logarithm is normal, around that of {@code median}. */
    record Lognormal(BigDecimal median, BigDecimal sigma) implements Shape {}

    /** {@code mean} above the least. */
    record Exponential(BigDecimal mean) implements Shape {}

    /** Above x with probability (least / x) to the power of {@code alpha}. */
    record Pareto(BigDecimal alpha) implements Shape {}

    /** Between two neighbours equally likely; each gap is as likely as all others. */
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
   * Each of {@code of} values once.
   *
   * @param start the least, of integers
   * @param pattern that texts are made by; null for other types
   */
  record Unique(BigInteger of, BigInteger start, TextPattern pattern) implements Source {}

  /** Pieces one after the other. */
  record Template(List<Piece> pieces, Map<String, Part> parts) implements Source {}

  /** What a template consists of. */
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

  /** What has a source inside of another. */
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

  /** By the value of the field that {@code on} names. */
  record Switch(Expression.Reference on, List<Case> cases, Source otherwise) implements Source {}

  /**
   * A source for a value of the field that is switched on.
   *
   * @param label as it is written; its type is that field's
   */
  record Case(Place place, String label, Source source) implements Nested {}

  /**
   * What an expression says.
   *
   * @param nullOnError whether it is null where it overflows or divides by zero; else generation
   *     fails there
   */
  record Computed(Place place, String text, Expression expression, boolean nullOnError)
      implements Source {}
}
