package dev.nestedparquet.verify;

import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Collects differences: keeps the first ones in the order of files and rows, whichever thread found
 * them first, and counts all.
 *
 * <p><em>Threading:</em> any thread.
 */
final class Differences {
  static final int MOST_LISTED = 20;

  /**
   * Place of a difference in the list. Differences of the same row keep the order in which they
   * were found.
   */
  private record Place(int file, long row, long sequence) implements Comparable<Place> {
    private static final Comparator<Place> ORDER =
        Comparator.comparingInt(Place::file)
            .thenComparingLong(Place::row)
            .thenComparingLong(Place::sequence);

    @Override
    public int compareTo(Place other) {
      return ORDER.compare(this, other);
    }
  }

  // Guarded by this.
  private final TreeMap<Place, Difference> first = new TreeMap<>();
  private long count;

  /**
   * Counts a difference, and keeps it if it is among the first.
   *
   * @param file position of the file in the data set; -1 if the difference concerns the whole data
   *     set
   * @param row index of the row in the file; -1 if the difference concerns the file
   * @param difference makes the difference; called only if it is kept, since its texts cost more
   *     than to find it
   */
  synchronized void add(int file, long row, Supplier<Difference> difference) {
    Place place = new Place(file, row, count++);
    if (first.size() == MOST_LISTED) {
      if (place.compareTo(first.lastKey()) > 0) {
        return;
      }
      first.pollLastEntry();
    }
    first.put(place, difference.get());
  }

  synchronized List<Difference> listed() {
    return List.copyOf(first.values());
  }

  synchronized long count() {
    return count;
  }
}
