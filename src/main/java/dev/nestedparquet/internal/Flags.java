package dev.nestedparquet.internal;

import dev.nestedparquet.batch.Advised;
import dev.nestedparquet.batch.Advised.Advice;
import java.util.stream.Collectors;

/** Names the flags of the command line for the settings that the library advises. */
public final class Flags {
  private static final long MEBIBYTE = 1 << 20;

  private Flags() {}

  /** Message of a failure, with flags that would do if the failure knows any. */
  public static String explain(Exception failure) {
    String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
    if (!(failure instanceof Advised advised) || advised.advice().isEmpty()) {
      return message;
    }
    return message
        + advised.advice().stream()
            .map(Flags::flag)
            .collect(Collectors.joining(", or ", " (", ")"));
  }

  private static String flag(Advice advice) {
    return switch (advice.setting()) {
      case OUTPUT -> "--output";
      case OVERWRITE -> "--overwrite";
      case PARTITIONS -> "--partitions" + count(advice);
      case BATCH_ROWS -> "--batch-rows" + count(advice);
      case MEMORY_BYTES -> "--memory" + size(advice);
      case ROW_GROUP_ROWS -> "--row-group-rows" + count(advice);
      case ROW_GROUP_BYTES -> "--row-group-size" + size(advice);
      case PAGE_BYTES -> "--page-size" + size(advice);
    };
  }

  private static String count(Advice advice) {
    return advice.value() == null ? "" : " " + advice.value();
  }

  /** Value of advice about a size, rounded up to MiB. */
  private static String size(Advice advice) {
    return advice.value() == null ? "" : " " + (advice.value() + MEBIBYTE - 1) / MEBIBYTE + "MiB";
  }
}
