package dev.nestedparquet.internal.schema.fill;

import dev.nestedparquet.internal.schema.model.Type;
import java.math.BigInteger;
import java.util.List;

/** Exact numbers that fail where they are out of the range of a type. */
final class RangeTerm extends Term {
  private final Term from;
  private final Type type;
  private final BigInteger least;
  private final BigInteger greatest;
  private final long leastLong;
  private final long greatestLong;

  private RangeTerm(Term from, Type type) {
    super(Form.EXACT, from.scale, from.most.min(type.greatest().max(type.least().negate())));
    this.from = from;
    this.type = type;
    least = type.least();
    greatest = type.greatest();
    leastLong = least.max(BigInteger.valueOf(Long.MIN_VALUE)).longValue();
    greatestLong = greatest.min(MOST_LONG).longValue();
  }

  /** The term itself, if it is never out of the range. */
  static Term of(Term from, Type type) {
    boolean fits =
        from.most.compareTo(type.greatest()) <= 0
            && from.most.negate().compareTo(type.least()) >= 0;
    return fits ? from : new RangeTerm(from, type);
  }

  @Override
  List<Term> operands() {
    return List.of(from);
  }

  @Override
  void eval(TermBlock block, long[] wanted) {
    from.eval(block, wanted);
    int count = block.count();
    long[] numbers = from.longs;
    boolean isBeyond = from.hasBigs;
    for (int i = 0; i < count; i++) {
      isBeyond |= numbers[i] < leastLong || numbers[i] > greatestLong;
    }
    needValid(count);
    System.arraycopy(from.valid, 0, valid, 0, Values.words(count));
    longs = numbers; // Not copied, but what fails is null here alone.
    hasBigs = from.hasBigs;
    bigs = from.bigs;
    if (!isBeyond) {
      return;
    }
    for (int i = 0; i < count; i++) {
      if (isValid(i) && isBeyond(i)) {
        block.fail(i, show(i) + " is out of the range of " + type);
        setNull(i);
      }
    }
  }

  private boolean isBeyond(int slot) {
    if (isBig(slot)) {
      return bigs[slot].compareTo(least) < 0 || bigs[slot].compareTo(greatest) > 0;
    }
    return longs[slot] < leastLong || longs[slot] > greatestLong;
  }
}
