package dev.nestedparquet.internal.schema.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Draws, permutations and choices are those that the page defines. */
final class DrawsTest {
  // By a few lines of Python, from the page.
  private static final long KEY_OF_NOTHING = 6332618229526065668L;
  private static final long KEY_OF_NUMBER = 5904935521548881438L;
  private static final long KEY_OF_ACCENT = 8797775943160909441L;
  private static final int[] PERMUTED = {2, 0, 3, 5, 4, 9, 8, 7, 6, 1};

  @Example
  void drawsAreSplitMix64s() {
    // The first numbers of the published generator from this seed.
    assertThat(Draws.draw(1234567, 1)).isEqualTo(6457827717110365317L);
    assertThat(Draws.draw(1234567, 2)).isEqualTo(3203168211198807973L);
    assertThat(Long.toUnsignedString(Draws.draw(1234567, 5))).isEqualTo("16408922859458223821");
  }

  @Example
  void keysStay() {
    assertThat(Draws.key(42, "", Draws.NULL)).isEqualTo(KEY_OF_NOTHING);
    assertThat(Draws.key(42, "phones.element.number", Draws.VALUE)).isEqualTo(KEY_OF_NUMBER);
    assertThat(Draws.key(-1, "é", Draws.RUNS_OF_VALUES)).isEqualTo(KEY_OF_ACCENT);
  }

  @Example
  void drawsAreUnsigned() {
    assertThat(Draws.below(-1, BigInteger.TEN)).isEqualTo(BigInteger.valueOf(9));
    assertThat(Draws.below(Long.MIN_VALUE, BigInteger.TEN)).isEqualTo(BigInteger.valueOf(5));
    assertThat(Draws.below(-1, Draws.TWO_64)).isEqualTo(Draws.TWO_64.subtract(BigInteger.ONE));
    assertThat(Draws.fraction(-1)).isEqualTo(1 - 0x1p-53);
    assertThat(Draws.happens(-1, BigDecimal.ONE)).isTrue();
    assertThat(Draws.happens(0, BigDecimal.ZERO)).isFalse();
    assertThat(Draws.happens(Long.MAX_VALUE, new BigDecimal("0.5"))).isTrue();
    assertThat(Draws.happens(Long.MIN_VALUE, new BigDecimal("0.5"))).isFalse();
  }

  @Example
  void permutationsStay() {
    for (int i = 0; i < 10; i++) {
      assertThat(Permutation.permuted(5, BigInteger.TEN, BigInteger.valueOf(i)))
          .isEqualTo(BigInteger.valueOf(PERMUTED[i]));
    }
    BigInteger of = BigInteger.valueOf(4_000_000_000L);
    long key = Draws.key(42, "order_id", Draws.ORDER);
    assertThat(Permutation.permuted(key, of, BigInteger.ZERO))
        .isEqualTo(BigInteger.valueOf(3505529922L));
  }

  @Property(tries = 200)
  void aPermutationHasEachNumberOnce(
      @ForAll long key, @ForAll @IntRange(min = 1, max = 2000) int n) {
    Set<BigInteger> seen = new HashSet<>();
    for (int i = 0; i < n; i++) {
      BigInteger value = Permutation.permuted(key, BigInteger.valueOf(n), BigInteger.valueOf(i));
      assertThat(value).isBetween(BigInteger.ZERO, BigInteger.valueOf(n - 1));
      seen.add(value);
    }
    assertThat(seen).hasSize(n);
  }

  @Example
  void smallPermutationsAreBijections() {
    for (int n = 1; n <= 130; n++) {
      aPermutationHasEachNumberOnce(7, n);
    }
  }

  @Property(tries = 100)
  void largePermutationsStayInside(
      @ForAll long key, @ForAll @IntRange(min = 1, max = 63) int bits) {
    BigInteger n = BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE);
    BigInteger last = n.subtract(BigInteger.ONE);
    Set<BigInteger> ends = new HashSet<>();
    ends.add(Permutation.permuted(key, n, BigInteger.ZERO));
    ends.add(Permutation.permuted(key, n, last));
    assertThat(ends).hasSize(bits == 1 ? 1 : 2).allMatch(value -> value.compareTo(n) < 0);
  }

  @Property(tries = 300)
  void choicesHaveTheirShareExactly(
      @ForAll @Size(min = 1, max = 60) List<@IntRange(max = 50) Integer> weights) {
    int sum = weights.stream().mapToInt(Integer::intValue).sum();
    if (sum == 0) {
      return;
    }
    List<Rational> exact = new ArrayList<>();
    double[] rounded = new double[weights.size()];
    for (int i = 0; i < weights.size(); i++) {
      exact.add(Rational.of(BigInteger.valueOf(weights.get(i)), BigInteger.ONE));
      rounded[i] = weights.get(i);
    }
    AliasTable table = AliasTable.of(exact);
    AliasTable ofDoubles = AliasTable.of(rounded);
    BigInteger all = Draws.TWO_32.multiply(BigInteger.valueOf(weights.size()));
    BigInteger before = BigInteger.ZERO;
    long total = 0;
    for (int i = 0; i < weights.size(); i++) {
      BigInteger after = before.add(BigInteger.valueOf(weights.get(i)));
      BigInteger end = all.multiply(after).divide(BigInteger.valueOf(sum));
      BigInteger start = all.multiply(before).divide(BigInteger.valueOf(sum));
      assertThat(table.share(i)).isEqualTo(end.subtract(start).longValueExact());
      assertThat(ofDoubles.share(i)).isBetween(table.share(i) - 1, table.share(i) + 1);
      total += ofDoubles.share(i);
      before = after;
    }
    assertThat(total).isEqualTo(all.longValueExact());
  }

  @Example
  void equalWeightsChooseAsNumbersBelow() {
    AliasTable table = AliasTable.of(new double[] {3, 3, 3, 3, 3});
    for (long i = 0; i < 1000; i++) {
      long u = Draws.draw(9, i);
      assertThat(table.chosen(u)).isEqualTo(Draws.below(u, 5));
    }
  }

  @Example
  void aChoiceOfWeightZeroIsNeverMade() {
    AliasTable table = AliasTable.of(new double[] {0, 1, 0, 2, 0});
    for (long i = 0; i < 10_000; i++) {
      assertThat(table.chosen(Draws.draw(3, i))).isIn(1, 3);
    }
  }

  @Example
  void theInverseNormalIsThatOfThePaper() {
    // Wichura's own examples.
    assertThat(InverseNormal.of(0.25)).isEqualTo(-0.6744897501960817);
    assertThat(InverseNormal.of(0.001)).isEqualTo(-3.090232306167813);
    assertThat(InverseNormal.of(1e-20)).isEqualTo(-9.26234008979841, within(1e-14));
    assertThat(InverseNormal.probability(0)).isEqualTo(0.5);
    assertThat(InverseNormal.probability(-100)).isEqualTo(0x1p-53);
    assertThat(InverseNormal.probability(100)).isEqualTo(1 - 0x1p-53);
    assertThat(InverseNormal.probability(1)).isEqualTo(0.8413447460685429, within(1e-15));
  }

  @Property
  void floatingPointIsRoundedAsJavaDoes(@ForAll double number) {
    if (!Double.isNaN(number) && !Double.isInfinite(number)) {
      assertThat(FloatingPoint.nearest(number, 64)).isEqualTo(number);
      assertThat((float) FloatingPoint.nearest(number, 32)).isEqualTo((float) number);
      double half = FloatingPoint.nearest(number, 16);
      assertThat(FloatingPoint.nearest(half, 16)).isEqualTo(half);
    }
  }

  @Example
  void halfFloatsAreRoundedOnce() {
    assertThat(FloatingPoint.nearest(65519.99, 16)).isEqualTo(65504);
    assertThat(FloatingPoint.nearest(65520, 16)).isInfinite();
    assertThat(FloatingPoint.nearest(1 + 0x1p-11, 16)).isEqualTo(1);
    assertThat(FloatingPoint.nearest(1 + 0x1p-11 + 0x1p-40, 16)).isEqualTo(1 + 0x1p-10);
    assertThat(FloatingPoint.nearest(0x1p-25, 16)).isZero();
    assertThat(FloatingPoint.nearest(-0x1.8p-25, 16)).isEqualTo(-0x1p-24);
    assertThat(FloatingPoint.nearest(Rational.of(new BigDecimal("0.1")), 64)).isEqualTo(0.1);
  }

  @Example
  void floatingPointIsWrittenWithTheFewestDigits() {
    assertThat(FloatingPoint.text(0.1, 64)).isEqualTo("0.1");
    assertThat(FloatingPoint.text(0.1f, 32)).isEqualTo("0.1");
    assertThat(FloatingPoint.text(2e-44f, 32))
        .isEqualTo("0.00000000000000000000000000000000000000000002");
    assertThat(FloatingPoint.text(1e22, 64)).isEqualTo("10000000000000000000000");
    assertThat(FloatingPoint.text(-0.0, 64)).isEqualTo("-0");
    assertThat(FloatingPoint.text(65504, 16)).isEqualTo("65500");
    assertThat(FloatingPoint.text(Double.NaN, 64)).isEqualTo("NaN");
  }
}
