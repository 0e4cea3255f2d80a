package dev.nestedparquet.internal.schema.reference;

import dev.nestedparquet.internal.schema.reference.RandomNodes.Made;
import dev.nestedparquet.internal.schema.reference.RandomNodes.Population;
import dev.nestedparquet.internal.schema.reference.RandomScope.Visible;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;

/**
 * Random data-set files of the whole grammar, each of which is right: all kinds of nodes, types and
 * sources, references, up to four levels. Their rows can be made; there are 60 at least.
 *
 * <p>A column is a list of decisions; without any it is the simplest. So files shrink to few
 * columns of few keys.
 */
public final class RandomDataSetFiles {
  private static final int MOST_DEPTH = 4;

  private RandomDataSetFiles() {}

  /** Texts of files, up to eight columns each. */
  public static Arbitrary<String> files() {
    Arbitrary<List<Integer>> decisions =
        Arbitraries.integers()
            .between(0, 5_039)
            .withDistribution(RandomDistribution.uniform())
            .list()
            .ofMaxSize(120)
            .withSizeDistribution(RandomDistribution.uniform());
    return Combinators.combine(
            decisions.list().ofMaxSize(2), decisions.list().ofMinSize(1).ofMaxSize(8))
        .as(RandomDataSetFiles::file);
  }

  private static String file(List<List<Integer>> entities, List<List<Integer>> columns) {
    RandomNodes nodes = new RandomNodes();
    StringBuilder text = new StringBuilder("nested-parquet: 1\nname: random\n");
    text.append("parameters: {skew: 0.9}\nlists: {words: [one, two, three, \"\", \"a b\"]}\n");
    for (List<Integer> decisions : entities) {
      text.append(text.indexOf("entities") < 0 ? "entities:\n" : "");
      text.append("  ").append(entity(new Dice(decisions), nodes)).append('\n');
    }
    text.append("columns:\n");
    RandomScope scope = RandomScope.ofRow();
    for (List<Integer> decisions : columns) {
      Dice dice = new Dice(decisions);
      String name = nodes.name(dice, "c");
      Made column = nodes.node(dice, scope, dice.between(0, MOST_DEPTH));
      text.append("  ").append(RandomLiterals.yaml(name)).append(": ");
      text.append(column.yaml()).append('\n');
      column.below().forEach(one -> scope.add(one.in(name)));
    }
    return text.toString();
  }

  private static String entity(Dice dice, RandomNodes nodes) {
    long count = dice.one(List.of(1L, 7L, 1_000L, 70_000L, 1_000_000_000L));
    String name = nodes.name(dice, "p");
    RandomScope scope = RandomScope.ofEntity(count);
    List<String> keys = new ArrayList<>(List.of("count: " + count));
    nodes.let(dice, scope, keys);
    List<String> fields = new ArrayList<>();
    List<Visible> visible = new ArrayList<>();
    int number = dice.between(1, 3);
    for (int i = 0; i < number; i++) {
      String field = nodes.name(dice, "f");
      Made leaf = nodes.leaf(dice, scope, new ArrayList<>());
      fields.add(RandomLiterals.yaml(field) + ": " + leaf.yaml());
      leaf.below().forEach(one -> visible.add(one.in(field)));
      leaf.below().forEach(one -> scope.add(one.in(field)));
    }
    keys.add("fields: " + RandomNodes.mapping(fields));
    nodes.add(new Population(RandomLiterals.yaml(name), visible));
    return RandomLiterals.yaml(name) + ": " + RandomNodes.mapping(keys);
  }
}
