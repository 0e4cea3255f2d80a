package dev.nestedparquet.cli;

import dev.nestedparquet.manifest.DataSetFiles;
import dev.nestedparquet.s3.S3Location;
import dev.nestedparquet.write.Destination;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Where a data set is or will be, as a user names it: a directory, or a prefix of an object store.
 *
 * @param directory null if it is a prefix
 * @param prefix null if it is a directory
 */
record DataSetPlace(Path directory, S3Location prefix) {
  static final String ENDPOINT =
      "Address of the object store, for s3:// (default: AWS_ENDPOINT_URL_S3, AWS_ENDPOINT_URL, or"
          + " Amazon S3).";

  /**
   * Reads what a user has typed.
   *
   * @param what the option or parameter, for the message
   * @param endpoint of the object store; null if not given
   * @throws IllegalArgumentException if it names nothing that can be used
   */
  static DataSetPlace parse(String what, String text, String endpoint) {
    if (S3Location.isNamedBy(text)) {
      return new DataSetPlace(null, S3Location.parse(text, endpoint, System.getenv()));
    }
    Path directory = Destination.Directory.parse(what, text, " nor s3://bucket/prefix").path();
    if (endpoint != null) {
      throw new IllegalArgumentException(
          "--endpoint is for object stores, and "
              + text
              + " is a directory; say s3://bucket/prefix");
    }
    return new DataSetPlace(directory, null);
  }

  Destination destination() {
    return prefix == null
        ? new Destination.Directory(directory)
        : new Destination.ObjectStorePrefix(prefix);
  }

  /** The files there; the caller closes them. */
  DataSetFiles files() throws IOException {
    return prefix == null ? DataSetFiles.in(directory) : DataSetFiles.in(prefix);
  }
}
