package dev.nestedparquet.internal;

import dev.nestedparquet.batch.Advised;
import java.util.List;

/**
 * Refusal of options that don't go together, or don't suit the data; the message says why. Users
 * know it as an {@link IllegalArgumentException} that is {@link Advised}.
 */
public final class RefusedOptionsException extends IllegalArgumentException implements Advised {
  private static final long serialVersionUID = 1;

  private final transient List<Advice> advice;

  public RefusedOptionsException(String message, List<Advice> advice) {
    super(message);
    this.advice = List.copyOf(advice);
  }

  @Override
  public List<Advice> advice() {
    return advice == null ? List.of() : advice; // Null after deserialization.
  }
}
