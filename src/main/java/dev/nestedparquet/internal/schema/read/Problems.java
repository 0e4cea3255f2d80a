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
  /** Reading ends with the next one. */
  private static final int MOST = 1_000;

  /** Ends the reading of a file that is too much; what was found so far is said. */
  public static final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private StoppedException() {
      super("reading has stopped");
    }
  }

  private record Problem(Place place, String path, String message) {}

  private final String file;
  private final Set<Problem> found = new LinkedHashSet<>();
  private boolean more;

  public Problems(String file) {
    this.file = file;
  }

  /**
   * Something is wrong.
   *
   * @param path of the value, empty for the file as a whole
   * @throws StoppedException if there are enough, so that a hostile file can't take time by them
   */
  public void add(Place place, String path, String message) {
    Problem problem = new Problem(place, path, message);
    if (found.size() < MOST) {
      found.add(problem);
    } else if (!found.contains(problem)) {
      more = true;
      throw new StoppedException();
    }
  }

  /**
   * Something is wrong, and reading on would take too much memory or time.
   *
   * @throws StoppedException always
   */
  public StoppedException stop(Place place, String path, String message) {
    add(place, path, message);
    throw new StoppedException();
  }

  /** How many there are so far. */
  public int count() {
    return found.size();
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
    if (more) {
      lines.add(OneLine.of(file) + ": there are more; the first " + MOST + " found are above");
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
