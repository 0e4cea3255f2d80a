package dev.nestedparquet.internal.truth;

import dev.nestedparquet.batch.Truth;
import dev.nestedparquet.batch.Truth.Member;
import dev.nestedparquet.batch.TruthColumn;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes a truth by members as the manifest has them, with values as JSON has them. */
public final class TruthText {
  static final String TYPE = "type";

  private TruthText() {}

  /** Name of the member that says that an extreme was cut. */
  static String cut(Member extreme) {
    return extreme + "IsCut";
  }

  /**
   * Members of a column.
   *
   * @param isWhole whether to tell the type, and labels that are never the value
   */
  public static Map<String, Object> members(Truth truth, int index, boolean isWhole) {
    TruthColumn column = truth.columns().get(index);
    Map<String, Object> members = new LinkedHashMap<>();
    if (isWhole) {
      members.put(TYPE, column.type());
    }
    for (Member member : new Member[] {Member.VALUES, Member.NULLS, Member.ABSENT}) {
      members.put(member.toString(), truth.get(index, member));
    }
    for (Member member : column.kind().members()) {
      switch (member) {
        case SMALLEST, LARGEST -> addExtreme(truth, index, member, members);
        case SUM ->
            members.put(
                member.toString(), ValueText.sum(ValueType.of(column.type()), truth.sum(index)));
        case LABELS -> {
          if (!column.labels().isEmpty()) {
            members.put(member.toString(), labels(truth, index, isWhole));
          }
        }
        case LENGTHS -> members.put(member.toString(), lengths(truth, index));
        default -> members.put(member.toString(), truth.get(index, member));
      }
    }
    return members;
  }

  /**
   * All that is told, by column and member, such as {@code name/nulls} and {@code kind/labels/US}.
   */
  public static Map<String, Object> numbers(Truth truth) {
    Map<String, Object> numbers = new LinkedHashMap<>();
    for (int i = 0; i < truth.columns().size(); i++) {
      String path = truth.columns().get(i).path() + "/";
      members(truth, i, /* isWhole= */ true)
          .forEach(
              (name, value) -> {
                if (value instanceof Map<?, ?> map) {
                  map.forEach((each, number) -> numbers.put(path + name + "/" + each, number));
                } else {
                  numbers.put(path + name, value);
                }
              });
    }
    return numbers;
  }

  private static void addExtreme(
      Truth truth, int index, Member member, Map<String, Object> members) {
    if (!truth.hasExtremes(index)) {
      return;
    }
    TruthColumn column = truth.columns().get(index);
    ValueType type = ValueType.of(column.type());
    if (!column.kind().extremesAreBytes()) {
      members.put(member.toString(), ValueText.of(type, truth.get(index, member)));
      return;
    }
    byte[] bytes = truth.bytes(index, member);
    boolean isText = type.shape() == ValueType.Shape.TEXT;
    boolean isCut = Order.isCut(bytes, isText);
    byte[] kept = isCut ? java.util.Arrays.copyOf(bytes, bytes.length - 1) : bytes;
    members.put(member.toString(), ValueText.of(type, kept));
    if (isCut) {
      members.put(cut(member), true);
    }
  }

  private static Map<String, Long> labels(Truth truth, int index, boolean isWhole) {
    Map<String, Long> labels = new LinkedHashMap<>();
    TruthColumn column = truth.columns().get(index);
    for (int i = 0; i < column.labels().size(); i++) {
      long number = truth.get(index, Member.LABELS, i);
      if (isWhole || number != 0) {
        labels.put(column.labels().get(i), number);
      }
    }
    return labels;
  }

  private static Map<String, Long> lengths(Truth truth, int index) {
    Map<String, Long> lengths = new LinkedHashMap<>();
    for (int i = 0; i < truth.columns().get(index).lengths(); i++) {
      long number = truth.get(index, Member.LENGTHS, i);
      if (number != 0) {
        lengths.put(nameOfLengths(i), number);
      }
    }
    return lengths;
  }

  /** Name of a class of lengths. */
  static String nameOfLengths(int lengthClass) {
    long least = Truth.leastLength(lengthClass);
    long greatest = Truth.greatestLength(lengthClass);
    return least == greatest ? Long.toString(least) : least + "-" + greatest;
  }
}
