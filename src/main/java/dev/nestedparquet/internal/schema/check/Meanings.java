package dev.nestedparquet.internal.schema.check;

import dev.nestedparquet.internal.schema.model.DataSetFile;
import dev.nestedparquet.internal.schema.model.Expression;
import dev.nestedparquet.internal.schema.model.Node;
import dev.nestedparquet.internal.schema.model.Source;
import dev.nestedparquet.internal.schema.read.Problems;
import java.util.IdentityHashMap;

/**
 * What the expressions of a file mean, for whoever fills it by them: what each name refers to, the
 * kind of value that each part has, and whether it can be null. Parts of expressions are known by
 * identity, as the file has them.
 *
 * <pre>{@code
 * Meanings meanings = Meanings.of(file);
 * if (leaf.source() instanceof Source.Computed computed) {
 *   Kind kind = meanings.kind(computed.expression());
 * }
 * }</pre>
 *
 * <p><em>Threading:</em> immutable.
 */
public final class Meanings {
  private final IdentityHashMap<Expression, Kind> kinds;
  private final IdentityHashMap<Expression.Reference, Target> targets;
  private final Nullability nulls;

  Meanings(
      IdentityHashMap<Expression, Kind> kinds,
      IdentityHashMap<Expression.Reference, Target> targets,
      Nullability nulls) {
    this.kinds = kinds;
    this.targets = targets;
    this.nulls = nulls;
  }

  /**
   * Finds what the expressions of a file mean.
   *
   * @throws IllegalArgumentException if the file was not checked, and is wrong
   */
  public static Meanings of(DataSetFile file) {
    Problems problems = new Problems(file.name());
    Meanings meanings = new References(file, problems).find();
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems.lines()));
    }
    return meanings;
  }

  /**
   * What a name in an expression refers to, or what a switch is on.
   *
   * @throws IllegalArgumentException if it isn't of the file
   */
  public Target target(Expression.Reference reference) {
    return known(targets.get(reference), reference);
  }

  /**
   * The kind of value that an expression has, or a part of one. What is summed or compared over a
   * list has the kind of one value.
   *
   * @throws IllegalArgumentException if it isn't of the file, or is what {@code count} counts
   */
  public Kind kind(Expression expression) {
    return known(kinds.get(expression), expression);
  }

  /** Whether an expression, or a part of one, can be null. */
  public boolean canBeNull(Expression expression) {
    return nulls.ofExpression(expression);
  }

  /** Whether a leaf can be null while what it is in is not. */
  public boolean canBeNull(Node.Leaf leaf) {
    return nulls.ofLeaf(leaf);
  }

  /** Whether a source gives null now and then. */
  public boolean canBeNull(Source source) {
    return nulls.ofSource(source);
  }

  private static <T> T known(T found, Expression expression) {
    if (found == null) {
      throw new IllegalArgumentException(
          "the expression at " + expression.place() + " has no meaning in this file");
    }
    return found;
  }
}
