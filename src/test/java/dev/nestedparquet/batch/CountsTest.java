package dev.nestedparquet.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.LinkedHashMap;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class CountsTest {
  @Provide
  Arbitrary<Counts> counts() {
    Arbitrary<String> names =
        Arbitraries.of("rows", "a", "a/b", "id/smallest", "id/largest", "smallest", "x/largest");
    Arbitrary<Long> values = Arbitraries.longs().between(-(1L << 50), 1L << 50);
    return Arbitraries.maps(names, values).map(Counts::of).withoutEdgeCases();
  }

  @Property
  void mergingIsAssociative(
      @ForAll("counts") Counts a, @ForAll("counts") Counts b, @ForAll("counts") Counts c) {
    assertThat(a.plus(b).plus(c)).isEqualTo(a.plus(b.plus(c)));
  }

  @Property
  void mergingIsCommutative(@ForAll("counts") Counts a, @ForAll("counts") Counts b) {
    assertThat(a.plus(b)).isEqualTo(b.plus(a)).hasSameHashCodeAs(b.plus(a));
  }

  @Property
  void noneChangesNothing(@ForAll("counts") Counts a) {
    assertThat(a.plus(Counts.NONE)).isEqualTo(a);
    assertThat(Counts.NONE.plus(a)).isEqualTo(a);
  }

  @Example
  void addsUpButKeepsTheSmallestAndTheLargest() {
    Counts a = Counts.of(Map.of("n", 2L, "id/smallest", 5L, "id/largest", 7L));
    Counts b = Counts.of(Map.of("n", 3L, "id/smallest", 6L, "id/largest", 9L));
    Counts both = Counts.of(Map.of("n", 5L, "id/smallest", 5L, "id/largest", 9L));
    assertThat(a.plus(b)).isEqualTo(both);
    assertThat(both.plus(b).get("n")).isEqualTo(8);
  }

  /** A batch without numbers must not turn the smallest id into 0. */
  @Example
  void anAbsentNumberIsNoRowsWorth() {
    Counts ids = Counts.of(Map.of("id/smallest", 5L, "id/largest", -7L));
    assertThat(Counts.ofRows(3).plus(ids))
        .isEqualTo(Counts.of(Map.of("rows", 3L, "id/smallest", 5L, "id/largest", -7L)));
    assertThat(ids.get("rows")).isZero();
  }

  @Example
  void keepsTheOrderOfNamesAndACopyOfTheMap() {
    Map<String, Long> values = new LinkedHashMap<>();
    values.put("z", 1L);
    values.put("a", 2L);
    Counts counts = Counts.of(values);
    values.clear();
    assertThat(counts.plus(Counts.ofRows(1)).asMap().keySet()).containsExactly("z", "a", "rows");
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> counts.asMap().put("b", 1L));
  }

  @Example
  void failsRatherThanOverflow() {
    Counts most = Counts.ofRows(Long.MAX_VALUE);
    assertThatExceptionOfType(ArithmeticException.class)
        .isThrownBy(() -> most.plus(Counts.ofRows(1)));
  }
}
