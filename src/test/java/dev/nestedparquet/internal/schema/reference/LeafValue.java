package dev.nestedparquet.internal.schema.reference;

import dev.nestedparquet.internal.schema.model.Node;
import dev.nestedparquet.internal.schema.model.Source;
import dev.nestedparquet.internal.schema.model.Type;
import dev.nestedparquet.internal.schema.parse.Values;
import java.util.List;

/** The value of a leaf that is not null by itself. */
final class LeafValue {
  private static final int MOST_ATTEMPTS = 1_000;

  private final Cell cell;
  private final Node.Leaf leaf;
  private final Evaluator evaluator;

  LeafValue(Cell cell, Node.Leaf leaf) {
    this.cell = cell;
    this.leaf = leaf;
    this.evaluator = new Evaluator(cell);
  }

  Object value() {
    try {
      Object value = isDistinctKey() ? distinct() : value(0);
      if (value == null && isNeverNull()) {
        throw new ArithmeticException("is null by its expression, and is never null; use coalesce");
      }
      return value;
    } catch (ArithmeticException e) {
      throw cell.isOfEntity()
          ? (ArithmeticException)
              new ArithmeticException(
                      leaf.head().path() + " of the key " + cell.row + ": " + e.getMessage())
                  .initCause(e)
          : new FailedRowException(cell.row, leaf.head().path(), e.getMessage(), e);
    }
  }

  private boolean isNeverNull() {
    return leaf.head().nulls().required() || isKey();
  }

  private boolean isKey() {
    return cell.parent.node instanceof Node.MapNode map && map.key() == leaf;
  }

  private boolean isDistinctKey() {
    return isKey() && !((Node.MapNode) cell.parent.node).duplicates();
  }

  private Object distinct() {
    List<Object> earlier =
        cell.parent.elements().subList(0, (int) cell.slot).stream()
            .map(entry -> entry.get(0).value())
            .toList();
    for (int attempt = 0; attempt <= MOST_ATTEMPTS; attempt++) {
      Object value = value(attempt);
      if (value == null || earlier.stream().noneMatch(other -> Same.keys(other, value))) {
        return value;
      }
    }
    throw new ArithmeticException(
        "no key that the map doesn't have was found in " + MOST_ATTEMPTS + " attempts");
  }

  private Object value(long attempt) {
    Spot plain = cell.spot();
    Spot spot =
        new Spot(plain.seed(), plain.text(), plain.row(), plain.position(), attempt)
            .inRuns(leaf.runs(), Draws.RUNS_OF_VALUES);
    Object value = of(leaf.source(), leaf.type(), spot);
    if (value != null && leaf.edgeCases() != null) {
      long u = spot.draw(Draws.EDGE_CASE);
      if (Draws.happens(u, leaf.edgeCases())) {
        List<Object> values = EdgeCases.of(leaf.type());
        return values.get(Draws.below(Draws.draw(u, 1), values.size()));
      }
    }
    return value;
  }

  private Object of(Source source, Type type, Spot spot) {
    if (source instanceof Source.Switch choice) {
      return of(chosen(choice), type, spot);
    } else if (source instanceof Source.Computed computed) {
      return computed(computed, type);
    } else if (source instanceof Source.Template template) {
      return text(template, spot);
    }
    return cell.context.values().value(source, type, spot, Draws.VALUE);
  }

  /** As the type has it, or as text if there is none. */
  private Object computed(Source.Computed computed, Type type) {
    try {
      return type == null
          ? evaluator.text(computed.expression())
          : evaluator.value(computed.expression(), type);
    } catch (ArithmeticException e) {
      if (computed.nullOnError()) {
        return null;
      }
      throw e;
    }
  }

  private Source chosen(Source.Switch choice) {
    Names.Found on = new Names(cell).find(choice.on().names(), choice.on().quoted());
    Object value = on.single();
    if (value != null) {
      for (Source.Case one : choice.cases()) {
        Object label = SourceValues.written(Values.of(one.label(), on.type()), on.type());
        if (label.equals(value)) {
          return one.source();
        }
      }
    }
    return choice.otherwise();
  }

  private String text(Source.Template template, Spot spot) {
    StringBuilder text = new StringBuilder();
    for (Source.Piece piece : template.pieces()) {
      if (piece instanceof Source.Piece.Literal literal) {
        text.append(literal.text());
      } else if (piece instanceof Source.Piece.PartOf of) {
        String part = part(template.parts().get(of.part()), spot.ofPart(of.part()));
        if (part == null) {
          return null;
        }
        text.append(TextForms.padded(part, of.width()));
      }
    }
    return text.toString();
  }

  /** As text; null if it is null. */
  private String part(Source.Part part, Spot spot) {
    if (part.type() == null) {
      return (String) computed((Source.Computed) part.source(), null);
    }
    Source source = part.source();
    while (source instanceof Source.Switch choice) {
      source = chosen(choice);
    }
    if ((source instanceof Source.Uniform range && range.digits() != null)
        || (source instanceof Source.Continuous law && law.digits() != null)) {
      return cell.context.values().decimal(source, spot.draw(Draws.VALUE)).toPlainString();
    }
    Object value = of(source, part.type(), spot);
    return value == null ? null : TextForms.of(value, part.type());
  }
}
