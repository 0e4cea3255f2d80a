package dev.nestedparquet.internal;

/** Libraries that a user of this one adds only if they are needed. */
public enum OptionalLibrary {
  DISRUPTOR("the pipeline", "com.lmax.disruptor.RingBuffer", "com.lmax:disruptor"),
  ARROW_DATASET(
      "the Dataset writer",
      "org.apache.arrow.dataset.file.DatasetFileWriter",
      "org.apache.arrow:arrow-dataset"),
  OBJECT_STORE(
      "an object store",
      "software.amazon.awssdk.services.s3.S3Client",
      "software.amazon.awssdk:s3 and software.amazon.awssdk:url-connection-client"),
  DUCKDB("the check of a data set", "org.duckdb.DuckDBNative", "org.duckdb:duckdb_jdbc"),
  NETTY(
      "direct memory of Netty",
      "io.netty.util.internal.PlatformDependent",
      "org.apache.arrow:arrow-memory-netty");

  private final String user;
  private final String className;
  private final String coordinates;

  OptionalLibrary(String user, String className, String coordinates) {
    this.user = user;
    this.className = className;
    this.coordinates = coordinates;
  }

  /** Whether the library is on the class path. */
  public boolean isThere() {
    try {
      Class.forName(className, /* initialize= */ false, OptionalLibrary.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  /** What to say of a library that isn't there. */
  public String missing() {
    return user
        + " needs a library that is not on the class path: add "
        + coordinates
        + " to the dependencies";
  }
}
