package dev.nestedparquet.internal.schema.check;

import dev.nestedparquet.internal.schema.check.Resolver.UnknownNameException;
import dev.nestedparquet.internal.schema.model.Choice;
import dev.nestedparquet.internal.schema.model.DataSetFile;
import dev.nestedparquet.internal.schema.model.Expression;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds and checks what expressions and switches refer to, and that no field needs itself. */
final class References {
  /** Words that a message can choose the likely one from. */
  private static final int MOST_WORDS = 1_000;

  private final DataSetFile file;
  private final Problems problems;
  private final Resolver resolver;
  private final IdentityHashMap<Expression, Kind> kinds = new IdentityHashMap<>();
  private final IdentityHashMap<Expression.Reference, Target> targets = new IdentityHashMap<>();

  /** Fields that a field needs. */
  private final IdentityHashMap<Node, List<Node>> needs = new IdentityHashMap<>();

  private final IdentityHashMap<Node, Map<Object, Value>> picks = new IdentityHashMap<>();
  private final List<Node.Leaf> leaves = new ArrayList<>();
  private final List<Node.Leaf> neverNull = new ArrayList<>();

  References(DataSetFile file, Problems problems) {
    this.file = file;
    this.problems = problems;
    this.resolver = new Resolver(file);
  }

  /** What they mean; not complete if there is a problem. */
  Meanings find() {
    file.entities().values().forEach(entity -> entity.fields().forEach(this::add));
    for (Node column : file.columns()) {
      add(column);
    }
    for (Node.Leaf leaf : leaves) {
      source(leaf, leaf.source(), leaf.type());
    }
    Circles<Node> circles = new Circles<>(leaf -> needs.getOrDefault(leaf, List.of()));
    circles.walk(leaves);
    for (List<Node> circle : circles.circles()) {
      Node again = circle.get(0);
      List<String> paths = circle.stream().map(node -> node.head().path()).toList();
      problems.add(
          again.head().place(), again.head().path(), "needs itself: " + Circles.text(paths));
    }
    Nullability nulls = new Nullability(resolver, targets);
    for (Node leaf : circles.order()) {
      nulls.add((Node.Leaf) leaf);
    }
    for (Node.Leaf leaf : neverNull) {
      if (nulls.ofSource(leaf.source())) {
        problems.add(
            leaf.head().place(),
            leaf.head().path(),
            "is never null, but its source can be; use coalesce(x, 0) or so");
      }
    }
    return new Meanings(kinds, targets, nulls);
  }

  private void add(Node node) {
    if (node instanceof Node.Leaf leaf) {
      leaves.add(leaf);
      boolean isKey = resolver.parent(leaf) instanceof Node.MapNode map && map.key() == leaf;
      if (leaf.head().nulls().required() || isKey) {
        neverNull.add(leaf);
      }
    }
    for (Node child : node.children()) {
      add(child);
    }
  }

  private void source(Node.Leaf leaf, Source source, Type type) {
    if (source instanceof Source.Computed computed) {
      computed(leaf, computed, type);
    } else if (source instanceof Source.Switch choice) {
      choice(leaf, choice);
      choice.cases().forEach(one -> source(leaf, one.source(), type));
      source(leaf, choice.otherwise(), type);
    } else if (source instanceof Source.Template template) {
      for (Source.Part part : template.parts().values()) {
        source(leaf, part.source(), part.type());
      }
      for (Source.Piece piece : template.pieces()) {
        part(leaf, template, piece);
      }
    }
  }

  private void computed(Node.Leaf leaf, Source.Computed computed, Type type) {
    Expression expression = computed.expression();
    if (expression == null) {
      return;
    }
    IdentityHashMap<Expression.Reference, Target> own = new IdentityHashMap<>();
    try {
      Kind kind = new ExpressionTypes(resolver, leaf, kinds, own).kind(expression);
      String problem = kind.problem(type);
      if (problem != null) {
        problems.add(computed.place(), leaf.head().path(), "expr " + problem);
      }
    } catch (TypeProblem e) {
      kinds.remove(expression);
      problems.add(e.place(), leaf.head().path(), e.getMessage());
    }
    for (Target target : own.values()) {
      need(leaf, target);
    }
    targets.putAll(own);
  }

  /** Says that a leaf can't be filled before what it refers to. */
  private void need(Node.Leaf leaf, Target target) {
    Node needed = null;
    if (target instanceof Target.EntityField field) {
      needed = field.field();
    } else if (target instanceof Target.Field field) {
      needed = field.leaf();
    } else if (target instanceof Target.Aggregate many && many.last() instanceof Node.Leaf last) {
      needed = last; // Elements that are only counted need not be there.
    }
    if (needed != null) {
      needs.computeIfAbsent(leaf, none -> new ArrayList<>()).add(needed);
    }
  }

  /** What a part's expression gives must have one text, and only integers get zeros in front. */
  private void part(Node.Leaf leaf, Source.Template template, Source.Piece piece) {
    if (!(piece instanceof Source.Piece.PartOf of)
        || !(template.parts().get(of.part()).source() instanceof Source.Computed computed)
        || template.parts().get(of.part()).type() != null) {
      return;
    }
    Kind kind = kinds.getOrDefault(computed.expression(), Kind.ANY);
    String problem = null;
    if (kind.base() == Kind.Base.QUOTIENT) {
      problem = "expr is a quotient; use round(x, n)";
    } else if (kind.base() == Kind.Base.FLOATING) {
      problem = "expr is " + kind + ", which has no one text; use cast(x as decimal(18,2))";
    } else if (kind.base() == Kind.Base.OTHER && !kind.type().isTemporal()) {
      problem = "expr is " + kind + ", no text";
    } else if (of.width() > 0 && !kind.isUnknown() && kind.base() != Kind.Base.INTEGER) {
      problem =
          "{"
              + Quoted.shortened(of.part())
              + ":0"
              + of.width()
              + "} pads an integer, and the part is "
              + kind;
    }
    if (problem != null) {
      problems.add(computed.place(), leaf.head().path(), problem);
    }
  }

  private void choice(Node.Leaf leaf, Source.Switch choice) {
    Target target;
    try {
      target = resolver.resolve(leaf, choice.on());
    } catch (UnknownNameException e) {
      problems.add(choice.on().place(), leaf.head().path() + ".switch.on", e.getMessage());
      return;
    }
    if (target == null) {
      return;
    }
    Node.Leaf on = null;
    if (target instanceof Target.EntityField field) {
      on = field.field();
    } else if (target instanceof Target.Field field) {
      on = field.leaf();
    } else if (target instanceof Target.Aggregate) {
      problems.add(
          choice.on().place(),
          leaf.head().path() + ".switch.on",
          "is not one value; a switch is on a leaf beside it or further out");
      return;
    }
    Type type = on == null ? Type.int64() : on.type();
    if (type != null) {
      need(leaf, target);
      targets.put(choice.on(), target);
      kinds.put(choice.on(), Kind.of(type));
      labels(leaf, choice, type, on);
    }
  }

  /** Labels are values of the field, each once, and none that it never has. */
  private void labels(Node.Leaf leaf, Source.Switch choice, Type type, Node.Leaf on) {
    boolean isPick = on != null && on.source() instanceof Source.Pick && on.edgeCases() == null;
    Map<Object, Value> known = isPick ? picked(on) : Map.of();
    Set<Object> seen = new HashSet<>();
    for (Source.Case one : choice.cases()) {
      String problem = Values.problem(one.label(), type);
      if (problem == null) {
        Object value = Values.stored(Values.of(one.label(), type), type);
        if (!seen.add(value)) {
          problem = "is there already, written otherwise";
        } else if (isPick && !known.containsKey(value)) {
          problem = never(choice, one.label(), known);
        }
      }
      if (problem != null) {
        problems.add(
            one.place(), leaf.head().path() + ".switch." + Quoted.shortened(one.label()), problem);
      }
    }
  }

  /** Values of a pick by what their type keeps of them; found once for all switches on it. */
  private Map<Object, Value> picked(Node.Leaf on) {
    return picks.computeIfAbsent(
        on,
        leaf -> {
          Map<Object, Value> values = new LinkedHashMap<>();
          for (Choice<Value> choice : ((Source.Pick) on.source()).choices()) {
            if (choice.value() != null) {
              values.put(Values.stored(choice.value(), on.type()), choice.value());
            }
          }
          return values;
        });
  }

  private static String never(Source.Switch choice, String label, Map<Object, Value> known) {
    List<String> words =
        known.values().stream()
            .limit(MOST_WORDS)
            .filter(Value.Text.class::isInstance)
            .map(value -> ((Value.Text) value).text())
            .toList();
    return Quoted.shortened(choice.on().toString())
        + " is never '"
        + Quoted.shortened(label)
        + "'"
        + LikelyWord.hint(label, words)
        + (words.isEmpty() ? "" : "; it is one of " + Quoted.some(words));
  }
}
