package dev.nestedparquet.internal.schema.parse;

import dev.nestedparquet.internal.schema.grammar.LengthKeys;
import dev.nestedparquet.internal.schema.grammar.NodeKeys;
import dev.nestedparquet.internal.schema.model.Let;
import dev.nestedparquet.internal.schema.model.Node.Head;
import dev.nestedparquet.internal.schema.model.Nulls;
import dev.nestedparquet.internal.schema.model.Runs;
import dev.nestedparquet.internal.schema.read.Located;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads what all nodes have: their nulls, lets, field ids, metadata. */
final class HeadReader {
  private HeadReader() {}

  static Head head(Located at, String name, String sequence) {
    Located draw = at.get("draw");
    String drawn = draw == null ? null : draw.text("the path of a field, now or once");
    String drawnAs = drawn == null ? null : FieldPath.sequence(draw, drawn);
    Located id = at.get("field-id");
    Long fieldId = id == null ? null : Numbers.count(id, "a number", 0, Integer.MAX_VALUE);
    return new Head(
        at.place(),
        name,
        at.path(),
        drawnAs == null
            ? sequence
            : inEntity(sequence) && !inEntity(drawnAs) ? "." + drawnAs : drawnAs,
        nulls(at.get("null")),
        lets(at.get("let")),
        fieldId == null ? null : Integer.valueOf(fieldId.intValue()),
        metadata(at.get("metadata")));
  }

  /** Whether it is an entity's; a column's path never starts with a dot. */
  private static boolean inEntity(String sequence) {
    return sequence.startsWith(".");
  }

  private static Nulls nulls(Located at) {
    if (at == null) {
      return Nulls.NONE;
    } else if (at.is("never")) {
      return Nulls.REQUIRED;
    } else if (at.isMapping()) {
      at.allow(NodeKeys.NULLS.names());
      Located share = at.require("share", "how often it is null, such as 20%");
      Located runs = at.get("runs");
      BigDecimal often = share == null ? null : Numbers.share(share);
      return new Nulls(
          false, often == null ? BigDecimal.ZERO : often, runs == null ? null : runs(runs));
    }
    String text = at.text("a share such as 20%, or never,");
    BigDecimal share = text == null ? null : Numbers.share(at);
    return new Nulls(false, share == null ? BigDecimal.ZERO : share, null);
  }

  static Runs runs(Located at) {
    if (!at.requireMapping("runs, such as {from: 1, to: 500k},")) {
      return null;
    }
    at.allow(LengthKeys.RUNS.names());
    Located from = at.require("from", "the rows of the shortest run");
    Located to = at.require("to", "the rows of the longest run");
    Long least = from == null ? null : Numbers.count(from, "a number of rows", 1, 1L << 40);
    Long most = to == null ? null : Numbers.count(to, "a number of rows", 1, 1L << 40);
    if (least == null || most == null) {
      return null;
    } else if (most < least) {
      to.problem("is below from, " + least);
    }
    return new Runs(least, most);
  }

  /** Names of entities. */
  static List<Let> lets(Located at) {
    List<Let> lets = new ArrayList<>();
    if (at != null && at.requireMapping("names, such as {c: {ref: customer}},")) {
      List<String> names = at.keys();
      List<Located> values = at.values();
      for (int i = 0; i < names.size(); i++) {
        Located let = values.get(i);
        if (let.requireMapping("an entity, such as {ref: customer, zipf: 1.1},")) {
          let.allow(NodeKeys.LET.names());
          Located ref = let.require("ref", "the name of an entity");
          Located zipf = let.get("zipf");
          BigDecimal s = zipf == null ? null : Numbers.between(zipf, "the exponent", "0", "20");
          String entity = ref == null ? null : ref.text("the name of an entity");
          lets.add(new Let(ref == null ? let.place() : ref.place(), names.get(i), entity, s));
        }
      }
    }
    return List.copyOf(lets);
  }

  private static Map<String, String> metadata(Located at) {
    Map<String, String> metadata = new LinkedHashMap<>();
    if (at != null && at.requireMapping("texts by their keys")) {
      List<String> keys = at.keys();
      List<Located> values = at.values();
      for (int i = 0; i < keys.size(); i++) {
        String text = values.get(i).text("a text");
        if (keys.get(i).equals("PARQUET:field_id")) {
          values.get(i).problem("is what field-id says; use that");
        } else if (text != null) {
          metadata.put(keys.get(i), text);
        }
      }
    }
    return Collections.unmodifiableMap(metadata);
  }
}
