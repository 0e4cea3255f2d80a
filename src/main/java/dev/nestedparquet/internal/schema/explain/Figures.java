package dev.nestedparquet.internal.schema.explain;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Locale;

/** Writes numbers for people: short, and the same in any locale. */
final class Figures {
  private static final BigInteger LONGEST = BigInteger.TEN.pow(15);

  private Figures() {}

  static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** A count; by a power of ten if it is long. */
  static String count(BigInteger count) {
    return count.compareTo(LONGEST) < 0
        ? count(count.longValueExact())
        : new BigDecimal(count).round(new MathContext(3)).toString();
  }

  /** A share in percent, with up to three digits. */
  static String share(double share) {
    double percent = 100 * share;
    return plain(percent) + "%";
  }

  /** A number with about three digits. */
  static String plain(double number) {
    if (number >= 1_000) {
      return String.format(Locale.ROOT, "%,.0f", number);
    }
    String text = new BigDecimal(number).round(new MathContext(3)).toPlainString();
    return text.indexOf('.') < 0 ? text : text.replaceAll("0+$", "").replaceAll("\\.$", "");
  }
}
