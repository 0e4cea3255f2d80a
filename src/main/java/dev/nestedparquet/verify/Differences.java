package dev.nestedparquet.verify;

import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * What has been found so far: the first differences in the order of files and rows, whichever
 * thread came upon them first, and how many there are.
 *
 * <p><em>Threading:</em> any.
 */
final class Differences {
  static final int MOST_LISTED = 20;

  /** Where a difference belongs in the list; ties keep the order in which they were found. */
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
   * @param file position of its file among all; -1 for what concerns the whole data set
   * @param row its row in the file; -1 for what concerns the file
   * @param difference made only if it is kept, since its texts cost more than finding it
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
