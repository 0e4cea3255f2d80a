package dev.nestedparquet.verify;

import dev.nestedparquet.batch.BatchFiller;
import dev.nestedparquet.batch.Counts;
import dev.nestedparquet.dataset.DataSetException;
import dev.nestedparquet.dataset.Destination;
import dev.nestedparquet.internal.manifest.Manifest;
import java.io.IOException;
import java.util.concurrent.CancellationException;

/**
 * Checks a data set: fills its rows again, reads its files with a reader that shares no code with
 * the writers, and compares every value. Wrong data doesn't end the check, but is reported as
 * differences.
 *
 * <pre>{@code
 * try (Verification verification = Verification.of(Destination.directory(path))) {
 *   VerifyResult result = verification.run();
 * }
 * }</pre>
 *
 * <p><em>Threading:</em> {@link #run} starts threads of its own and returns when they have ended;
 * {@link #cancel} and {@link #rowsDone} may be called on any thread.
 */
public final class Verification implements AutoCloseable {
  private final FoundDataSet found;
  private final DataSetCheck check;
  private volatile boolean interrupted;

  private Verification(FoundDataSet found, BatchFiller filler) {
    this.found = found;
    check = new DataSetCheck(found, filler);
  }

  /**
   * Opens the check of a built-in data set; the caller closes it. If the parts of the data set
   * weren't merged, the parts that are there are checked one by one.
   *
   * @throws DataSetException if there is no manifest, or if this program can't make its rows
   */
  public static Verification of(Destination place) throws IOException {
    return of(place, ManifestFiller::of);
  }

  /**
   * Opens the check of a data set that a filler of one's own made; the caller closes it.
   *
   * @param filler makes the same rows as when the data set was made; borrowed
   * @throws DataSetException if there is no manifest, or its parameters differ from the filler's
   */
  public static Verification of(Destination place, BatchFiller filler) throws IOException {
    return of(
        place,
        manifest -> {
          ManifestFiller.requireSameParameters(manifest, filler);
          return filler;
        });
  }

  @FunctionalInterface
  private interface FillerOf {
    BatchFiller filler(Manifest manifest) throws DataSetException;
  }

  private static Verification of(Destination place, FillerOf fillers) throws IOException {
    FoundDataSet found = FoundDataSet.open(place);
    try {
      BatchFiller filler = fillers.filler(found.manifest());
      requireRows(filler, found.manifest());
      return new Verification(found, filler);
    } catch (IOException | RuntimeException e) {
      found.files().close();
      throw e;
    }
  }

  /** Refuses a manifest with rows that the filler would refuse to fill. */
  private static void requireRows(BatchFiller filler, Manifest manifest) throws DataSetException {
    try {
      long unused = filler.maxBatchBytes(manifest.plan().largestBatch());
    } catch (IllegalArgumentException e) {
      throw new DataSetException("the manifest's " + e.getMessage());
    }
  }

  /** Has each part that is missing count as a difference. */
  public Verification ofAllParts() {
    check.requireAllParts();
    return this;
  }

  /** Number of rows that the manifest promises. */
  public long rows() {
    return found.parts() == null
        ? found.manifest().plan().rows()
        : found.manifest().counts().get(Counts.ROWS);
  }

  /** Number of rows compared so far. */
  public long rowsDone() {
    return check.rowsDone();
  }

  /** Ends the check early; {@link #run} throws once all threads have ended. */
  public void cancel() {
    interrupted = true;
    check.cancel();
    found.files().cancel();
  }

  /**
   * Checks everything, on threads of its own, and returns when all have ended. Can be called once.
   *
   * @throws IOException if the check can't be carried out
   * @throws CancellationException if {@link #cancel} was called
   * @throws InterruptedException if this thread was interrupted
   */
  public VerifyResult run() throws IOException, InterruptedException {
    Thread hook = new Thread(this::cancel, "cancel-verify");
    try {
      Runtime.getRuntime().addShutdownHook(hook);
      return check.run();
    } catch (IOException | RuntimeException e) {
      if (interrupted || isShuttingDown(hook)) {
        CancellationException cancellation = new CancellationException("interrupted");
        cancellation.initCause(e);
        throw cancellation;
      }
      throw e;
    } finally {
      boolean unused = isShuttingDown(hook);
    }
  }

  /**
   * Tells whether the JVM is shutting down; if not, removes the hook. A JVM that shuts down refuses
   * new hooks, so a failure may come from that.
   */
  private static boolean isShuttingDown(Thread hook) {
    try {
      boolean unused = Runtime.getRuntime().removeShutdownHook(hook);
      return false;
    } catch (IllegalStateException e) {
      return true;
    }
  }

  /** Closes the files. Must not be called while {@link #run} runs. */
  @Override
  public void close() throws IOException {
    found.files().close();
  }
}
