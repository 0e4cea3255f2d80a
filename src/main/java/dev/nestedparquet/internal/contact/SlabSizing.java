package dev.nestedparquet.internal.contact;

import dev.nestedparquet.batch.RowRange;

/** Computes how large a slab a batch of contacts needs: as a rule, and at worst. */
final class SlabSizing {
  /**
   * Room of a usual slab, in standard deviations above the mean size. The size of a batch is a sum
   * over independent rows, and so nearly normally distributed: one batch of 10^23 is larger.
   */
  static final double DEVIATIONS = 10;

  /** Names are appended in blocks of so many rows, each only if the longest names would fit. */
  private static final int BLOCK_ROWS = 64;

  private final double deviations;
  private final int maxNameBytes;
  private final double meanNameBytes;
  private final double meanSquaredNameBytes;

  /**
   * Computes sizes for contacts with names of these tables.
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

  /** Capacity that is enough for all but one batch of 10^23. */
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

  /** Capacity that is enough for any batch. */
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
