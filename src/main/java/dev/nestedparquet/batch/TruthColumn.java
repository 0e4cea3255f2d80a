package dev.nestedparquet.batch;

import dev.nestedparquet.batch.Truth.Member;
import java.util.HashSet;
import java.util.List;

/**
 * A column whose truth is told: a leaf, a list, a map or a struct.
 *
 * @param path its path in the Parquet schema, such as {@code phones.list.element.number}; a name
 *     with a dot or backtick of its own stands in backticks
 * @param type its type as data-set files have it, such as {@code decimal(12,2)}; {@code list},
 *     {@code map} or {@code struct}
 * @param kind what is told of it
 * @param labels values whose numbers are told one by one; empty if none are
 * @param lengths how many classes of lengths are told apart; see {@link Truth#lengthClass}
 */
public record TruthColumn(String path, String type, Kind kind, List<String> labels, int lengths) {
  /** What is told of a column, besides {@code values}, {@code nulls} and {@code absent}. */
  public enum Kind {
    STRUCT,
    LIST,
    /** Integers. */
    INTEGER,
    DECIMAL,
    FLOATING,
    /** Bools, and points and lengths of time. */
    ORDERED,
    /** Texts, and bytes of any number. */
    TEXT,
    /** Always so many bytes. */
    FIXED_BYTES;

    /** Whether the smallest and the largest value are told by bytes, not by a number. */
    public boolean extremesAreBytes() {
      return this == DECIMAL || this == TEXT || this == FIXED_BYTES;
    }

    /** Members besides {@code values}, {@code nulls} and {@code absent}, in their order. */
    public List<Member> members() {
      return switch (this) {
        case STRUCT -> List.of();
        case LIST -> List.of(Member.EMPTY, Member.ELEMENTS, Member.LENGTHS);
        case INTEGER, DECIMAL ->
            List.of(Member.SMALLEST, Member.LARGEST, Member.SUM, Member.LABELS);
        case FLOATING -> List.of(Member.SMALLEST, Member.LARGEST, Member.NAN, Member.LABELS);
        case ORDERED, FIXED_BYTES -> List.of(Member.SMALLEST, Member.LARGEST, Member.LABELS);
        case TEXT -> List.of(Member.SMALLEST, Member.LARGEST, Member.BYTES, Member.LABELS);
      };
    }
  }

  public TruthColumn {
    labels = List.copyOf(labels);
    if (new HashSet<>(labels).size() != labels.size()) {
      throw new IllegalArgumentException(path + " has a label twice");
    }
  }
}
