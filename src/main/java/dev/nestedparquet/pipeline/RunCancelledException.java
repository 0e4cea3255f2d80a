package dev.nestedparquet.pipeline;

/** Thrown if a run was cancelled by its caller, or because the JVM shuts down. */
public final class RunCancelledException extends Exception {
  private static final long serialVersionUID = 1;

  RunCancelledException() {
    super("interrupted: nothing of this run was kept");
  }
}
