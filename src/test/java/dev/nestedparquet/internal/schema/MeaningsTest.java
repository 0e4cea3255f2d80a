package dev.nestedparquet.internal.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nestedparquet.internal.schema.check.Kind;
import dev.nestedparquet.internal.schema.check.Meanings;
import dev.nestedparquet.internal.schema.check.Target;
import dev.nestedparquet.internal.schema.model.DataSetFile;
import dev.nestedparquet.internal.schema.model.Expression;
import dev.nestedparquet.internal.schema.model.Node;
import dev.nestedparquet.internal.schema.model.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What expressions mean, for whoever fills a file by them. */
final class MeaningsTest {
  private static final DataSetFile FILE =
      DataSetFiles.read(
          "f",
          """
          nested-parquet: 1
          name: x
          entities:
            country: {count: 200, fields: {tax: {type: "decimal(4,2)", uniform: [0, 0.25]}}}
            customer: {count: 9, let: {n: {ref: country}}, fields: {rate: {type: "decimal(4,2)", expr: n.tax}, twice: {type: int64, expr: 2 * key}}}
          columns:
            row: {type: string, pick: [x, y]}
            price: {type: "decimal(9,2)", uniform: [0, 100], null: 10%}
            f: {type: float32, uniform: [0, 1]}
            at: {type: timestamp(us), const: 2024-01-01}
            s:
              let: {c: {ref: customer}}
              null: 5%
              fields:
                rate: {type: "decimal(4,2)", expr: c.rate}
                id: {type: int64, expr: c.key + row}
            orders:
              length: {0-3: 1}
              list:
                fields:
                  n: {type: int64, expr: slot}
                  lines: {length: {0-3: 1}, list: {type: int32, uniform: [1, 9]}}
                  all: {type: int64, expr: "coalesce(sum(lines), 0) + count(orders)"}
                  part: {type: "decimal(9,4)", expr: "round(price / 3, 4)"}
            total: {type: int64, expr: sum(orders.lines)}
            lines: {type: int64, expr: count(orders.lines)}
            far: {type: "decimal(4,2)", expr: s.rate}
            wide: {type: float64, expr: f + f}
            same: {type: float32, expr: f}
            late: {type: bool, expr: "at < cast('2024-06-01' as timestamp(us))"}
            bad: {type: int64, expr: 1 / row, on-error: null}
            by: {type: int8, switch: {on: "`row`", x: {const: 1}, else: {const: 2}}}
          """,
          null,
          Map.of());
  private static final Meanings MEANINGS = Meanings.of(FILE);

  private static Node.Leaf leaf(String path) {
    List<Node> nodes = FILE.columns();
    Node found = null;
    for (String name : path.split("\\.", -1)) {
      found = nodes.stream().filter(node -> node.head().name().equals(name)).findFirst().get();
      nodes = found instanceof Node.ListNode list ? list.element().children() : found.children();
    }
    return (Node.Leaf) found;
  }

  private static Expression expression(String path) {
    return ((Source.Computed) leaf(path).source()).expression();
  }

  private static void addReferences(Expression expression, List<Expression.Reference> to) {
    if (expression instanceof Expression.Reference reference) {
      to.add(reference);
    } else if (expression instanceof Expression.Binary binary) {
      addReferences(binary.left(), to);
      addReferences(binary.right(), to);
    } else if (expression instanceof Expression.Call call) {
      call.arguments().forEach(argument -> addReferences(argument, to));
    }
  }

  private static List<Target> targets(String path) {
    List<Expression.Reference> references = new ArrayList<>();
    addReferences(expression(path), references);
    return references.stream().map(MEANINGS::target).toList();
  }

  private static List<String> names(List<Node> path) {
    return path.stream().map(node -> node.head().name()).toList();
  }

  @Test
  void namesMeanEntitiesTheRowAndSlots() {
    Node s = FILE.columns().get(4);
    assertThat(targets("s.rate").get(0))
        .isInstanceOfSatisfying(
            Target.EntityField.class,
            field -> {
              assertThat(field.at()).isSameAs(s);
              assertThat(field.field()).isSameAs(FILE.entities().get("customer").fields().get(0));
            });
    assertThat(targets("s.id").get(0)).isInstanceOf(Target.Key.class);
    assertThat(targets("s.id").get(1)).isEqualTo(new Target.Row());
    assertThat(targets("orders.n").get(0))
        .isInstanceOfSatisfying(
            Target.Slot.class, slot -> assertThat(slot.list()).isSameAs(FILE.columns().get(5)));
    Source twice = FILE.entities().get("customer").fields().get(1).source();
    Expression key = ((Expression.Binary) ((Source.Computed) twice).expression()).right();
    assertThat(MEANINGS.target((Expression.Reference) key))
        .isEqualTo(new Target.OwnKey(FILE.entities().get("customer")));
  }

  @Test
  void namesMeanFieldsFurtherOutAndInsideOfStructs() {
    assertThat(targets("far").get(0))
        .isInstanceOfSatisfying(
            Target.Field.class,
            field -> {
              assertThat(field.common()).isNull();
              assertThat(names(field.path())).containsExactly("s", "rate");
              assertThat(field.leaf()).isSameAs(leaf("s.rate"));
            });
    assertThat(targets("orders.part").get(0))
        .isInstanceOfSatisfying(
            Target.Field.class, field -> assertThat(field.leaf()).isSameAs(leaf("price")));
    Source.Switch by = (Source.Switch) leaf("by").source();
    assertThat(MEANINGS.target(by.on()))
        .isInstanceOfSatisfying(
            Target.Field.class, field -> assertThat(field.leaf()).isSameAs(leaf("row")));
    assertThat(MEANINGS.kind(by.on()).base()).isEqualTo(Kind.Base.TEXT);
  }

  @Test
  void listsAreAggregatedAlongTheirPaths() {
    assertThat(targets("total").get(0))
        .isInstanceOfSatisfying(
            Target.Aggregate.class,
            all ->
                assertThat(names(all.path())).containsExactly("orders", "item", "lines", "item"));
    assertThat(targets("lines").get(0))
        .isInstanceOfSatisfying(
            Target.Aggregate.class,
            all -> assertThat(names(all.path())).containsExactly("orders", "item", "lines"));
    assertThat(targets("orders.all").get(0))
        .isInstanceOfSatisfying(
            Target.Aggregate.class,
            all -> {
              assertThat(names(all.path())).containsExactly("lines", "item");
              assertThat(all.common().head().name()).isEqualTo("item");
            });
    assertThat(targets("orders.all").get(1))
        .isInstanceOfSatisfying(
            Target.Aggregate.class, all -> assertThat(all.last()).isSameAs(FILE.columns().get(5)));
  }

  @Test
  void everyPartHasAKind() {
    assertThat(MEANINGS.kind(expression("far")).toString())
        .isEqualTo("a decimal of 2 digits after the point");
    assertThat(MEANINGS.kind(expression("wide")).toString()).isEqualTo("a float64");
    assertThat(MEANINGS.kind(expression("same")).toString()).isEqualTo("a float32");
    assertThat(MEANINGS.kind(expression("late")).base()).isEqualTo(Kind.Base.BOOL);
    Expression.Call round = (Expression.Call) expression("orders.part");
    assertThat(MEANINGS.kind(round).scale()).isEqualTo(4);
    assertThat(MEANINGS.kind(round.arguments().get(0)).base()).isEqualTo(Kind.Base.QUOTIENT);
    assertThatThrownBy(() -> MEANINGS.kind(new Expression.Null(round.place())))
        .hasMessageEndingWith("has no meaning in this file");
  }

  @Test
  void whatCanBeNullIsKnown() {
    assertThat(MEANINGS.canBeNull(leaf("price"))).isTrue();
    assertThat(MEANINGS.canBeNull(leaf("s.rate"))).isFalse();
    assertThat(MEANINGS.canBeNull(leaf("far"))).isTrue();
    assertThat(MEANINGS.canBeNull(leaf("total"))).isTrue();
    assertThat(MEANINGS.canBeNull(leaf("orders.all"))).isFalse();
    assertThat(MEANINGS.canBeNull(leaf("orders.part"))).isTrue();
    assertThat(MEANINGS.canBeNull(leaf("bad"))).isTrue();
    assertThat(MEANINGS.canBeNull(expression("bad"))).isFalse();
  }
}
