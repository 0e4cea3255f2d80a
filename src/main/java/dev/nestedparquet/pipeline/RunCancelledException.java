package dev.nestedparquet.pipeline;

import java.util.concurrent.CancellationException;

/**
 * Thrown if a run was cancelled by its caller, or because the JVM shuts down. A type of its own
 * tells it from a {@link CancellationException} that a filler or writer fails with.
 */
final class RunCancelledException extends CancellationException {
  private static final long serialVersionUID = 1;

  RunCancelledException() {
    super("interrupted: nothing of this run was kept");
  }
}
