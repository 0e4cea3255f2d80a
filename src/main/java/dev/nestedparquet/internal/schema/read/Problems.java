package dev.nestedparquet.internal.schema.read;

import dev.nestedparquet.internal.OneLine;
import dev.nestedparquet.internal.schema.model.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What is wrong with a file, as it is found.
 *
 * <p><em>Threading:</em> one thread.
 */
public final class Problems {
  /** More are counted only. */
  private static final int MOST = 1_000;

  private record Problem(Place place, String path, String message) {}

  private final String file;
  private final Set<Problem> found = new LinkedHashSet<>();
  private int more;

  public Problems(String file) {
    this.file = file;
  }

  /**
   * Something is wrong.
   *
   * @param path of the value, empty for the file as a whole
   */
  public void add(Place place, String path, String message) {
    if (!isFull()) {
      found.add(new Problem(place, path, message));
    } else {
      more++;
    }
  }

  /** Whether more are counted only. */
  public boolean isFull() {
    return found.size() >= MOST;
  }

  /** How many there are so far. */
  public int count() {
    return found.size() + more;
  }

  public boolean isEmpty() {
    return found.isEmpty();
  }

  /** A line for each, in the order of the file. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    found.stream()
        .sorted(Comparator.comparing(Problem::place))
        .forEach(
            one ->
                lines.add(
                    OneLine.of(
                        file
                            + ":"
                            + one.place()
                            + ": "
                            + (one.path().isEmpty() ? "" : one.path() + ": ")
                            + one.message())));
    if (more > 0) {
      lines.add(OneLine.of(file) + ": and " + more + " more");
    }
    return lines;
  }

  /**
   * Ends the reading if there is one.
   *
   * @throws RefusedFileException with all of them
   */
  public void refuseIfAny() {
    if (!isEmpty()) {
      throw new RefusedFileException(lines());
    }
  }
}
