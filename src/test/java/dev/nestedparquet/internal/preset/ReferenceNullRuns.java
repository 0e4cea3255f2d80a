package dev.nestedparquet.internal.preset;

import static dev.nestedparquet.internal.contact.ReferenceDraws.below;
import static dev.nestedparquet.internal.contact.ReferenceDraws.draw;
import static dev.nestedparquet.internal.contact.ReferenceDraws.highHalf;
import static dev.nestedparquet.internal.contact.ReferenceDraws.key;
import static dev.nestedparquet.internal.contact.ReferenceDraws.lowHalf;
import static dev.nestedparquet.internal.contact.ReferenceDraws.pick;

import dev.nestedparquet.internal.contact.ReferenceContacts;
import dev.nestedparquet.internal.contact.ReferenceContacts.Contact;
import dev.nestedparquet.internal.contact.ReferenceContacts.Phone;
import java.util.Collections;
import java.util.List;

/** The specification of preset {@code null-runs}. */
final class ReferenceNullRuns implements ReferenceRows {
  private static final int BLOCK = 524_288;
  private static final int SHORTEST = 350_001;

  /** A run's rows, and which of the kinds it is. */
  record Run(long first, int rows, int kind) {
    boolean holds(long row) {
      return row >= first && row < first + rows;
    }
  }

  private final long rowKey;
  private final long nameKey;
  private final long phoneKey;
  private final long nameRunKey;
  private final long phoneRunKey;

  ReferenceNullRuns(long seed) {
    rowKey = key(seed, 48);
    nameKey = key(seed, 49);
    phoneKey = key(seed, 50);
    nameRunKey = key(seed, 51);
    phoneRunKey = key(seed, 52);
  }

  static Run run(long runKey, int kinds, long row) {
    long block = row / BLOCK;
    long draw = draw(runKey, block);
    int rows = SHORTEST + pick(lowHalf(draw), BLOCK - SHORTEST + 1);
    long first = block * BLOCK + pick(highHalf(draw), BLOCK - rows + 1);
    int start = pick(lowHalf(draw(runKey, -1)), kinds);
    return new Run(first, rows, (int) ((block + start) % kinds));
  }

  @Override
  public Contact row(long row) {
    long draw = draw(rowKey, row);
    return new Contact(name(row, draw), phones(row, draw));
  }

  private String name(long row, long draw) {
    Run run = run(nameRunKey, 3, row);
    if (!run.holds(row)) {
      return below(lowHalf(draw), 20, 100) ? null : ReferenceRows.name(draw(nameKey, row));
    }
    return switch (run.kind) {
      case 0 -> null;
      case 1 -> "";
      default -> ReferenceRows.name(draw(nameKey, run.first));
    };
  }

  private List<Phone> phones(long row, long draw) {
    Run run = run(phoneRunKey, 5, row);
    if (!run.holds(row)) {
      return ReferenceRows.contactPhones(draw, phoneKey, row);
    }
    long id = 5 * run.first;
    return switch (run.kind) {
      case 0 -> null;
      case 1 -> List.of();
      case 2 -> Collections.singletonList(null);
      case 3 -> List.of(new Phone(null, null));
      default ->
          List.of(
              new Phone(
                  ReferenceRows.number(id),
                  ReferenceContacts.phoneType(highHalf(draw(phoneKey, id)))));
    };
  }
}
