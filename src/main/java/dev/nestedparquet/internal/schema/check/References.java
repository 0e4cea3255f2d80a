package dev.nestedparquet.internal.schema.check;

import dev.nestedparquet.internal.schema.check.Resolver.UnknownNameException;
import dev.nestedparquet.internal.schema.model.Choice;
import dev.nestedparquet.internal.schema.model.DataSetFile;
import dev.nestedparquet.internal.schema.model.Node;
import dev.nestedparquet.internal.schema.model.Source;
import dev.nestedparquet.internal.schema.model.Type;
import dev.nestedparquet.internal.schema.model.Value;
import dev.nestedparquet.internal.schema.parse.Values;
import dev.nestedparquet.internal.schema.read.LikelyWord;
import dev.nestedparquet.internal.schema.read.Problems;
import dev.nestedparquet.internal.schema.read.Quoted;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** Checks what expressions and switches refer to, and that no field needs itself. */
final class References {
  private final DataSetFile file;
  private final Problems problems;
  private final Resolver resolver;

  /** Fields that a field needs. */
  private final IdentityHashMap<Node, List<Target>> needs = new IdentityHashMap<>();

  private final List<Node.Leaf> leaves = new ArrayList<>();

  References(DataSetFile file, Problems problems) {
    this.file = file;
    this.problems = problems;
    this.resolver = new Resolver(file);
  }

  void check() {
    file.entities().values().forEach(entity -> leaves.addAll(entity.fields()));
    file.columns().forEach(this::addLeaves);
    for (Node.Leaf leaf : leaves) {
      List<Target> targets = new ArrayList<>();
      source(leaf, leaf.source(), leaf.type(), targets);
      needs.put(leaf, targets);
    }
    new Circles(needs, problems).check(leaves);
  }

  private void addLeaves(Node node) {
    if (node instanceof Node.Leaf leaf) {
      leaves.add(leaf);
    }
    node.children().forEach(this::addLeaves);
  }

  private void source(Node.Leaf leaf, Source source, Type type, List<Target> targets) {
    if (source instanceof Source.Computed computed) {
      computed(leaf, computed, type, targets);
    } else if (source instanceof Source.Switch choice) {
      choice(leaf, choice, targets);
      choice.cases().forEach(one -> source(leaf, one.source(), type, targets));
      source(leaf, choice.otherwise(), type, targets);
    } else if (source instanceof Source.Template template) {
      for (Source.Part part : template.parts().values()) {
        source(leaf, part.source(), part.type(), targets);
      }
      template.pieces().forEach(piece -> padded(leaf, template, piece));
    }
  }

  private Kind computed(Node.Leaf leaf, Source.Computed computed, Type type, List<Target> targets) {
    if (computed.expression() == null) {
      return Kind.ANY;
    }
    try {
      Kind kind = new ExpressionTypes(resolver, leaf, targets).one(computed.expression());
      String problem = ExpressionTypes.problem(kind, type);
      if (problem != null) {
        problems.add(computed.place(), leaf.head().path(), "expr " + problem);
      } else if (type == null && kind.base() == Kind.Base.QUOTIENT) {
        problems.add(computed.place(), leaf.head().path(), "expr is a quotient; use round(x, n)");
      }
      return kind;
    } catch (TypeProblem e) {
      problems.add(e.place(), leaf.head().path(), e.getMessage());
      return Kind.ANY;
    }
  }

  /** Only integers get zeros in front. */
  private void padded(Node.Leaf leaf, Source.Template template, Source.Piece piece) {
    if (piece instanceof Source.Piece.PartOf of
        && of.width() > 0
        && template.parts().get(of.part()).source() instanceof Source.Computed computed
        && template.parts().get(of.part()).type() == null
        && computed.expression() != null) {
      try {
        Kind kind =
            new ExpressionTypes(resolver, leaf, new ArrayList<>()).one(computed.expression());
        if (!kind.isUnknown() && kind.base() != Kind.Base.INTEGER) {
          problems.add(
              computed.place(),
              leaf.head().path(),
              "{" + of.part() + ":0" + of.width() + "} pads an integer, and the part is " + kind);
        }
      } catch (TypeProblem e) {
        // Said already.
        return;
      }
    }
  }

  private void choice(Node.Leaf leaf, Source.Switch choice, List<Target> targets) {
    Target target;
    try {
      target = resolver.resolve(leaf, choice.on(), false);
    } catch (UnknownNameException e) {
      problems.add(choice.place(), leaf.head().path() + ".switch.on", e.getMessage());
      return;
    }
    if (target == null) {
      return;
    }
    targets.add(target);
    Node.Leaf on = null;
    Type type = Type.int64();
    if (target instanceof Target.EntityField field) {
      on = field.field();
    } else if (target instanceof Target.Field field) {
      if (!(field.node() instanceof Node.Leaf single) || field.many()) {
        problems.add(
            choice.place(),
            leaf.head().path() + ".switch.on",
            "is not one value; a switch is on a leaf beside it or further out");
        return;
      }
      on = single;
    }
    if (on != null && on.type() == null) {
      return;
    }
    labels(leaf, choice, on == null ? type : on.type(), on);
  }

  private void labels(Node.Leaf leaf, Source.Switch choice, Type type, Node.Leaf on) {
    Set<Value> seen = new HashSet<>();
    List<Value> known = new ArrayList<>();
    boolean isPick = on != null && on.source() instanceof Source.Pick && on.edgeCases() == null;
    if (isPick) {
      ((Source.Pick) on.source()).choices().stream().map(Choice::value).forEach(known::add);
    }
    Set<Value> values = new HashSet<>(known);
    for (Source.Case one : choice.cases()) {
      String problem = Values.problem(one.label(), type);
      if (problem == null) {
        Value value = Values.of(one.label(), type);
        if (!seen.add(value)) {
          problem = "is there already, written otherwise";
        } else if (isPick && !values.contains(value)) {
          List<String> words =
              known.stream()
                  .map(label -> label instanceof Value.Text text ? text.text() : null)
                  .filter(text -> text != null)
                  .toList();
          problem =
              String.join(".", choice.on())
                  + " is never '"
                  + Quoted.shortened(one.label())
                  + "'"
                  + LikelyWord.hint(one.label(), words)
                  + (words.isEmpty()
                      ? ""
                      : "; it is one of " + Quoted.shortened(String.join(", ", words)));
        }
      }
      if (problem != null) {
        problems.add(
            one.place(), leaf.head().path() + ".switch." + Quoted.shortened(one.label()), problem);
      }
    }
  }
}
