package dev.nestedparquet.batch;

/**
 * Thrown out of every wait once a run is stopped. The cause is the failure or cancellation that
 * stopped the run.
 */
public final class StoppedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public StoppedException(Throwable cause) {
    super("run was stopped: " + cause, cause);
  }
}
