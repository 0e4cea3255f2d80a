package dev.nestedparquet.internal.preset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nestedparquet.batch.BatchPlan;
import dev.nestedparquet.internal.contact.ContactBatch;
import dev.nestedparquet.internal.contact.ReferenceContacts.Contact;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

final class NullRunsTest extends PresetContract {
  private static final int BATCH_ROWS = 20_000;

  NullRunsTest() {
    super("null-runs", BatchPlan.MAX_ROWS);
  }

  @Override
  String label(int length) {
    return Integer.toString(length);
  }

  /** The longest run of each value that has one. */
  private static final class LongestRuns {
    final Map<Object, Integer> rows = new HashMap<>();
    private Object value = new Object();
    private int length;

    void add(Object next) {
      length = Objects.equals(value, next) ? length + 1 : 1;
      value = next;
      if (length > 350_000) {
        rows.merge(Objects.toString(next), length, Math::max);
      }
    }
  }

  @Example
  void everyKindOfRunIsThere() {
    NullRunsFiller filler = new NullRunsFiller(0);
    LongestRuns names = new LongestRuns();
    LongestRuns phones = new LongestRuns();
    for (int first = 0; first < 3_000_000; first += BATCH_ROWS) {
      try (ContactBatch batch = ContactBatch.fill(filler, first, BATCH_ROWS)) {
        for (Contact contact : batch.contacts()) {
          names.add(contact.name());
          phones.add(contact.phones());
        }
      }
    }
    assertThat(names.rows).containsKeys("null", "");
    assertThat(names.rows.keySet()).anyMatch(name -> ((String) name).matches("\\S+ \\S.*"));
    assertThat(phones.rows).containsKeys("null", "[]", "[null]", "[Phone[number=null, type=null]]");
    assertThat(phones.rows.keySet())
        .anyMatch(list -> ((String) list).matches("\\[Phone\\[number=\\+91-99-\\d+, type=\\w+]]"));
  }

  @Property(tries = 100)
  void runsLieWithinTheirBlockAndAreLongerThanPromised(
      @ForAll long key, @ForAll @LongRange(max = BatchPlan.MAX_ROWS >> 19) long block) {
    Runs runs = new Runs(key, 5);
    long start = block * Runs.BLOCK_ROWS;
    long first = runs.firstRow(start);
    int kind = runs.kind(first);
    assertThat(kind).isBetween(0, 4);
    assertThat(first).isBetween(start, start + Runs.BLOCK_ROWS - Runs.SHORTEST);
    assertThat(runs.kind(first + 350_000)).isEqualTo(kind);
    if (first > start) {
      assertThat(runs.kind(first - 1)).isEqualTo(Runs.NONE);
    }
    long nextFirst = runs.firstRow(start + Runs.BLOCK_ROWS);
    assertThat(runs.kind(nextFirst)).isEqualTo((kind + 1) % 5);
  }
}
