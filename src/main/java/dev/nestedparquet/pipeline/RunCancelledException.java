package dev.nestedparquet.pipeline;

/** The process was told to end in the middle of a run. */
public final class RunCancelledException extends Exception {
  private static final long serialVersionUID = 1;

  RunCancelledException() {
    super("interrupted: nothing of this run was kept");
  }
}
