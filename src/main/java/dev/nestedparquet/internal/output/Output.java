package dev.nestedparquet.internal.output;

import dev.nestedparquet.dataset.Destination;
import dev.nestedparquet.dataset.OutputRefusedException;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/**
 * Where a run's files are made, out of sight, and get their names once all of them are complete.
 *
 * <p><em>Life cycle:</em> {@link #open} &gt; {@link #stage} and make each file &gt; {@link
 * #publish} &gt; {@link #close}, which without publication discards everything.
 *
 * <p><em>Threading:</em> {@link #stage} from any thread, the rest from one. Writers have ended
 * before {@link #publish} and {@link #close}.
 */
public interface Output extends AutoCloseable {
  /**
   * Prepares a place for a run.
   *
   * @throws OutputRefusedException if it can't be used; nothing was changed
   */
  static Output open(Destination destination, OutputRules rules) throws IOException {
    if (destination instanceof Destination.ObjectStorePrefix prefix) {
      return ObjectStoreOutput.open(prefix, rules);
    }
    return OutputDirectory.open((Destination.Directory) destination, rules);
  }

  /** How long it may take to end a run that writes to a place, and to clean up after it. */
  static long endMillis(Destination destination) {
    return destination instanceof Destination.ObjectStorePrefix
        ? ObjectStoreOutput.END_MILLIS
        : OutputDirectory.END_MILLIS;
  }

  /** A file in the making, by the name that it will get; nothing is there yet. */
  StagedFile stage(String name);

  /**
   * Has someone told, by another thread, if it turns out that what is being staged is lost; that
   * can be long before the writers notice.
   */
  default void onLoss(Consumer<IOException> listener) {}

  /**
   * Gives staged files their names and removes what they replace. If any step fails, the output is
   * as it was before.
   *
   * @param names what was staged, in the order in which it is to appear: manifests last
   */
  void publish(List<String> names) throws IOException;

  /** Removes whatever this run has left but for the files it has published. */
  @Override
  void close() throws IOException;
}
