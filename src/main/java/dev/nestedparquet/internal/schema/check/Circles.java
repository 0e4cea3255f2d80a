package dev.nestedparquet.internal.schema.check;

import dev.nestedparquet.internal.schema.model.Node;
import dev.nestedparquet.internal.schema.read.Problems;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** Finds fields that need themselves, by walking what each needs, without recursion. */
final class Circles {
  private final IdentityHashMap<Node, List<Target>> needs;
  private final Problems problems;
  private final Set<Node> done = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<Node> onTheWay = Collections.newSetFromMap(new IdentityHashMap<>());

  Circles(IdentityHashMap<Node, List<Target>> needs, Problems problems) {
    this.needs = needs;
    this.problems = problems;
  }

  void check(List<Node.Leaf> leaves) {
    leaves.forEach(this::walk);
  }

  private void walk(Node start) {
    Deque<Node> way = new ArrayDeque<>();
    Deque<Iterator<Node>> open = new ArrayDeque<>();
    enter(start, way, open);
    while (!open.isEmpty()) {
      if (!open.getLast().hasNext()) {
        open.removeLast();
        Node left = way.removeLast();
        onTheWay.remove(left);
        done.add(left);
        continue;
      }
      Node next = open.getLast().next();
      if (onTheWay.contains(next)) {
        report(next, way);
      } else {
        enter(next, way, open);
      }
    }
  }

  private void enter(Node node, Deque<Node> way, Deque<Iterator<Node>> open) {
    if (!done.contains(node)) {
      way.addLast(node);
      onTheWay.add(node);
      open.addLast(needed(node).iterator());
    }
  }

  private List<Node> needed(Node node) {
    List<Node> nodes = new ArrayList<>();
    for (Target target : needs.getOrDefault(node, List.of())) {
      if (target instanceof Target.EntityField field) {
        nodes.add(field.field());
      } else if (target instanceof Target.Field field) {
        addLeaves(field.node(), nodes);
      }
    }
    return nodes;
  }

  /** Of a list that is aggregated, its element; what is counted only needs no values. */
  private static void addLeaves(Node node, List<Node> nodes) {
    if (node instanceof Node.Leaf) {
      nodes.add(node);
    } else if (node instanceof Node.ListNode list && list.element() instanceof Node.Leaf leaf) {
      nodes.add(leaf);
    }
  }

  private void report(Node again, Deque<Node> way) {
    List<String> paths = new ArrayList<>();
    for (Node node : way) {
      if (node == again || !paths.isEmpty()) {
        paths.add(node.head().path());
      }
    }
    paths.add(again.head().path());
    problems.add(
        again.head().place(), again.head().path(), "needs itself: " + String.join(" -> ", paths));
  }
}
