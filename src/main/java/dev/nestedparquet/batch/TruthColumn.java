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
    STRUCT(false),
    LIST(false, Member.EMPTY, Member.ELEMENTS, Member.LENGTHS),
    /** Integers. */
    INTEGER(false, Member.SMALLEST, Member.LARGEST, Member.SUM, Member.LABELS),
    DECIMAL(true, Member.SMALLEST, Member.LARGEST, Member.SUM, Member.LABELS),
    FLOATING(false, Member.SMALLEST, Member.LARGEST, Member.NAN, Member.LABELS),
    /** Bools, and points and lengths of time. */
    ORDERED(false, Member.SMALLEST, Member.LARGEST, Member.LABELS),
    /** Texts, and bytes of any number. */
    TEXT(true, Member.SMALLEST, Member.LARGEST, Member.BYTES, Member.LABELS),
    /** Always so many bytes. */
    FIXED_BYTES(true, Member.SMALLEST, Member.LARGEST, Member.LABELS);

    final boolean extremesAreBytes;
    final List<Member> members;

    Kind(boolean extremesAreBytes, Member... members) {
      this.extremesAreBytes = extremesAreBytes;
      this.members = List.of(members);
    }

    /** Whether the smallest and the largest value are told by bytes, not by a number. */
    public boolean extremesAreBytes() {
      return extremesAreBytes;
    }

    /** Members besides {@code values}, {@code nulls} and {@code absent}, in their order. */
    public List<Member> members() {
      return members;
    }
  }

  public TruthColumn {
    labels = List.copyOf(labels);
    if (new HashSet<>(labels).size() != labels.size()) {
      throw new IllegalArgumentException(path + " has a label twice");
    }
  }
}
