package dev.nestedparquet.internal.schema.check;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Puts fields into an order in which each comes after what it needs, and finds those that need
 * themselves; without recursion, for chains can be long.
 */
final class Circles<T> {
  private final Function<T, List<T>> needs;
  private final Set<T> done = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<T> onTheWay = Collections.newSetFromMap(new IdentityHashMap<>());
  private final List<T> order = new ArrayList<>();
  private final List<List<T>> circles = new ArrayList<>();

  Circles(Function<T, List<T>> needs) {
    this.needs = needs;
  }

  /** Walks from all that there are. */
  void walk(Collection<? extends T> all) {
    all.forEach(this::walkFrom);
  }

  /** What was walked over, each after what it needs. */
  List<T> order() {
    return order;
  }

  /** Ways from one back to itself, which ends them, too. */
  List<List<T>> circles() {
    return circles;
  }

  private void walkFrom(T start) {
    Deque<T> way = new ArrayDeque<>();
    Deque<Iterator<T>> open = new ArrayDeque<>();
    enter(start, way, open);
    while (!open.isEmpty()) {
      if (!open.getLast().hasNext()) {
        open.removeLast();
        T left = way.removeLast();
        onTheWay.remove(left);
        done.add(left);
        order.add(left);
        continue;
      }
      T next = open.getLast().next();
      if (onTheWay.contains(next)) {
        addCircle(next, way);
      } else {
        enter(next, way, open);
      }
    }
  }

  private void enter(T one, Deque<T> way, Deque<Iterator<T>> open) {
    if (!done.contains(one)) {
      way.addLast(one);
      onTheWay.add(one);
      open.addLast(needs.apply(one).iterator());
    }
  }

  private void addCircle(T again, Deque<T> way) {
    List<T> circle = new ArrayList<>();
    for (T one : way) {
      if (one == again || !circle.isEmpty()) {
        circle.add(one);
      }
    }
    circle.add(again);
    circles.add(circle);
  }

  /** A circle as text, cut where it gets long. */
  static String text(List<String> circle) {
    int most = 10;
    if (circle.size() <= most) {
      return String.join(" -> ", circle);
    }
    return String.join(" -> ", circle.subList(0, most))
        + " -> "
        + (circle.size() - most - 1)
        + " more -> "
        + circle.get(circle.size() - 1);
  }
}
