package dev.nestedparquet.internal.schema.check;

import dev.nestedparquet.internal.schema.model.Entity;
import dev.nestedparquet.internal.schema.model.Lengths;
import dev.nestedparquet.internal.schema.model.Node;
import dev.nestedparquet.internal.schema.model.RowLimit;
import dev.nestedparquet.internal.schema.model.Source;
import dev.nestedparquet.internal.schema.model.Type;
import dev.nestedparquet.internal.schema.read.Problems;
import java.math.BigInteger;

/**
 * Finds how many rows a file can have: positions of elements are below 2^63, and sources that end
 * have a value for each.
 */
final class RowLimits {
  private static final BigInteger POSITIONS = BigInteger.ONE.shiftLeft(63);

  private final Problems problems;

  /** So far, the number of a row alone is what limits them. */
  private RowLimit least = new RowLimit(Long.MAX_VALUE, "columns", "a row's number is below 2^63");

  RowLimits(Problems problems) {
    this.problems = problems;
  }

  RowLimit least() {
    return least;
  }

  /** Fields of an entity have a value for each key. */
  void entity(Entity entity) {
    BigInteger count = BigInteger.valueOf(entity.count());
    for (Node.Leaf field : entity.fields()) {
      BigInteger values = values(field.source(), field.type());
      if (values != null && values.compareTo(count) < 0) {
        problems.add(
            field.head().place(),
            field.head().path(),
            "has " + values + " values, and the entity " + count + " keys");
      }
    }
  }

  void column(Node column) {
    node(column, BigInteger.ONE);
  }

  private void node(Node node, BigInteger perRow) {
    BigInteger below = perRow;
    Lengths lengths =
        node instanceof Node.ListNode list
            ? list.lengths()
            : node instanceof Node.MapNode map ? map.lengths() : null;
    if (lengths != null) {
      below = perRow.multiply(BigInteger.valueOf(Math.max(1, lengths.most())));
      boolean fits =
          limit(
              node,
              POSITIONS.divide(below),
              "up to " + below + " elements a row are numbered below 2^63");
      if (!fits) {
        return; // Those below would only say the same.
      }
    }
    if (node instanceof Node.Leaf leaf) {
      BigInteger values = values(leaf.source(), leaf.type());
      if (values != null) {
        limit(
            leaf,
            values.divide(below),
            "its source has " + values + " values, for up to " + below + " a row");
      }
    }
    for (Node child : node.children()) {
      node(child, below);
    }
  }

  /** Whether there can be a row. */
  private boolean limit(Node node, BigInteger rows, String reason) {
    if (rows.signum() == 0) {
      problems.add(
          node.head().place(), node.head().path(), "not even one row can be numbered: " + reason);
      return false;
    }
    if (rows.compareTo(BigInteger.valueOf(least.rows())) < 0) {
      least = new RowLimit(rows.longValueExact(), node.head().path(), reason);
    }
    return true;
  }

  /** How many positions a source has a value for; null if there is no end. */
  private static BigInteger values(Source source, Type type) {
    if (source instanceof Source.Unique unique) {
      return unique.of();
    } else if (type == null || !type.hasUnits()) {
      return nested(source, type);
    } else if (source instanceof Source.Sequence sequence) {
      return steps(sequence.start(), sequence.step(), BigInteger.ZERO, type);
    } else if (source instanceof Source.Sorted sorted) {
      return steps(sorted.start(), sorted.step(), sorted.jitter(), type);
    } else if (source instanceof Source.Clustered clustered) {
      // Blocks trade places with those that come later.
      Source.Sorted sorted = clustered.sorted();
      BigInteger group =
          BigInteger.valueOf(clustered.rows()).multiply(BigInteger.valueOf(clustered.blocks()));
      BigInteger all = steps(sorted.start(), sorted.step(), sorted.jitter(), type);
      return all.divide(group).multiply(group);
    }
    return nested(source, type);
  }

  /** Of sources inside of a switch, the fewest. */
  private static BigInteger nested(Source source, Type type) {
    BigInteger fewest = null;
    if (source instanceof Source.Switch choice) {
      fewest = values(choice.otherwise(), type);
      for (Source.Case one : choice.cases()) {
        fewest = fewer(fewest, values(one.source(), type));
      }
    } else if (source instanceof Source.Template template) {
      for (Source.Part part : template.parts().values()) {
        fewest = fewer(fewest, values(part.source(), part.type()));
      }
    }
    return fewest;
  }

  private static BigInteger fewer(BigInteger one, BigInteger other) {
    return one == null ? other : other == null ? one : one.min(other);
  }

  private static BigInteger steps(BigInteger start, BigInteger step, BigInteger jitter, Type type) {
    BigInteger room =
        step.signum() > 0
            ? type.greatest().subtract(jitter).subtract(start)
            : start.subtract(type.least());
    return room.signum() < 0 || step.signum() == 0
        ? BigInteger.ZERO
        : room.divide(step.abs()).add(BigInteger.ONE);
  }
}
