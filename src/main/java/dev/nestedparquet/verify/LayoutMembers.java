package dev.nestedparquet.verify;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Checks the members that the layout of the shredder's files has in a manifest, and what each
 * holds. A data set whose layout lacks a member, or holds something that isn't allowed, can't be
 * made again.
 */
final class LayoutMembers {
  /** Name of a codec; that of zstd may have a level. */
  private static final Pattern COMPRESSION =
      Pattern.compile("(" + String.join("|", LayoutChecks.CODECS.keySet()) + ")((?<=zstd):\\d+)?");

  private static final Pattern ENCODING =
      Pattern.compile("auto|plain|dictionary|delta|delta-length");

  /** Rule of what a member may hold. */
  private record Rule(String allowed, Predicate<Object> holds) {}

  private static final Map<String, Rule> RULES = new LinkedHashMap<>();

  static {
    Rule compression =
        new Rule("none, snappy, lz4, zstd or zstd:LEVEL", value -> matches(COMPRESSION, value));
    Rule encoding = new Rule("an encoding's name", value -> matches(ENCODING, value));
    Rule count = new Rule("a whole number above 0", value -> value instanceof Long n && n > 0);
    Rule flag = new Rule("true or false", Boolean.class::isInstance);
    RULES.put("compression", compression);
    RULES.put("columnCompressions", byColumn(compression));
    RULES.put("rowGroupRows", count);
    RULES.put("rowGroupBytes", count);
    RULES.put("pageBytes", count);
    RULES.put("pageRows", count);
    RULES.put(
        "pageVersion", new Rule("1 or 2", value -> value instanceof Long n && (n == 1 || n == 2)));
    RULES.put("encoding", encoding);
    RULES.put("columnEncodings", byColumn(encoding));
    RULES.put("dictionaryBytes", count);
    RULES.put(
        "bloomFilters",
        new Rule(
            "names of columns",
            value ->
                value instanceof List<?> names
                    && names.stream().allMatch(String.class::isInstance)));
    RULES.put(
        "bloomFilterFpp",
        new Rule(
            "a number between 0 and 1",
            value -> value instanceof Number n && n.doubleValue() > 0 && n.doubleValue() < 1));
    RULES.put("statistics", flag);
    RULES.put("pageIndex", flag);
    RULES.put("arrowSchema", flag);
  }

  private LayoutMembers() {}

  private static boolean matches(Pattern pattern, Object value) {
    return value instanceof String text && pattern.matcher(text).matches();
  }

  private static Rule byColumn(Rule each) {
    return new Rule(
        "by column: " + each.allowed(),
        value ->
            value instanceof Map<?, ?> byPath && byPath.values().stream().allMatch(each.holds()));
  }

  /**
   * Reports each member that a layout lacks, or that holds something that isn't allowed.
   *
   * @param layout layout in a manifest of the shredder's files
   * @param onWrong told the member's name, and what is allowed
   */
  static void check(Map<String, Object> layout, BiConsumer<String, String> onWrong) {
    RULES.forEach(
        (name, rule) -> {
          if (!rule.holds().test(layout.get(name))) {
            onWrong.accept(name, rule.allowed());
          }
        });
  }
}
