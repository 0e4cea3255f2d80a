package dev.nestedparquet.batch;

/**
 * Thrown to a taker that waits for its next batch, if that batch can't be filled before the taker
 * lets go of earlier ones, and the taker has not done so for a while. The taker may wait again.
 */
public final class StalledException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public StalledException() {
    super("too many batches are kept for another one to be filled");
  }
}
