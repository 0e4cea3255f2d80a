package dev.nestedparquet.internal.schema.check;

import dev.nestedparquet.internal.schema.model.DataSetFile;
import dev.nestedparquet.internal.schema.model.Entity;
import dev.nestedparquet.internal.schema.model.Let;
import dev.nestedparquet.internal.schema.model.Node;
import dev.nestedparquet.internal.schema.read.LikelyWord;
import dev.nestedparquet.internal.schema.read.Problems;
import dev.nestedparquet.internal.schema.read.Quoted;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Checks a file as a whole. */
public final class DataSetChecks {
  private final DataSetFile file;
  private final Problems problems;
  private final Map<Integer, String> fieldIds = new HashMap<>();

  private DataSetChecks(DataSetFile file, Problems problems) {
    this.file = file;
    this.problems = problems;
  }

  /**
   * The file with the rows that it can number; null if there is a problem.
   *
   * @param file may have nulls where there is a problem already
   */
  public static DataSetFile check(DataSetFile file, Problems problems) {
    DataSetChecks checks = new DataSetChecks(file, problems);
    for (Node column : file.columns()) {
      checks.node(column);
    }
    for (Entity entity : file.entities().values()) {
      checks.entity(entity);
    }
    checks.entityCircles();
    Meanings unused = new References(file, problems).find();
    RowLimits limits = new RowLimits(problems);
    for (Entity entity : file.entities().values()) {
      limits.entity(entity);
    }
    for (Node column : file.columns()) {
      limits.column(column);
    }
    return problems.isEmpty() ? file.limitedTo(limits.least()) : null;
  }

  private void node(Node node) {
    Integer id = node.head().fieldId();
    String earlier = id == null ? null : fieldIds.putIfAbsent(id, node.head().path());
    if (earlier != null) {
      problems.add(
          node.head().place(),
          node.head().path() + ".field-id",
          id + " is taken already, by " + earlier);
    }
    lets(node.head().lets(), node.head().path());
    Set<String> names = new HashSet<>();
    for (Node child : node.children()) {
      names.add(child.head().name());
    }
    for (Let let : node.head().lets()) {
      if (node instanceof Node.Struct && names.contains(let.name())) {
        problems.add(
            let.place(), node.head().path() + ".let", let.name() + " is a field here, too");
      }
    }
    for (Node child : node.children()) {
      node(child);
    }
  }

  private void entity(Entity entity) {
    lets(entity.lets(), "entities." + entity.name());
    for (Node.Leaf field : entity.fields()) {
      lets(field.head().lets(), field.head().path());
      if (!field.head().lets().isEmpty()) {
        problems.add(
            field.head().place(),
            field.head().path() + ".let",
            "stands beside fields in an entity, not inside of them");
      }
    }
  }

  private void entityCircles() {
    Circles<Entity> circles = new Circles<>(this::referredTo);
    circles.walk(file.entities().values());
    for (List<Entity> circle : circles.circles()) {
      problems.add(
          circle.get(0).place(),
          "entities." + circle.get(0).name(),
          "refers to itself: " + Circles.text(circle.stream().map(Entity::name).toList()));
    }
  }

  private List<Entity> referredTo(Entity entity) {
    return entity.lets().stream()
        .map(let -> file.entities().get(let.entity()))
        .filter(Objects::nonNull)
        .toList();
  }

  private void lets(List<Let> lets, String path) {
    for (Let let : lets) {
      if (Resolver.RESERVED.contains(let.name())) {
        problems.add(let.place(), path + ".let", let.name() + " means something else; rename it");
      }
      if (let.entity() != null && !file.entities().containsKey(let.entity())) {
        problems.add(
            let.place(),
            path + ".let." + Quoted.shortened(let.name()) + ".ref",
            "there is no entity '"
                + Quoted.shortened(let.entity())
                + "'"
                + LikelyWord.hint(let.entity(), file.entities().keySet())
                + "; entities: has "
                + Quoted.some(file.entities().keySet()));
      }
    }
  }
}
