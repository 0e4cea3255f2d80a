package dev.nestedparquet.dataset;

import dev.nestedparquet.batch.Advised;
import dev.nestedparquet.internal.OneLine;
import java.io.IOException;
import java.util.List;

/**
 * Thrown if a data set can't be made, merged or checked in a place, because of what is there: other
 * files, say, or no manifest, or one that can't be used. Nothing was touched. The message, in one
 * line, tells the way out.
 */
public final class DataSetException extends IOException implements Advised {
  private static final long serialVersionUID = 1;

  private final transient List<Advice> advice;

  public DataSetException(String message, Setting... settings) {
    this(message, null, settings);
  }

  public DataSetException(String message, Throwable cause, Setting... settings) {
    super(OneLine.of(message), cause);
    advice = List.of(settings).stream().map(Advice::new).toList();
  }

  @Override
  public List<Advice> advice() {
    return advice == null ? List.of() : advice; // Null after deserialization.
  }
}
