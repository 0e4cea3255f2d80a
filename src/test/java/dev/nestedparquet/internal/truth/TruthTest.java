package dev.nestedparquet.internal.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.nestedparquet.batch.Counts;
import dev.nestedparquet.batch.Truth;
import dev.nestedparquet.batch.Truth.Member;
import dev.nestedparquet.batch.TruthColumn;
import dev.nestedparquet.batch.TruthColumn.Kind;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Truths merge in any order, by addition and by the least and the greatest. */
final class TruthTest {
  private static Truth any(long seed) {
    return new RandomTruths(seed).next();
  }

  @Property(tries = 300)
  void mergingIsAssociative(@ForAll long a, @ForAll long b, @ForAll long c) {
    Truth left = any(a).plus(any(b)).plus(any(c));
    Truth right = any(a).plus(any(b).plus(any(c)));
    assertThat(left).isEqualTo(right).hasSameHashCodeAs(right);
    assertThat(sorted(left)).isEqualTo(sorted(right));
  }

  @Property(tries = 300)
  void mergingIsCommutative(@ForAll long a, @ForAll long b) {
    Truth left = any(a).plus(any(b));
    Truth right = any(b).plus(any(a));
    assertThat(left).isEqualTo(right).hasSameHashCodeAs(right);
    assertThat(sorted(left)).isEqualTo(sorted(right));
  }

  /** As texts, which columns in another order have, too. */
  private static Map<String, Object> sorted(Truth truth) {
    return new TreeMap<>(TruthText.numbers(truth));
  }

  @Property(tries = 100)
  void noneChangesNothing(@ForAll long seed) {
    Counts counts = Counts.ofRows(3).with(any(seed));
    assertThat(counts.plus(Counts.NONE)).isEqualTo(counts);
    assertThat(Counts.NONE.plus(counts)).isEqualTo(counts);
  }

  @Property(tries = 100)
  void anotherNumberIsAnotherTruth(@ForAll long seed) {
    Truth truth = any(seed);
    if (!truth.columns().isEmpty()) {
      Truth.Builder more = new Truth.Builder(truth.columns());
      more.set(0, Member.NULLS, 1);
      assertThat(truth.plus(more.build())).isNotEqualTo(truth);
      assertThat(Counts.ofRows(1).with(truth)).isNotEqualTo(Counts.ofRows(1));
    }
  }

  private static Truth ofIntegers(long values, long smallest, long largest, String sum) {
    TruthColumn column = new TruthColumn("n", "int64", Kind.INTEGER, List.of(), 0);
    Truth.Builder truth = new Truth.Builder(List.of(column));
    truth.set(0, Member.VALUES, values);
    if (values > 0) {
      truth.set(0, Member.SMALLEST, smallest);
      truth.set(0, Member.LARGEST, largest);
    }
    truth.setSum(0, new BigInteger(sum));
    return truth.build();
  }

  @Example
  void sumsAreExactBeyond64BitsAndExtremesAreThoseOfBoth() {
    Truth both =
        ofIntegers(2, -5, 7, "18446744073709551615")
            .plus(ofIntegers(3, -9, 3, "340282366920938463463374607431768211455"));
    assertThat(both).isEqualTo(ofIntegers(5, -9, 7, "340282366920938463481821351505477763070"));
    assertThat(both.plus(ofIntegers(1, 0, 0, "-340282366920938463481821351505477763071")).sum(0))
        .isEqualTo(BigInteger.ONE.negate());
    assertThat(both.hasExtremes(0)).isTrue();
  }

  @Example
  void rowsWithoutValuesHaveNoExtremes() {
    Truth none = ofIntegers(0, 0, 0, "0");
    assertThat(none.hasExtremes(0)).isFalse();
    assertThat(none.plus(ofIntegers(1, 8, 8, "8"))).isEqualTo(ofIntegers(1, 8, 8, "8"));
    assertThat(TruthText.members(none, 0, /* isWhole= */ false))
        .containsOnlyKeys("values", "nulls", "absent", "sum");
  }

  @Example
  void failsRatherThanOverflow() {
    Truth most = ofIntegers(Long.MAX_VALUE, 0, 0, "0");
    assertThatExceptionOfType(ArithmeticException.class)
        .isThrownBy(() -> most.plus(ofIntegers(1, 0, 0, "0")));
    String large = BigInteger.ONE.shiftLeft(191).subtract(BigInteger.ONE).toString();
    assertThatExceptionOfType(ArithmeticException.class)
        .isThrownBy(() -> ofIntegers(1, 0, 0, large).plus(ofIntegers(1, 0, 0, "1")));
  }

  @Example
  void aColumnOfAnotherTypeIsRefused() {
    TruthColumn other = new TruthColumn("n", "int32", Kind.INTEGER, List.of(), 0);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ofIntegers(0, 0, 0, "0").plus(new Truth.Builder(List.of(other)).build()))
        .withMessage("column n is of int64, and of int32");
  }

  @Example
  void lengthsAreToldApartUpTo32AndThenByPowersOfTwo() {
    for (int length = 0; length <= 32; length++) {
      assertThat(Truth.lengthClass(length)).isEqualTo(length);
    }
    assertThat(Truth.lengthClass(33)).isEqualTo(33);
    assertThat(Truth.lengthClass(63)).isEqualTo(33);
    assertThat(Truth.lengthClass(64)).isEqualTo(34);
    for (int one = 0; one < Truth.LENGTH_CLASSES; one++) {
      assertThat(Truth.lengthClass(Truth.leastLength(one))).isEqualTo(one);
      assertThat(Truth.lengthClass(Truth.greatestLength(one))).isEqualTo(one);
    }
    assertThat(TruthText.nameOfLengths(33)).isEqualTo("33-63");
    assertThat(TruthText.nameOfLengths(34)).isEqualTo("64-127");
  }
}
