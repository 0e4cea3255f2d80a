package dev.nestedparquet.internal.schema.model;

import java.math.BigDecimal;
import java.math.BigInteger;

/** A value that the file names, exact. */
public sealed interface Value {
  /** A bool. */
  record Flag(boolean value) implements Value {}

  /** An integer, a decimal, or a point or length of time, counted in its type's units. */
  record Units(BigInteger units) implements Value {}

  /** A finite floating-point number as it is written: exact, not rounded to its type. */
  record Real(BigDecimal number) implements Value {}

  /** What floating point has besides numbers. */
  enum Special implements Value {
    NAN,
    POSITIVE_INFINITY,
    NEGATIVE_INFINITY,
    NEGATIVE_ZERO
  }

  /** A text. */
  record Text(String text) implements Value {
    // Lists of texts are looked through at each start; the methods that a record has by itself are
    // only made then, which takes longer than the lists.
    @Override
    public boolean equals(Object other) {
      return other instanceof Text that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
      return text.hashCode();
    }
  }

  /** Bytes, as hexadecimal digits in lower case; a UUID, too. */
  record Bytes(String hex) implements Value {}
}
