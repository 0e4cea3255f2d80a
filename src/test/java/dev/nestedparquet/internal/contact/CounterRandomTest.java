package dev.nestedparquet.internal.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

final class CounterRandomTest {
  /** java.util's generator is SplitMix64, too, and adds its gamma before it mixes. */
  @Property(tries = 200)
  void drawsAreThoseOfSplitMix64StartedAtTheKey(
      @ForAll long key, @ForAll @IntRange(min = 1, max = 500) int draws) {
    SplittableRandom sequence = new SplittableRandom(key);
    for (int counter = 1; counter <= draws; counter++) {
      assertThat(CounterRandom.draw(key, counter)).isEqualTo(sequence.nextLong());
    }
  }

  @Property
  void drawsFarAlongAreThoseOfASequenceThatStartsThere(@ForAll long key, @ForAll long counter) {
    long state = key + (counter - 1) * 0x9E3779B97F4A7C15L;
    assertThat(CounterRandom.draw(key, counter)).isEqualTo(new SplittableRandom(state).nextLong());
  }

  /** The first outputs of SplitMix64 with seed 1234567, as its reference code in C gives them. */
  @Example
  void drawsAreThoseOfTheReferenceCode() {
    assertThat(CounterRandom.draw(1234567, 1))
        .isEqualTo(Long.parseUnsignedLong("6457827717110365317"));
    assertThat(CounterRandom.draw(1234567, 2))
        .isEqualTo(Long.parseUnsignedLong("3203168211198807973"));
    assertThat(CounterRandom.draw(1234567, 3))
        .isEqualTo(Long.parseUnsignedLong("9817491932198370423"));
  }

  @Example
  void keysArePinned() {
    assertThat(CounterRandom.key(0, 1)).isEqualTo(0xA706DD2F4D197E6FL);
    assertThat(CounterRandom.key(0, 2)).isEqualTo(0xB382A305F4414F5EL);
    assertThat(CounterRandom.key(-1, 1)).isEqualTo(0x5DC20AA7B2A27137L);
  }

  @Example
  void keysOfDifferentSeedsAndPurposesDiffer() {
    Set<Long> keys = new HashSet<>();
    for (long seed = -1000; seed < 1000; seed++) {
      for (int purpose = 1; purpose <= 10; purpose++) {
        keys.add(CounterRandom.key(seed, purpose));
      }
    }
    assertThat(keys).hasSize(2000 * 10);
  }
}
