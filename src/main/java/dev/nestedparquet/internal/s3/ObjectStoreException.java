package dev.nestedparquet.internal.s3;

import java.io.IOException;

/**
 * Thrown if an object store refused a request or didn't answer; the message is for the program's
 * user.
 */
public final class ObjectStoreException extends IOException {
  private static final long serialVersionUID = 1;

  private final boolean refusal;

  ObjectStoreException(String message, boolean refusal, Throwable cause) {
    super(message, cause);
    this.refusal = refusal;
  }

  /**
   * Tells whether another try would fail the same way: no such bucket, no permission, no
   * credentials. Otherwise the store couldn't be reached, or was in trouble itself.
   */
  public boolean isRefusal() {
    return refusal;
  }
}
