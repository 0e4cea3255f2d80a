package dev.nestedparquet.pipeline;

import dev.nestedparquet.internal.s3.ObjectStoreException;
import dev.nestedparquet.write.WriteException;
import java.util.Locale;
import org.apache.arrow.memory.OutOfMemoryException;

/**
 * Thrown if a run failed. None of its files has its final name, and earlier output is as it was.
 */
public final class PipelineException extends Exception {
  private static final long serialVersionUID = 1;

  private final long strandedBytes;

  private PipelineException(String message, Throwable cause, long strandedBytes) {
    super(message, cause);
    this.strandedBytes = strandedBytes;
  }

  /**
   * Off-heap bytes that are lost until the process ends: after a failed write, the native writer
   * never releases the batches that were queued for it (Arrow 18.3.0). 0 as a rule.
   */
  public long strandedBytes() {
    return strandedBytes;
  }

  static PipelineException of(Throwable cause, long strandedBytes) {
    String message = describe(cause);
    if (strandedBytes > 0) {
      message +=
          String.format(
              Locale.ROOT,
              "; %.1f MB of Arrow buffers were not let go of, and stay until the process ends",
              strandedBytes / 1e6);
    }
    return new PipelineException(message, cause, strandedBytes);
  }

  private static String describe(Throwable cause) {
    if (cause instanceof WriteException || cause instanceof ObjectStoreException) {
      return cause.getMessage();
    }
    if (cause instanceof OutOfMemoryException || DirectMemory.isExhausted(cause)) {
      Throwable root = cause.getCause() == null ? cause : cause.getCause();
      return "out of off-heap memory: "
          + root.getMessage()
          + "; try fewer producers, smaller batches, or a larger -XX:MaxDirectMemorySize";
    }
    return cause.toString();
  }
}
