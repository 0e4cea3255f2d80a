package dev.nestedparquet.internal.contact;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * A list of names with Zipfian weights. It is laid out so that to draw a name and to store its
 * bytes takes three loads, two 8-byte stores and no branch.
 *
 * <p>Names are drawn by the alias method (Walker 1977, in Vose's linear-time form, 1991). It has n
 * columns of equal weight, each shared by two names at most: its own name and its alias. Immutable,
 * for any number of threads.
 */
public final class NameTable {
  /** Number of bytes that are stored for a name, whatever its length: two 8-byte words. */
  static final int PADDED_BYTES = 16;

  /** Most bytes of a name: the last byte of its second word is its length instead. */
  private static final int MOST_BYTES = PADDED_BYTES - 1;

  private static final int LENGTH_SHIFT = Long.SIZE - Byte.SIZE;

  private static final int ALIAS_BITS = 16;
  private static final int ALIAS = (1 << ALIAS_BITS) - 1;

  /**
   * Number of words of an entry, one of them unused: a power of two, so that a shift finds the
   * entry.
   */
  static final int ENTRY_WORDS = 4;

  // Positions of words in an entry.
  private static final int COLUMN = 0;
  static final int FIRST_WORD = 1;
  static final int SECOND_WORD = 2;

  /**
   * Entry of each name: its column, and its two words of text. The lower 16 bits of the column are
   * the bits in which the alias's index differs from the name's. The upper bits are the position in
   * the column, in units of 2^-32 of its width, from which on it belongs to the alias.
   */
  private final long[] entries;

  private final int size;

  private final double[] weights;

  private final int maxLength;
  private final double meanLength;
  private final double meanSquaredLength;

  /**
   * Makes a table of names, weighted by Zipf's law {@code P(rank k) ~ 1 / k^skew}.
   *
   * @param names at most 15 bytes of UTF-8 each
   * @param skew exponent: 0, for all names equally likely, or more
   * @param key key of the draws that decide which name has which rank
   */
  NameTable(List<String> names, double skew, long key) {
    int n = names.size();
    if (n > 1 << ALIAS_BITS) {
      throw new IllegalArgumentException(n + " names are more than " + (1 << ALIAS_BITS));
    }
    size = n;
    entries = new long[ENTRY_WORDS * n];
    weights = zipf(n, skew, key);
    long[] columns = aliasColumns(weights);
    int longest = 0;
    double mean = 0;
    double meanSquared = 0;
    for (int i = 0; i < n; i++) {
      byte[] bytes = names.get(i).getBytes(StandardCharsets.UTF_8);
      if (bytes.length > MOST_BYTES) {
        throw new IllegalArgumentException(
            "name " + names.get(i) + " has more than " + MOST_BYTES + " bytes");
      }
      ByteBuffer padded =
          ByteBuffer.wrap(Arrays.copyOf(bytes, PADDED_BYTES)).order(ByteOrder.LITTLE_ENDIAN);
      int at = ENTRY_WORDS * i;
      entries[at + COLUMN] = columns[i];
      entries[at + FIRST_WORD] = padded.getLong();
      entries[at + SECOND_WORD] = padded.getLong() | (long) bytes.length << LENGTH_SHIFT;
      longest = Math.max(longest, bytes.length);
      mean += weights[i] * bytes.length;
      meanSquared += weights[i] * bytes.length * bytes.length;
    }
    maxLength = longest;
    meanLength = mean;
    meanSquaredLength = meanSquared;
  }

  /** Table of first names, with Zipf's exponent and a key that decides on their ranks. */
  public static NameTable firstNames(double skew, long key) {
    return new NameTable(load("first-names", ""), skew, key);
  }

  /** Table of last names, each with a space in front. */
  public static NameTable lastNames(double skew, long key) {
    return new NameTable(load("last-names", " "), skew, key);
  }

  /** Loads names from a list that the build took from Datafaker, each with a prefix. */
  static List<String> load(String list, String prefix) {
    try (InputStream in = NameTable.class.getResourceAsStream(list + ".txt")) {
      if (in == null) {
        throw new IllegalStateException("name list " + list + " is missing from the jar");
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().map(prefix::concat).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Weights of n names, which add up to 1. A Fisher-Yates shuffle gives each name its rank. */
  private static double[] zipf(int n, double skew, long key) {
    int[] byRank = new int[n];
    for (int i = 0; i < n; i++) {
      int j = (int) Long.remainderUnsigned(CounterRandom.draw(key, i), i + 1);
      byRank[i] = byRank[j];
      byRank[j] = i;
    }
    double total = 0;
    for (int rank = n; rank >= 1; rank--) {
      total += StrictMath.pow(rank, -skew);
    }
    double[] weights = new double[n];
    for (int rank = 1; rank <= n; rank++) {
      weights[byRank[rank - 1]] = StrictMath.pow(rank, -skew) / total;
    }
    return weights;
  }

  private static long[] aliasColumns(double[] weights) {
    int n = weights.length;
    long[] columns = new long[n];
    double[] left = new double[n];
    int[] small = new int[n];
    int[] large = new int[n];
    int smalls = 0;
    int larges = 0;
    for (int i = 0; i < n; i++) {
      left[i] = weights[i] * n;
      columns[i] = column(1, 0);
      if (left[i] < 1) {
        small[smalls++] = i;
      } else {
        large[larges++] = i;
      }
    }
    while (smalls > 0 && larges > 0) {
      int i = small[--smalls];
      int donor = large[larges - 1];
      columns[i] = column(left[i], i ^ donor);
      left[donor] -= 1 - left[i];
      if (left[donor] < 1) {
        larges--;
        small[smalls++] = donor;
      }
    }
    // Columns that remain on either stack differ from a full column by rounding only.
    return columns;
  }

  private static long column(double split, int difference) {
    return Math.round(split * (1L << 32)) << ALIAS_BITS | difference;
  }

  int size() {
    return size;
  }

  /** Probability of a name. */
  double weight(int name) {
    return weights[name];
  }

  /** Draws a name by 32 uniform bits. */
  public int draw(long bits) {
    long scaled = bits * size;
    int name = (int) (scaled >>> 32);
    return name ^ aliasDifference(scaled, entries[name * ENTRY_WORDS + COLUMN]);
  }

  /**
   * Draws a name by 32 bits of each draw, from bit {@code shift} on.
   *
   * @param names takes the indices of the names
   */
  void draw(long[] draws, int shift, int count, int[] names) {
    // The same as draw(bits), written out for C1, which keeps locals in registers, but not fields:
    // filling takes 4 % less time.
    long[] entries = this.entries;
    long size = this.size;
    for (int i = 0; i < count; i++) {
      long scaled = Distribution.low(draws[i] >>> shift) * size;
      int name = (int) (scaled >>> 32);
      names[i] = name ^ aliasDifference(scaled, entries[name * ENTRY_WORDS + COLUMN]);
    }
  }

  /** Bits in which the index that is drawn differs from the index of the column's own name. */
  private static int aliasDifference(long scaled, long column) {
    long isAlias = ((column >>> ALIAS_BITS) - 1 - Distribution.low(scaled)) >> 63;
    return (int) (column & isAlias) & ALIAS;
  }

  /**
   * Entries of all names, each of {@link #ENTRY_WORDS} words, for a loop that fetches many. Not a
   * copy: the caller must not change them.
   */
  long[] borrowEntries() {
    return entries;
  }

  /** Length of a name in bytes. */
  public int length(int name) {
    return length(secondWord(name));
  }

  /** Length, in bytes, of the name with this second word. */
  static int length(long secondWord) {
    return (int) (secondWord >>> LENGTH_SHIFT);
  }

  /** First 8 bytes of a name, in little-endian order, padded with zeros. */
  public long firstWord(int name) {
    return entries[name * ENTRY_WORDS + FIRST_WORD];
  }

  /**
   * Bytes of a name from the 9th on, in little-endian order; bytes behind its end have no meaning.
   */
  public long secondWord(int name) {
    return entries[name * ENTRY_WORDS + SECOND_WORD];
  }

  /** Length of the longest name in bytes. */
  public int maxLength() {
    return maxLength;
  }

  /** Mean length, in bytes, of a name that is drawn. */
  double meanLength() {
    return meanLength;
  }

  /** Mean of the square of the length, in bytes, of a name that is drawn. */
  double meanSquaredLength() {
    return meanSquaredLength;
  }

  /** Text of a name. */
  public String text(int name) {
    byte[] padded =
        ByteBuffer.allocate(PADDED_BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(firstWord(name))
            .putLong(secondWord(name))
            .array();
    return new String(padded, 0, length(name), StandardCharsets.UTF_8);
  }
}
