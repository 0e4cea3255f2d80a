package dev.nestedparquet.internal.schema.reference;

import dev.nestedparquet.internal.schema.model.Type;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What a random field can refer to, where it stands. */
final class RandomScope {
  /**
   * A leaf, list or map.
   *
   * @param names that lead to it
   * @param type of leaves, and of lists of leaves; null of others
   * @param many whether lists are on the way
   * @param counted whether it is a list or map
   * @param labels the only values that it has; null if they aren't known
   */
  record Visible(
      List<String> names, Type type, boolean many, boolean counted, List<String> labels) {
    Visible in(String name) {
      List<String> longer = new ArrayList<>(List.of(name));
      longer.addAll(names);
      return new Visible(List.copyOf(longer), type, many, counted, labels);
    }

    Visible asMany() {
      return new Visible(names, type, true, counted, labels);
    }

    /** As an expression has it. */
    String expression() {
      StringBuilder text = new StringBuilder();
      for (String name : names) {
        text.append(text.isEmpty() ? "" : ".");
        text.append(name.matches("[a-z]+[0-9]*") ? name : "`" + name.replace("`", "``") + "`");
      }
      return text.toString();
    }

    /** As a switch has it. */
    String path() {
      return String.join(".", names.stream().map(ReferenceRows::quoted).toList());
    }
  }

  private final List<Visible> visible = new ArrayList<>();

  /** Elements a row, at most; in an entity, its keys. */
  final BigInteger perRow;

  final boolean inList;
  final boolean inEntity;

  private RandomScope(List<Visible> visible, BigInteger perRow, boolean inList, boolean inEntity) {
    this.visible.addAll(visible);
    this.perRow = perRow;
    this.inList = inList;
    this.inEntity = inEntity;
  }

  static RandomScope ofRow() {
    return new RandomScope(List.of(), BigInteger.ONE, false, false);
  }

  static RandomScope ofEntity(long count) {
    // An entity has a value for each key, and sources here have some for 60 rows at least.
    BigInteger keys = BigInteger.valueOf(count / 60 + 1);
    return new RandomScope(List.of(), keys, false, true);
  }

  RandomScope below() {
    return new RandomScope(visible, perRow, inList, inEntity);
  }

  RandomScope inList(long most) {
    BigInteger all = perRow.multiply(BigInteger.valueOf(Math.max(1, most)));
    return new RandomScope(visible, all, true, inEntity);
  }

  RandomScope inMap(long most) {
    RandomScope scope = inList(most);
    scope.visible.removeIf(one -> List.of("key", "value").contains(one.names().get(0)));
    return scope;
  }

  void add(Visible one) {
    visible.add(one);
  }

  List<Visible> find(Predicate<Visible> wanted) {
    return visible.stream().filter(wanted).toList();
  }

  /** Leaves of a type, one of each. */
  List<Visible> single(Predicate<Type> type) {
    return find(one -> !one.many() && !one.counted() && type.test(one.type()));
  }

  /** Leaves of a type in lists. */
  List<Visible> many(Predicate<Type> type) {
    return find(one -> one.many() && one.type() != null && type.test(one.type()));
  }
}
