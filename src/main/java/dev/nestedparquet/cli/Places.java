package dev.nestedparquet.cli;

import dev.nestedparquet.dataset.Destination;

/** Reads the place of a data set, as a user names it on the command line. */
final class Places {
  static final String ENDPOINT_DESCRIPTION =
      "Address of the object store, for s3:// (default: AWS_ENDPOINT_URL_S3, AWS_ENDPOINT_URL, or"
          + " Amazon S3).";

  private Places() {}

  /**
   * Reads what a user has typed.
   *
   * @param what name of the option or parameter, for the message
   * @param endpoint address of the object store; null if not given
   * @throws IllegalArgumentException if the text names no place that can be used
   */
  static Destination parse(String what, String text, String endpoint) {
    try {
      return Destination.parse(text, endpoint);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(what + ": " + e.getMessage(), e);
    }
  }
}
