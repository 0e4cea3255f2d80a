package dev.nestedparquet.internal.output;

import dev.nestedparquet.dataset.DataSetException;
import dev.nestedparquet.dataset.Destination;
import dev.nestedparquet.internal.OptionalLibrary;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/**
 * Place where a run's files are made, out of sight, and get their names once all of them are
 * complete.
 *
 * <p><em>Life cycle:</em> {@link #open} &gt; {@link #stage} and make each file &gt; {@link
 * #publish} &gt; {@link #close}, which without publication discards everything.
 *
 * <p><em>Threading:</em> {@link #stage} from any thread, the rest from one. Writers have ended
 * before {@link #publish} and {@link #close}.
 */
public interface Output extends AutoCloseable {
  /**
   * Opens a destination for a run; the caller closes the output.
   *
   * @throws DataSetException if the destination can't be used; nothing was changed
   */
  static Output open(Destination destination, OutputRules rules) throws IOException {
    if (destination instanceof Destination.ObjectStorePrefix prefix) {
      if (!OptionalLibrary.OBJECT_STORE.isThere()) {
        throw new DataSetException(OptionalLibrary.OBJECT_STORE.missing());
      }
      return ObjectStoreOutput.open(prefix, rules);
    }
    return OutputDirectory.open((Destination.Directory) destination, rules);
  }

  /**
   * Milliseconds that it may take to end a run that writes to a destination, and to clean up after
   * it.
   */
  static long endMillis(Destination destination) {
    return destination instanceof Destination.ObjectStorePrefix
        ? ObjectStoreOutput.END_MILLIS
        : OutputDirectory.END_MILLIS;
  }

  /** Stages a file that will get this name; nothing is written yet. */
  StagedFile stage(String name);

  /**
   * Sets a listener to call, on another thread, if it turns out that staged files are lost. That
   * can be long before the writers notice.
   */
  default void onLoss(Consumer<IOException> listener) {}

  /**
   * Gives staged files their names and removes the files that they replace. If any step fails, the
   * output is as it was before.
   *
   * @param names names of staged files in the order in which they are to appear, manifests last
   */
  void publish(List<String> names) throws IOException;

  /** Removes everything of this run but the files that it has published. */
  @Override
  void close() throws IOException;
}
