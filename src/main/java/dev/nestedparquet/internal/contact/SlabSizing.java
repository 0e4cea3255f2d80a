package dev.nestedparquet.internal.contact;

import dev.nestedparquet.batch.RowRange;

/** How large a slab a batch of contacts needs: as a rule, and at worst. */
final class SlabSizing {
  /**
   * A batch's bytes are sums over independent rows, so close to normally distributed; ten standard
   * deviations above the mean are passed in one batch of 10^23.
   */
  static final double DEVIATIONS = 10;

  /** Names are appended in blocks of that many rows, each only if the longest names would fit. */
  private static final int BLOCK_ROWS = 64;

  private final double deviations;
  private final int maxNameBytes;
  private final double meanNameBytes;
  private final double meanSquaredNameBytes;

  /**
   * Sizes for contacts with these names.
   *
   * @param deviations how many standard deviations above the mean count as usual
   */
  SlabSizing(NameTable first, NameTable last, double deviations) {
    this.deviations = deviations;
    maxNameBytes = first.maxLength() + last.maxLength();
    double meanFirst = first.meanLength();
    double meanLast = last.meanLength();
    meanNameBytes = Distribution.NAME_PRESENT * (meanFirst + meanLast);
    meanSquaredNameBytes =
        Distribution.NAME_PRESENT
            * (first.meanSquaredLength() + 2 * meanFirst * meanLast + last.meanSquaredLength());
  }

  /** Enough for all but freak batches. */
  ContactSlab.Capacity usual(RowRange range) {
    ContactSlab.Capacity worst = worst(range);
    double nameBytes =
        bound(worst.rows(), meanNameBytes, meanSquaredNameBytes) + BLOCK_ROWS * maxNameBytes;
    double phones = bound(worst.rows(), Distribution.MEAN_PHONES, Distribution.MEAN_SQUARED_PHONES);
    return capacity(
        range,
        (int) Math.min(worst.nameBytes(), nameBytes),
        (int) Math.min(worst.phones(), phones));
  }

  /** Enough for any batch. */
  ContactSlab.Capacity worst(RowRange range) {
    int rows = (int) range.rows();
    return capacity(range, rows * maxNameBytes, rows * Distribution.MAX_PHONES);
  }

  private static ContactSlab.Capacity capacity(RowRange range, int nameBytes, int phones) {
    int numberBytes = PhoneNumbers.bytes(range.end() * Distribution.MAX_PHONES);
    return new ContactSlab.Capacity((int) range.rows(), nameBytes, phones, phones * numberBytes);
  }

  private double bound(double rows, double mean, double meanSquared) {
    return rows * mean + deviations * Math.sqrt(rows * (meanSquared - mean * mean));
  }
}
