package dev.nestedparquet.internal.contact;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.holders.NullableVarCharHolder;

/** How often which outcome came up in the rows that a filler made, by reading its vectors. */
final class ContactTally {
  private static final int BATCH_ROWS = 50_000;

  /** Names are sorted into that many groups by rank to look for a connection between two. */
  private static final int GROUPS = 16;

  final long[] named = new long[2];
  final long[] phones = new long[6];
  final long[] types = new long[3];
  final long[] firstNames;
  final long[] lastNames;
  final long[][] states = new long[2][2];
  final long[][] numberByType = new long[2][3];
  final long[][] namedByPhones = new long[2][6];
  final long[][] firstByLast = new long[GROUPS][GROUPS];
  final long[][] phonesByNextPhones = new long[6][6];

  private final Map<Long, Integer> firstRanks;
  private final Map<Long, Integer> lastRanks;
  private final NullableVarCharHolder name = new NullableVarCharHolder();
  private int phonesBefore = -1;

  private ContactTally(ReferenceContacts reference) {
    firstRanks = ranks(reference.firstNamesByRank());
    lastRanks = ranks(reference.lastNamesByRank());
    firstNames = new long[firstRanks.size()];
    lastNames = new long[lastRanks.size()];
  }

  static ContactTally of(long seed, double skew, int rows) {
    ContactTally tally = new ContactTally(new ReferenceContacts(seed, skew));
    ContactFiller filler = new ContactFiller(seed, skew);
    for (int first = 0; first < rows; first += BATCH_ROWS) {
      try (ContactBatch batch = ContactBatch.fill(filler, first, BATCH_ROWS)) {
        tally.addRows(batch);
        tally.addPhones(batch);
      }
    }
    return tally;
  }

  /** Names by their bytes' hash, so that counting makes no strings. */
  private static Map<Long, Integer> ranks(List<String> names) {
    Map<Long, Integer> ranks = new HashMap<>();
    for (String text : names) {
      long hash = 0;
      for (int i = 0; i < text.length(); i++) {
        hash = hash * 31 + text.charAt(i);
      }
      if (ranks.put(hash, ranks.size()) != null) {
        throw new IllegalStateException("two names with one hash: " + text);
      }
    }
    return ranks;
  }

  private void addRows(ContactBatch batch) {
    for (int row = 0; row < batch.root.getRowCount(); row++) {
      int present = batch.names.isNull(row) ? 0 : 1;
      int count =
          batch.phones.isNull(row)
              ? 0
              : batch.phones.getElementEndIndex(row) - batch.phones.getElementStartIndex(row);
      named[present]++;
      phones[count]++;
      namedByPhones[present][count]++;
      if (phonesBefore >= 0) {
        phonesByNextPhones[phonesBefore][count]++;
      }
      phonesBefore = count;
      if (present == 1) {
        batch.names.get(row, name);
        addName();
      }
    }
  }

  private void addName() {
    long hash = 0;
    long firstHash = 0;
    for (int i = name.start; i < name.end; i++) {
      byte letter = name.buffer.getByte(i);
      if (letter == ' ') {
        firstHash = hash;
        hash = 0;
      } else {
        hash = hash * 31 + letter;
      }
    }
    int first = firstRanks.get(firstHash);
    int last = lastRanks.get(hash);
    firstNames[first]++;
    lastNames[last]++;
    firstByLast[first % GROUPS][last % GROUPS]++;
  }

  private void addPhones(ContactBatch batch) {
    for (int i = 0; i < batch.structs.getValueCount(); i++) {
      int number = batch.numbers.isNull(i) ? 0 : 1;
      int typed = batch.types.isNull(i) ? 0 : 1;
      states[number][typed]++;
      if (typed == 1) {
        types[batch.types.get(i)]++;
        numberByType[number][batch.types.get(i)]++;
      }
    }
  }
}
