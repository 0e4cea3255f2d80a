package dev.nestedparquet.internal.contact;

import dev.nestedparquet.batch.CounterRandom;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * A list of names with Zipfian weights, laid out so that drawing one and storing its bytes takes
 * three loads and two 8-byte stores, and no branch.
 *
 * <p>Drawing uses the alias method (Walker 1977, in Vose's linear-time form, 1991): n columns of
 * equal weight, each shared by two names at most. Immutable, for any number of threads.
 */
public final class NameTable {
  /** Bytes that are stored of a name, whatever its length: two 8-byte words. */
  static final int PADDED_BYTES = 16;

  /** The last byte of the second word is the length instead. */
  private static final int MOST_BYTES = PADDED_BYTES - 1;

  private static final int LENGTH_SHIFT = Long.SIZE - Byte.SIZE;

  private static final int ALIAS_BITS = 16;
  private static final int ALIAS = (1 << ALIAS_BITS) - 1;

  /** Words of an entry, of which one is spare: a power of two, so that a shift finds it. */
  static final int ENTRY_WORDS = 4;

  // Where an entry has what.
  private static final int COLUMN = 0;
  static final int FIRST_WORD = 1;
  static final int SECOND_WORD = 2;

  /**
   * Per name: its column, and its two words. The column has, in the lower 16 bits, the bits in
   * which its alias differs, and above, in 2^-32 of the column's width, from where on the alias is
   * meant.
   */
  private final long[] entries;

  private final int size;

  private final double[] weights;

  private final int maxLength;
  private final double meanLength;
  private final double meanSquaredLength;

  /**
   * Names weighted by Zipf's law, {@code P(rank k) ~ 1 / k^skew}; the key decides on the ranks.
   *
   * @param names at most 15 bytes of UTF-8 each
   * @param skew 0 (all alike) or more
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

  /** First names, with Zipf's exponent and a key that decides on their ranks. */
  public static NameTable firstNames(double skew, long key) {
    return new NameTable(load("first-names", ""), skew, key);
  }

  /** Last names, each with a space in front. */
  public static NameTable lastNames(double skew, long key) {
    return new NameTable(load("last-names", " "), skew, key);
  }

  /** Names from a list that the build took out of Datafaker, each with a prefix. */
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

  /** Weights that add up to 1; ranks are dealt out by a Fisher-Yates shuffle. */
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
    // What remains in either stack differs from a full column by rounding only.
    return columns;
  }

  private static long column(double split, int difference) {
    return Math.round(split * (1L << 32)) << ALIAS_BITS | difference;
  }

  int size() {
    return size;
  }

  /** The probability of a name. */
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
   * Draws a name by 32 bits of each draw: those from bit {@code shift} on.
   *
   * @param names takes the names
   */
  void draw(long[] draws, int shift, int count, int[] names) {
    // As draw(bits) does, 4 % of filling faster: C1 keeps locals in registers, but not fields.
    long[] entries = this.entries;
    long size = this.size;
    for (int i = 0; i < count; i++) {
      long scaled = Distribution.low(draws[i] >>> shift) * size;
      int name = (int) (scaled >>> 32);
      names[i] = name ^ aliasDifference(scaled, entries[name * ENTRY_WORDS + COLUMN]);
    }
  }

  /** The bits in which what is drawn differs from the column's own name. */
  private static int aliasDifference(long scaled, long column) {
    long isAlias = ((column >>> ALIAS_BITS) - 1 - Distribution.low(scaled)) >> 63;
    return (int) (column & isAlias) & ALIAS;
  }

  /**
   * The names' entries of {@link #ENTRY_WORDS} words, for a loop that fetches many; not a copy, and
   * not to be changed.
   */
  long[] borrowEntries() {
    return entries;
  }

  /** Bytes of the name. */
  public int length(int name) {
    return length(secondWord(name));
  }

  /** Bytes of the name with this second word. */
  static int length(long secondWord) {
    return (int) (secondWord >>> LENGTH_SHIFT);
  }

  /** The first 8 bytes of the name, in little-endian order, padded with zeros. */
  public long firstWord(int name) {
    return entries[name * ENTRY_WORDS + FIRST_WORD];
  }

  /** The bytes of the name from the 9th on, likewise; behind them, anything. */
  public long secondWord(int name) {
    return entries[name * ENTRY_WORDS + SECOND_WORD];
  }

  /** Bytes of the longest name. */
  public int maxLength() {
    return maxLength;
  }

  /** Mean of the bytes of a name that is drawn. */
  double meanLength() {
    return meanLength;
  }

  /** Mean of their square. */
  double meanSquaredLength() {
    return meanSquaredLength;
  }

  /** The name as text. */
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
