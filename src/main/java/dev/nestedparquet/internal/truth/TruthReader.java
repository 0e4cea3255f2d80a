package dev.nestedparquet.internal.truth;

import dev.nestedparquet.batch.Truth;
import dev.nestedparquet.batch.Truth.Member;
import dev.nestedparquet.batch.TruthColumn;
import dev.nestedparquet.batch.TruthColumn.Kind;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads a truth from its members as {@link TruthText} writes them. */
public final class TruthReader {
  private static final Set<String> NESTED = Set.of("list", "map");
  private static final String STRUCT = "struct";

  private TruthReader() {}

  /**
   * Reads the truth of a whole, which has each column's type.
   *
   * @throws IllegalArgumentException if it is none; the message has path and member
   */
  public static Truth whole(Map<String, Map<String, Object>> byPath) {
    List<TruthColumn> columns = new ArrayList<>();
    byPath.forEach((path, members) -> columns.add(column(path, members)));
    return columns.isEmpty() ? Truth.NONE : read(byPath, new Truth.Builder(columns), columns, true);
  }

  /**
   * Reads the truth of a part of a whole.
   *
   * @throws IllegalArgumentException if it is none; the message has path and member
   */
  public static Truth part(Map<String, Map<String, Object>> byPath, Truth whole) {
    for (TruthColumn column : whole.columns()) {
      if (!byPath.containsKey(column.path())) {
        throw wrong(column.path(), "is missing");
      }
    }
    if (byPath.size() != whole.columns().size()) {
      Set<String> more = new HashSet<>(byPath.keySet());
      whole.columns().forEach(column -> more.remove(column.path()));
      throw wrong(more.iterator().next(), "is no column of the whole");
    }
    return byPath.isEmpty()
        ? Truth.NONE
        : read(byPath, new Truth.Builder(whole), whole.columns(), false);
  }

  private static TruthColumn column(String path, Map<String, Object> members) {
    if (!(members.get(TruthText.TYPE) instanceof String type)) {
      throw wrong(path + "/" + TruthText.TYPE, "is missing, or no text");
    }
    Kind kind;
    try {
      kind =
          NESTED.contains(type)
              ? Kind.LIST
              : type.equals(STRUCT) ? Kind.STRUCT : ValueType.of(type).kind();
    } catch (IllegalArgumentException e) {
      throw wrong(path + "/" + TruthText.TYPE, "is " + type + ", which is none");
    }
    List<String> labels =
        List.copyOf(counts(path, members.getOrDefault("labels", Map.of()), "labels").keySet());
    int lengths = 0;
    for (String name :
        counts(path, members.getOrDefault("lengths", Map.of()), "lengths").keySet()) {
      lengths = Math.max(lengths, lengthClass(path, name) + 1);
    }
    return new TruthColumn(path, type, kind, labels, lengths);
  }

  private static int lengthClass(String path, String name) {
    for (int i = 0; i < Truth.LENGTH_CLASSES; i++) {
      if (TruthText.nameOfLengths(i).equals(name)) {
        return i;
      }
    }
    throw wrong(path + "/lengths/" + name, "is no length, and no range of lengths such as 33-63");
  }

  private static Truth read(
      Map<String, Map<String, Object>> byPath,
      Truth.Builder to,
      List<TruthColumn> columns,
      boolean isWhole) {
    for (int i = 0; i < columns.size(); i++) {
      TruthColumn column = columns.get(i);
      new ColumnReader(column, i, byPath.get(column.path()), to).read(isWhole);
    }
    return to.build();
  }

  /** Reads the members of one column. */
  private record ColumnReader(
      TruthColumn column, int index, Map<String, Object> members, Truth.Builder to) {

    void read(boolean isWhole) {
      Set<String> known = new HashSet<>();
      if (isWhole) {
        known.add(TruthText.TYPE);
      }
      for (Member member : new Member[] {Member.VALUES, Member.NULLS, Member.ABSENT}) {
        readCount(member, known);
      }
      boolean hasExtremes = hasExtremes();
      for (Member member : column.kind().members()) {
        switch (member) {
          case SMALLEST, LARGEST -> {
            if (hasExtremes) {
              readExtreme(member, known);
            }
          }
          case SUM -> to.setSum(index, (BigInteger) value(member, known));
          case LABELS -> {
            if (!column.labels().isEmpty()) {
              readLabels(known);
            }
          }
          case LENGTHS -> readLengths(known);
          default -> readCount(member, known);
        }
      }
      for (String name : members.keySet()) {
        if (!known.contains(name)) {
          throw wrong(column.path() + "/" + name, "is nothing that can be told of this column");
        }
      }
    }

    private boolean hasExtremes() {
      long nan = column.kind() == Kind.FLOATING ? count("nan") : 0;
      return count("values") > nan;
    }

    private void readCount(Member member, Set<String> known) {
      known.add(member.toString());
      to.set(index, member, count(member.toString()));
    }

    private long count(String name) {
      return TruthReader.count(column.path() + "/" + name, members.get(name));
    }

    private void readExtreme(Member member, Set<String> known) {
      Object value = value(member, known);
      if (!column.kind().extremesAreBytes()) {
        to.set(index, member, (Long) value);
        return;
      }
      byte[] bytes = (byte[]) value;
      if (Boolean.TRUE.equals(members.get(TruthText.cut(member)))) {
        known.add(TruthText.cut(member));
        bytes = java.util.Arrays.copyOf(bytes, bytes.length + 1);
      }
      to.setBytes(index, member, bytes);
    }

    /** Order of an extreme, or sum. */
    private Object value(Member member, Set<String> known) {
      String name = member.toString();
      known.add(name);
      Object value = members.get(name);
      if (value == null) {
        throw wrong(column.path() + "/" + name, "is missing");
      }
      ValueType type = ValueType.of(column.type());
      try {
        if (member == Member.SUM) {
          BigInteger sum = ValueText.sumOf(type, value);
          if (sum.bitLength() >= 3 * Long.SIZE) {
            throw new ArithmeticException(value.toString());
          }
          return sum;
        }
        return column.kind().extremesAreBytes()
            ? (Object) ValueText.bytesOf(type, value)
            : (Object) ValueText.orderOf(type, value);
      } catch (RuntimeException e) {
        throw wrong(
            column.path() + "/" + name, "is " + value + ", which no " + column.type() + " can be");
      }
    }

    private void readLabels(Set<String> known) {
      known.add("labels");
      Map<String, Integer> places = new HashMap<>();
      column.labels().forEach(label -> places.put(label, places.size()));
      counts(column.path(), members.get("labels"), "labels")
          .forEach(
              (label, number) -> {
                Integer place = places.get(label);
                if (place == null) {
                  throw wrong(column.path() + "/labels/" + label, "is no label of the whole");
                }
                to.set(index, Member.LABELS, place, number);
              });
    }

    private void readLengths(Set<String> known) {
      known.add("lengths");
      counts(column.path(), members.get("lengths"), "lengths")
          .forEach(
              (name, number) -> {
                int lengthClass = lengthClass(column.path(), name);
                if (lengthClass >= column.lengths()) {
                  throw wrong(column.path() + "/lengths/" + name, "is no length of the whole");
                }
                to.set(index, Member.LENGTHS, lengthClass, number);
              });
    }
  }

  private static Map<String, Long> counts(String path, Object value, String member) {
    if (!(value instanceof Map<?, ?> map)) {
      throw wrong(
          path + "/" + member, value == null ? "is missing" : "is " + value + ", no object");
    }
    Map<String, Long> counts = new java.util.LinkedHashMap<>();
    map.forEach(
        (name, number) ->
            counts.put((String) name, count(path + "/" + member + "/" + name, number)));
    return counts;
  }

  private static long count(String path, Object value) {
    if (!((value instanceof Long || value instanceof Integer)
        && ((Number) value).longValue() >= 0)) {
      throw wrong(
          path, value == null ? "is missing" : "is " + value + ", not a count (0, 1, 2, …)");
    }
    return ((Number) value).longValue();
  }

  private static IllegalArgumentException wrong(String path, String problem) {
    return new IllegalArgumentException(path + " " + problem);
  }
}
