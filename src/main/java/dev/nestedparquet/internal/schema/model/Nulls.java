package dev.nestedparquet.internal.schema.model;

import java.math.BigDecimal;

/**
 * How often a node is null.
 *
 * @param required whether its field is declared not null
 * @param share from 0 to 1
 * @param runs null if each row decides
 */
public record Nulls(boolean required, BigDecimal share, Runs runs) {
  /** Nullable, and never null. */
  public static final Nulls NONE = new Nulls(false, BigDecimal.ZERO, null);

  public static final Nulls REQUIRED = new Nulls(true, BigDecimal.ZERO, null);

  /** Whether nothing is said of nulls, not even that there are none. */
  public boolean isNone() {
    return !required && share.signum() == 0 && share.scale() == 0 && runs == null;
  }
}
