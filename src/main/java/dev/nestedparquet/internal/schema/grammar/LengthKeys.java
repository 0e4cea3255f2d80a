package dev.nestedparquet.internal.schema.grammar;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Lengths of lists, maps and texts. */
public final class LengthKeys {
  /** A length, or a range of them. */
  public static final Pattern RANGE = Pattern.compile("(\\d[\\d_]*[kM]?)(?:-(\\d[\\d_]*[kM]?))?");

  private static final Shape LENGTH = Shape.count(0, Integer.MAX_VALUE);

  /** Runs of rows with one decision. */
  public static final Mapping RUNS =
      Mapping.of(
          "runs",
          Key.required("from", "The rows of the shortest run.", Shape.count(1, 1L << 40)),
          Key.required("to", "The rows of the longest run.", Shape.count(1, 1L << 40)));

  static final Key RUNS_KEY =
      Key.optional(
          "runs", "`{from: 1, to: 500k}`: the same decision over runs of that many rows", RUNS);

  /** Lists of one length, which is in their type. */
  public static final Mapping FIXED =
      Mapping.of("fixed-length", Key.required("fixed", "The length of every list.", LENGTH));

  private static final Mapping WEIGHTS =
      Mapping.of("weighted-lengths", RUNS_KEY)
          .withOthers(SourceKeys.WEIGHT, RANGE, "is no length such as 3 or 3-5")
          .withMany(1, Integer.MAX_VALUE);

  private static final Mapping DRAWN = drawn();

  /** Of lists and texts. */
  static final Shape OF_LISTS = lengths(true);

  /** Of maps, which have no fixed length in their type. */
  static final Shape OF_MAPS = lengths(false);

  private LengthKeys() {}

  private static Mapping drawn() {
    List<Key> keys = new ArrayList<>();
    SourceKeys.withMost().forEach(source -> keys.add(source.key()));
    keys.add(RUNS_KEY);
    return Mapping.of("drawn-lengths", keys).withOneOf(SourceKeys.namesWithMost());
  }

  private static Shape lengths(boolean fixed) {
    Map<String, Mapping> byKey = new LinkedHashMap<>();
    if (fixed) {
      byKey.put("fixed", FIXED);
    }
    SourceKeys.namesWithMost().forEach(name -> byKey.put(name, DRAWN));
    return new Shape.AnyOf(LENGTH, new Shape.ByKey(byKey, WEIGHTS));
  }
}
