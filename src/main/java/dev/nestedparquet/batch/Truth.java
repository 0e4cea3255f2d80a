package dev.nestedparquet.batch;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * What is true of the columns of some rows: how many values and nulls each has, its extremes, its
 * sum, its lengths. Truths of batches merge into that of a file, and those of files into that of
 * the data set, by addition and by the least and the greatest; in which order makes no difference.
 * Immutable.
 *
 * <p>Extremes are told in an order of their own. Numbers, times and bools are longs whose order is
 * that of the values. Texts, bytes and decimals are byte strings that compare byte by byte, without
 * a sign, the shorter one first.
 *
 * <p>Memory: a run keeps the truth of each file, so all numbers are in one array, and columns are
 * shared.
 */
public final class Truth {
  /** No columns. */
  public static final Truth NONE =
      new Truth(new TruthLayout(List.of()), new long[0], new byte[0][]);

  /** Numbers that are told of a column. */
  public enum Member {
    /** Values; of structs, lists and maps, those that are not null. */
    VALUES("values"),
    /** Nulls of the column's own. */
    NULLS("nulls"),
    /** Values that are not there since a list above is empty, or something above is null. */
    ABSENT("absent"),
    /** Lists without elements. */
    EMPTY("empty"),
    /** Elements of all lists. */
    ELEMENTS("elements"),
    /** Lists by the class of their length. */
    LENGTHS("lengths"),
    /** Least value; NaN is none. */
    SMALLEST("smallest"),
    /** Greatest value; NaN is none. */
    LARGEST("largest"),
    /** Sum of all values, exact; of decimals in units of the last digit. */
    SUM("sum"),
    /** Bytes of all texts. */
    BYTES("bytes"),
    /** How many values are NaN. */
    NAN("nan"),
    /** How often each label is the value. */
    LABELS("labels");

    private final String text;

    Member(String text) {
      this.text = text;
    }

    /** Name of the member in the manifest. */
    @Override
    public String toString() {
      return text;
    }
  }

  /** Lengths up to this one have a class each. */
  private static final int EXACT_LENGTHS = 32;

  /** Classes of all lengths that a list can have. */
  public static final int LENGTH_CLASSES = lengthClass(Long.MAX_VALUE) + 1;

  final TruthLayout layout;
  final long[] numbers;

  /** Two for each column, or none if its extremes are numbers; null if there is no value. */
  final byte[][] extremes;

  private Truth(TruthLayout layout, long[] numbers, byte[][] extremes) {
    this.layout = layout;
    this.numbers = numbers;
    this.extremes = extremes;
  }

  /**
   * Class of a list's length: the length itself up to 32; then 33 for 33 to 63, 34 for 64 to 127,
   * and so on by powers of two.
   */
  public static int lengthClass(long length) {
    return length <= EXACT_LENGTHS
        ? (int) length
        : EXACT_LENGTHS + Long.SIZE - Long.numberOfLeadingZeros(length) - 5;
  }

  /** Least length of a class. */
  public static long leastLength(int lengthClass) {
    if (lengthClass <= EXACT_LENGTHS) {
      return lengthClass;
    }
    return lengthClass == EXACT_LENGTHS + 1 ? lengthClass : 1L << (lengthClass - EXACT_LENGTHS + 4);
  }

  /** Greatest length of a class. */
  public static long greatestLength(int lengthClass) {
    return lengthClass <= EXACT_LENGTHS
        ? lengthClass
        : (1L << (lengthClass - EXACT_LENGTHS + 5)) - 1;
  }

  public List<TruthColumn> columns() {
    return layout.columns;
  }

  /**
   * A number of a column; of extremes only where these are numbers.
   *
   * @param column index of the column
   */
  public long get(int column, Member member) {
    return numbers[layout.at(column, member)];
  }

  /** How often a label is the value, or lists are of a class of lengths. */
  public long get(int column, Member member, int index) {
    return numbers[layout.at(column, member) + index];
  }

  /** Sum of a column's values. */
  public BigInteger sum(int column) {
    int at = layout.at(column, Member.SUM);
    ByteBuffer bytes = ByteBuffer.allocate(TruthLayout.SUM_WORDS * Long.BYTES);
    for (int i = TruthLayout.SUM_WORDS - 1; i >= 0; i--) {
      bytes.putLong(numbers[at + i]);
    }
    return new BigInteger(bytes.array());
  }

  /** An extreme of a column where these are bytes; null if there is no value. */
  public byte[] bytes(int column, Member member) {
    byte[] bytes = extremes[layout.extremeAt(column, member)];
    return bytes == null ? null : bytes.clone();
  }

  /** Whether a column has a smallest and a largest value: it has values, not all of them NaN. */
  public boolean hasExtremes(int column) {
    long nan =
        columns().get(column).kind() == TruthColumn.Kind.FLOATING ? get(column, Member.NAN) : 0;
    return get(column, Member.VALUES) > nan;
  }

  /**
   * Adds what is true of other rows.
   *
   * @throws ArithmeticException if a number is beyond 64 bits then
   * @throws IllegalArgumentException if a column has another type there
   */
  public Truth plus(Truth other) {
    if (other.layout.columns.isEmpty()) {
      return this;
    } else if (layout.columns.isEmpty()) {
      return other;
    } else if (!layout.equals(other.layout)) {
      TruthLayout both = layout.union(other.layout);
      return to(both).plus(other.to(both));
    }
    long[] sum = numbers.clone();
    layout.add(sum, other.numbers);
    byte[][] bytes = extremes.clone();
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = extreme(i, bytes[i], other.extremes[i]);
    }
    return new Truth(layout, sum, bytes);
  }

  private static byte[] extreme(int index, byte[] a, byte[] b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    boolean takesLess = (index & 1) == 0;
    return (Arrays.compareUnsigned(a, b) <= 0) == takesLess ? a : b;
  }

  /** The same with more columns, labels or classes of lengths. */
  private Truth to(TruthLayout larger) {
    Builder same = new Builder(larger);
    layout.copy(this, larger, same);
    return same.build();
  }

  /** The same, and sharing its columns with another truth if these are equal, to save memory. */
  public Truth sharing(Truth other) {
    return layout.equals(other.layout) ? new Truth(other.layout, numbers, extremes) : this;
  }

  /** Tells whether the same is true of the same columns, in any order. */
  @Override
  public boolean equals(Object other) {
    if (!(other instanceof Truth that) || !layout.paths().equals(that.layout.paths())) {
      return false;
    } else if (!layout.equals(that.layout)) {
      if (!layout.isLike(that.layout)) {
        return false;
      }
      TruthLayout both = layout.union(that.layout);
      return to(both).equals(that.to(both));
    }
    return Arrays.equals(numbers, that.numbers) && Arrays.deepEquals(extremes, that.extremes);
  }

  @Override
  public int hashCode() {
    return Objects.hash(layout.paths());
  }

  @Override
  public String toString() {
    return "truth of " + layout.paths();
  }

  /**
   * Puts a truth together. What is not set is 0; without an extreme that is set, there is none.
   *
   * <p><em>Threading:</em> one thread.
   */
  public static final class Builder {
    private final TruthLayout layout;
    private long[] numbers;
    private byte[][] extremes;

    /**
     * Begins a truth of some columns.
     *
     * @throws IllegalArgumentException if two have the same path
     */
    public Builder(List<TruthColumn> columns) {
      this(new TruthLayout(columns));
    }

    /** Begins a truth of the columns that another one has, and shares these with it. */
    public Builder(Truth like) {
      this(like.layout);
    }

    private Builder(TruthLayout layout) {
      this.layout = layout;
      clear();
    }

    private void clear() {
      numbers = layout.none();
      extremes = new byte[layout.extremes()][];
    }

    /** Sets a number; of extremes, only where these are numbers. */
    public void set(int column, Member member, long value) {
      numbers[layout.at(column, member)] = value;
    }

    /** Sets how often a label is the value, or lists are of a class of lengths. */
    public void set(int column, Member member, int index, long value) {
      numbers[layout.at(column, member) + index] = value;
    }

    /** Sets a sum, whose 192 bits are in three words. */
    public void setSum(int column, long low, long middle, long high) {
      int at = layout.at(column, Member.SUM);
      numbers[at] = low;
      numbers[at + 1] = middle;
      numbers[at + 2] = high;
    }

    /**
     * Sets a sum.
     *
     * @throws ArithmeticException if it takes more than 192 bits
     */
    public void setSum(int column, BigInteger sum) {
      if (sum.bitLength() >= TruthLayout.SUM_WORDS * Long.SIZE) {
        throw new ArithmeticException("a sum of " + sum.bitLength() + " bits");
      }
      setSum(
          column,
          sum.longValue(),
          sum.shiftRight(Long.SIZE).longValue(),
          sum.shiftRight(2 * Long.SIZE).longValue());
    }

    /** Sets an extreme where these are bytes, which must not be changed from then on. */
    public void setBytes(int column, Member member, byte[] bytes) {
      extremes[layout.extremeAt(column, member)] = bytes;
    }

    /** The truth. The builder then begins another one of the same columns. */
    public Truth build() {
      Truth truth = new Truth(layout, numbers, extremes);
      clear();
      return truth;
    }
  }
}
