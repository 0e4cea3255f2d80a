package dev.nestedparquet.internal.schema.explain;

import dev.nestedparquet.internal.schema.check.Meanings;
import dev.nestedparquet.internal.schema.model.Choice;
import dev.nestedparquet.internal.schema.model.Lengths;
import dev.nestedparquet.internal.schema.model.Node;
import dev.nestedparquet.internal.schema.model.Source;
import dev.nestedparquet.internal.schema.model.Value;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** How often nodes are null and how long they are: as declared, or else as in the first rows. */
final class Shares {
  private final Meanings meanings;
  private final Sample sample;

  Shares(Meanings meanings, Sample sample) {
    this.meanings = meanings;
    this.sample = sample;
  }

  /**
   * How often a node is null where what it is in is there.
   *
   * @param parent null for a column
   */
  Figure nulls(Node node, Node parent) {
    if (node instanceof Node.Leaf leaf && meanings.canBeNull(leaf.source())) {
      return Figure.measured(sample.of(node).nullShare());
    } else if (parent instanceof Node.Struct struct && isNamed(struct, node)) {
      return Figure.declared(
          mean(struct.present(), fields -> fields.contains(node.head().name()) ? 0 : 1));
    }
    return Figure.declared(node.head().nulls().share().doubleValue());
  }

  private static boolean isNamed(Node.Struct struct, Node field) {
    return struct.present().stream().anyMatch(one -> one.value().contains(field.head().name()));
  }

  /** Elements of a list that is there, on average. */
  Figure length(Node list, Lengths lengths) {
    if (lengths instanceof Lengths.Fixed fixed) {
      return Figure.declared(fixed.length());
    } else if (lengths instanceof Lengths.Weighted weighted) {
      return Figure.declared(
          mean(weighted.ranges(), range -> (range.from() + (double) range.to()) / 2));
    }
    Source source = ((Lengths.Drawn) lengths).source();
    if (source instanceof Source.Const one) {
      return Figure.declared(units(one.value()));
    } else if (source instanceof Source.Uniform uniform) {
      return Figure.declared((units(uniform.least()) + units(uniform.greatest())) / 2);
    }
    return Figure.measured(sample.of(list).meanLength());
  }

  private static double units(Value value) {
    return ((Value.Units) value).units().doubleValue();
  }

  /** How often a list that is there has no elements. */
  Figure empty(Node list, Lengths lengths) {
    if (lengths instanceof Lengths.Fixed fixed) {
      return Figure.declared(fixed.length() == 0 ? 1 : 0);
    } else if (lengths instanceof Lengths.Weighted weighted) {
      return Figure.declared(
          mean(
              weighted.ranges(),
              range -> range.from() == 0 ? 1.0 / (range.to() - range.from() + 1) : 0));
    }
    Source source = ((Lengths.Drawn) lengths).source();
    if (source instanceof Source.Const one) {
      return Figure.declared(units(one.value()) == 0 ? 1 : 0);
    } else if (source instanceof Source.Uniform uniform) {
      double least = units(uniform.least());
      return Figure.declared(least > 0 ? 0 : 1 / (units(uniform.greatest()) - least + 1));
    } else if (source instanceof Source.Zipf // Ranks begin at 1.
        || (source instanceof Source.Geometric law && law.least() > 0)) {
      return Figure.NONE;
    }
    return Figure.measured(sample.of(list).emptyShare());
  }

  /** Bytes of a text that is there, on average. */
  Figure textBytes(Node.Leaf leaf) {
    return Figure.measured(sample.of(leaf).meanBytes());
  }

  private static <T> double mean(List<Choice<T>> choices, ToDoubleFunction<T> value) {
    double sum = 0;
    double weights = 0;
    for (Choice<T> choice : choices) {
      BigDecimal weight = choice.weight();
      sum += weight.doubleValue() * value.applyAsDouble(choice.value());
      weights += weight.doubleValue();
    }
    return sum / weights;
  }
}
