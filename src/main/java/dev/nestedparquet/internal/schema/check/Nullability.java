package dev.nestedparquet.internal.schema.check;

import dev.nestedparquet.internal.schema.model.Expression;
import dev.nestedparquet.internal.schema.model.Node;
import dev.nestedparquet.internal.schema.model.Source;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * Tells what can be null. Leaves are added in an order in which each comes after those that it
 * needs.
 */
final class Nullability {
  private final Resolver resolver;
  private final IdentityHashMap<Expression.Reference, Target> targets;
  private final Set<Node> nullable = Collections.newSetFromMap(new IdentityHashMap<>());

  Nullability(Resolver resolver, IdentityHashMap<Expression.Reference, Target> targets) {
    this.resolver = resolver;
    this.targets = targets;
  }

  void add(Node.Leaf leaf) {
    if (decidesNull(leaf) || ofSource(leaf.source())) {
      nullable.add(leaf);
    }
  }

  boolean ofLeaf(Node.Leaf leaf) {
    return nullable.contains(leaf);
  }

  /** Whether a node's own null, or its struct's present, can make it null. */
  private boolean decidesNull(Node node) {
    if (node.head().nulls().share().signum() > 0) {
      return true;
    }
    return resolver.parent(node) instanceof Node.Struct struct && isAbsent(struct, node);
  }

  /** Whether a struct's present names the field, but not always. */
  private static boolean isAbsent(Node.Struct struct, Node field) {
    String name = field.head().name();
    return struct.present().stream().anyMatch(one -> one.value().contains(name))
        && struct.present().stream()
            .anyMatch(one -> one.weight().signum() > 0 && !one.value().contains(name));
  }

  boolean ofSource(Source source) {
    if (source instanceof Source.Computed computed) {
      return computed.nullOnError() || ofExpression(computed.expression());
    } else if (source instanceof Source.Switch choice) {
      return ofSource(choice.otherwise())
          || choice.cases().stream().anyMatch(one -> ofSource(one.source()));
    } else if (source instanceof Source.Template template) {
      return template.parts().values().stream().anyMatch(part -> ofSource(part.source()));
    }
    return false;
  }

  boolean ofExpression(Expression expression) {
    if (expression instanceof Expression.Null) {
      return true;
    } else if (expression instanceof Expression.Reference reference) {
      return ofTarget(targets.get(reference));
    } else if (expression instanceof Expression.Unary unary) {
      return !unary.operator().equals("is null") && ofExpression(unary.operand());
    } else if (expression instanceof Expression.Binary binary) {
      return ofExpression(binary.left()) || ofExpression(binary.right());
    } else if (expression instanceof Expression.Cast cast) {
      return ofExpression(cast.operand());
    }
    return expression instanceof Expression.Call call && ofCall(call);
  }

  private boolean ofCall(Expression.Call call) {
    return switch (call.function()) {
      case "count" -> false;
      case "sum", "min", "max" -> true; // Of nothing, they are null.
      case "coalesce" -> call.arguments().stream().allMatch(this::ofExpression);
      case "if" -> call.arguments().stream().skip(1).anyMatch(this::ofExpression);
      default -> call.arguments().stream().anyMatch(this::ofExpression);
    };
  }

  private boolean ofTarget(Target target) {
    if (target instanceof Target.EntityField ofEntity) {
      return ofLeaf(ofEntity.field());
    } else if (target instanceof Target.Field field) {
      return ofLeaf(field.leaf())
          || field.path().stream()
              .anyMatch(node -> !(node instanceof Node.Leaf) && decidesNull(node));
    }
    return false;
  }
}
