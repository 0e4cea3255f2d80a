package dev.nestedparquet.internal.preset;

import static dev.nestedparquet.internal.contact.ReferenceDraws.below;
import static dev.nestedparquet.internal.contact.ReferenceDraws.choice;
import static dev.nestedparquet.internal.contact.ReferenceDraws.draw;
import static dev.nestedparquet.internal.contact.ReferenceDraws.highHalf;
import static dev.nestedparquet.internal.contact.ReferenceDraws.key;
import static dev.nestedparquet.internal.contact.ReferenceDraws.lowHalf;
import static dev.nestedparquet.internal.contact.ReferenceDraws.pick;

import dev.nestedparquet.internal.contact.ReferenceContacts.Contact;
import java.util.List;

/** The specification of preset {@code long-lists}. */
final class ReferenceLongLists implements ReferenceRows {
  private static final List<Integer> BOUNDARIES =
      List.of(1023, 1024, 1025, 32767, 32768, 32769, 65535, 65536, 65537);

  private final long rowKey;
  private final long nameKey;
  private final long lengthKey;
  private final long phoneKey;

  ReferenceLongLists(long seed) {
    rowKey = key(seed, 32);
    nameKey = key(seed, 33);
    lengthKey = key(seed, 34);
    phoneKey = key(seed, 35);
  }

  @Override
  public Contact row(long row) {
    long draw = draw(rowKey, row);
    String name = below(lowHalf(draw), 20, 100) ? null : ReferenceRows.name(draw(nameKey, row));
    int length = length(highHalf(draw), draw(lengthKey, row));
    return new Contact(
        name, length < 0 ? null : ReferenceRows.phones(phoneKey, 100_000 * row, length));
  }

  /** The list's length, or -1 for a null list. */
  private static int length(long bits, long draw) {
    return switch (choice(bits, 10_000, 500, 500, 8_994, 5, 1)) {
      case 0 -> -1;
      case 1 -> 0;
      case 2 -> {
        double uniform = (lowHalf(draw) + 1) / 0x1p32; // above 0, up to 1
        yield (int) Math.min(100_000, Math.floor(1 / uniform));
      }
      case 3 -> BOUNDARIES.get(pick(highHalf(draw), BOUNDARIES.size()));
      default -> 100_000;
    };
  }
}
