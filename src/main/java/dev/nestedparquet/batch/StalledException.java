package dev.nestedparquet.batch;

/**
 * The next batch can't be filled before the taker lets go of some that it has, and for a while it
 * hasn't. It may go on to wait.
 */
public final class StalledException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public StalledException() {
    super("too many batches are kept for another one to be filled");
  }
}
