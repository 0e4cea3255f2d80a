package dev.nestedparquet.internal.schema.fill;

import dev.nestedparquet.internal.schema.draw.Draws;
import dev.nestedparquet.internal.schema.draw.Purpose;

/**
 * Where a source stands: what its draws are keyed by, and how it finds other fields.
 *
 * @param text of the node, part or entity field, as keys are made from it
 * @param purpose of the draws of values: a value or a length
 * @param attempt how often the values were drawn before; 0 but for keys of maps
 * @param fields finds what names mean here
 */
record Context(long seed, String text, Purpose purpose, int attempt, Fields fields) {
  /** Key of the draws for values. */
  long key() {
    return key(purpose);
  }

  /** Key of the draws for a length of a value. */
  Context ofLength() {
    return new Context(seed, text, Purpose.LENGTH, attempt, fields);
  }

  /** Where a part of a text stands. */
  Context ofPart(String part) {
    return new Context(seed, text + ".{" + part + "}", purpose, attempt, fields);
  }

  /** Where the same source stands when its values are drawn once more. */
  Context again(int attempt) {
    return new Context(seed, text, purpose, attempt, fields);
  }

  /** Where the same source stands, with other fields to be found. */
  Context with(Fields other) {
    return new Context(seed, text, purpose, attempt, other);
  }

  /** Key of the draws for a purpose. */
  long key(Purpose of) {
    long key = Draws.key(seed, text, of);
    return attempt == 0 ? key : Draws.draw(key, attempt);
  }

  /** Key of the order of a permutation, which does not change with attempts. */
  long orderKey() {
    return Draws.key(seed, text, Purpose.ORDER);
  }

  /** Key that a purpose has at the first attempt. */
  long firstKey(Purpose of) {
    return Draws.key(seed, text, of);
  }
}
