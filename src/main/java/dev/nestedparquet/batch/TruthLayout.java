package dev.nestedparquet.batch;

import dev.nestedparquet.batch.Truth.Member;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where the numbers of each column are in the array of a truth, and how each of them merges.
 *
 * <p>A sum takes three words, the lowest first: 38 digits times 2^63 values are 190 bits.
 */
final class TruthLayout {
  static final int SUM_WORDS = 3;

  /** Members that every column has. */
  static final List<Member> COMMON = List.of(Member.VALUES, Member.NULLS, Member.ABSENT);

  /** How a number merges. */
  private static final byte ADD = 0;

  private static final byte LEAST = 1;
  private static final byte GREATEST = 2;
  private static final byte SUM = 3;

  /** Second or third word of a sum. */
  private static final byte SUM_CONTINUED = 4;

  final List<TruthColumn> columns;

  /** Places of the members of each column. */
  private final List<Map<Member, Integer>> places = new ArrayList<>();

  private final byte[] rules;
  private final int extremes;

  TruthLayout(List<TruthColumn> columns) {
    this.columns = List.copyOf(columns);
    List<Byte> all = new ArrayList<>();
    int bytes = 0;
    for (int column = 0; column < columns.size(); column++) {
      TruthColumn one = columns.get(column);
      places.add(new EnumMap<>(Member.class));
      for (Member member : COMMON) {
        place(column, member, all, 1, ADD);
      }
      for (Member member : one.kind().members()) {
        switch (member) {
          case SMALLEST, LARGEST -> {
            if (one.kind().extremesAreBytes()) {
              places.get(column).put(member, bytes++);
            } else {
              place(column, member, all, 1, member == Member.SMALLEST ? LEAST : GREATEST);
            }
          }
          case SUM -> {
            place(column, member, all, 1, SUM);
            all.add(SUM_CONTINUED);
            all.add(SUM_CONTINUED);
          }
          case LABELS -> place(column, member, all, one.labels().size(), ADD);
          case LENGTHS -> place(column, member, all, one.lengths(), ADD);
          default -> place(column, member, all, 1, ADD);
        }
      }
    }
    if (paths().size() != columns.size()) {
      throw new IllegalArgumentException("two columns have the same path: " + paths());
    }
    extremes = bytes;
    rules = new byte[all.size()];
    for (int i = 0; i < rules.length; i++) {
      rules[i] = all.get(i);
    }
  }

  private void place(int column, Member member, List<Byte> all, int numbers, byte rule) {
    places.get(column).put(member, all.size());
    for (int i = 0; i < numbers; i++) {
      all.add(rule);
    }
  }

  int at(int column, Member member) {
    return place(column, member, /* inBytes= */ false);
  }

  int extremeAt(int column, Member member) {
    return place(column, member, /* inBytes= */ true);
  }

  private int place(int column, Member member, boolean inBytes) {
    Integer place = places.get(column).get(member);
    boolean isBytes =
        (member == Member.SMALLEST || member == Member.LARGEST)
            && columns.get(column).kind().extremesAreBytes();
    if (place == null || isBytes != inBytes) {
      throw new IllegalArgumentException(columns.get(column) + " has no such " + member);
    }
    return place;
  }

  int extremes() {
    return extremes;
  }

  /** Numbers of no rows. */
  long[] none() {
    long[] none = new long[rules.length];
    for (int i = 0; i < none.length; i++) {
      none[i] = rules[i] == LEAST ? Long.MAX_VALUE : rules[i] == GREATEST ? Long.MIN_VALUE : 0;
    }
    return none;
  }

  /** Merges numbers into others. */
  void add(long[] sum, long[] more) {
    for (int i = 0; i < sum.length; i++) {
      switch (rules[i]) {
        case ADD -> sum[i] = Math.addExact(sum[i], more[i]);
        case LEAST -> sum[i] = Math.min(sum[i], more[i]);
        case GREATEST -> sum[i] = Math.max(sum[i], more[i]);
        case SUM -> addWords(sum, more, i);
        default -> {
          // Added with the first word.
        }
      }
    }
  }

  private static void addWords(long[] sum, long[] more, int at) {
    long low = sum[at] + more[at];
    long carry = Long.compareUnsigned(low, more[at]) < 0 ? 1 : 0;
    long middle = sum[at + 1] + more[at + 1];
    long next = Long.compareUnsigned(middle, more[at + 1]) < 0 ? 1 : 0;
    if (carry != 0 && ++middle == 0) {
      next = 1;
    }
    sum[at] = low;
    sum[at + 1] = middle;
    sum[at + 2] = Math.addExact(Math.addExact(sum[at + 2], more[at + 2]), next);
  }

  Set<String> paths() {
    Set<String> paths = new LinkedHashSet<>();
    columns.forEach(column -> paths.add(column.path()));
    return paths;
  }

  /** Whether columns of the same path have the same type. */
  boolean isLike(TruthLayout other) {
    Map<String, String> types = new HashMap<>();
    other.columns.forEach(column -> types.put(column.path(), column.type()));
    return columns.stream()
        .allMatch(column -> column.type().equals(types.getOrDefault(column.path(), column.type())));
  }

  /** All columns of both, with all labels and classes of lengths of both. */
  TruthLayout union(TruthLayout other) {
    Map<String, TruthColumn> both = new LinkedHashMap<>();
    columns.forEach(column -> both.put(column.path(), column));
    other.columns.forEach(column -> both.merge(column.path(), column, TruthLayout::union));
    return new TruthLayout(List.copyOf(both.values()));
  }

  private static TruthColumn union(TruthColumn one, TruthColumn other) {
    if (!one.type().equals(other.type())) {
      throw new IllegalArgumentException(
          "column " + one.path() + " is of " + one.type() + ", and of " + other.type());
    }
    Set<String> labels = new LinkedHashSet<>(one.labels());
    labels.addAll(other.labels());
    return new TruthColumn(
        one.path(),
        one.type(),
        one.kind(),
        List.copyOf(labels),
        Math.max(one.lengths(), other.lengths()));
  }

  /** Sets in a builder of a larger layout what a truth of this layout says. */
  void copy(Truth truth, TruthLayout larger, Truth.Builder to) {
    Map<String, Integer> byPath = new HashMap<>();
    for (int i = 0; i < larger.columns.size(); i++) {
      byPath.put(larger.columns.get(i).path(), i);
    }
    for (int column = 0; column < columns.size(); column++) {
      TruthColumn from = columns.get(column);
      int target = byPath.get(from.path());
      for (Member member : COMMON) {
        to.set(target, member, truth.get(column, member));
      }
      for (Member member : from.kind().members()) {
        copy(truth, column, member, larger.columns.get(target), target, to);
      }
    }
  }

  private static void copy(
      Truth truth, int column, Member member, TruthColumn larger, int target, Truth.Builder to) {
    TruthColumn from = truth.columns().get(column);
    boolean isExtreme = member == Member.SMALLEST || member == Member.LARGEST;
    if (member == Member.LABELS) {
      Map<String, Integer> byLabel = new HashMap<>();
      larger.labels().forEach(label -> byLabel.put(label, byLabel.size()));
      for (int i = 0; i < from.labels().size(); i++) {
        to.set(target, member, byLabel.get(from.labels().get(i)), truth.get(column, member, i));
      }
    } else if (member == Member.LENGTHS) {
      for (int i = 0; i < from.lengths(); i++) {
        to.set(target, member, i, truth.get(column, member, i));
      }
    } else if (member == Member.SUM) {
      to.setSum(target, truth.sum(column));
    } else if (isExtreme && from.kind().extremesAreBytes()) {
      to.setBytes(target, member, truth.bytes(column, member));
    } else {
      to.set(target, member, truth.get(column, member));
    }
  }

  @Override
  public boolean equals(Object other) {
    return this == other || (other instanceof TruthLayout that && columns.equals(that.columns));
  }

  @Override
  public int hashCode() {
    return columns.hashCode();
  }
}
