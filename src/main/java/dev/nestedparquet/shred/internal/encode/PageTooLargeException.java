package dev.nestedparquet.shred.internal.encode;

import java.util.Locale;

/**
 * Says that a page has more bytes than its header can say, or than a codec takes. The column's
 * writer catches it, and throws an exception that names column and rows.
 */
public final class PageTooLargeException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  public PageTooLargeException(long bytes, int most) {
    super(
        String.format(
            Locale.ROOT,
            "a page of %,d bytes is too large; %,d are allowed, and a row is never cut",
            bytes,
            most));
  }
}
