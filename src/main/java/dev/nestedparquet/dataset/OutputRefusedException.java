package dev.nestedparquet.dataset;

import dev.nestedparquet.batch.Advised;
import java.io.IOException;
import java.util.List;

/**
 * Thrown if the place for the output can't be used. Nothing was touched. The message tells the way
 * out.
 */
public final class OutputRefusedException extends IOException implements Advised {
  private static final long serialVersionUID = 1;

  private final transient List<Advice> advice;

  public OutputRefusedException(String message, Setting... settings) {
    this(message, null, settings);
  }

  public OutputRefusedException(String message, Throwable cause, Setting... settings) {
    super(message, cause);
    advice = List.of(settings).stream().map(Advice::new).toList();
  }

  @Override
  public List<Advice> advice() {
    return advice == null ? List.of() : advice; // Null after deserialization.
  }
}
