package dev.nestedparquet.internal.schema.grammar;

import dev.nestedparquet.internal.schema.model.Type;
import dev.nestedparquet.internal.schema.model.Unit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names of types. */
public final class TypeNames {
  /**
   * A type that says more in parentheses.
   *
   * @param examples as files write them
   * @param pattern what is in the parentheses
   * @param one some type of this name
   */
  public record WithArguments(List<String> examples, Pattern pattern, Type one) {}

  private static final String UNITS =
      Arrays.stream(Unit.values()).map(Unit::toString).collect(Collectors.joining("|"));

  private static final Map<String, Type> BY_NAME = new LinkedHashMap<>();
  private static final Map<String, WithArguments> MORE = new LinkedHashMap<>();

  static {
    List<Type> plain = new ArrayList<>(List.of(new Type.Bool()));
    for (boolean signed : new boolean[] {true, false}) {
      for (int bits : new int[] {8, 16, 32, 64}) {
        plain.add(new Type.Int(bits, signed));
      }
    }
    for (int bits : new int[] {16, 32, 64}) {
      plain.add(new Type.Floating(bits));
    }
    plain.addAll(
        List.of(
            new Type.Date(),
            new Type.Text(false),
            new Type.Text(true),
            new Type.Binary(false),
            new Type.Binary(true),
            new Type.Uuid()));
    plain.forEach(type -> BY_NAME.put(type.toString(), type));
    add("decimal", new Type.Decimal(12, 2), "\\d+ *, *\\d+", "decimal(12,2)");
    add("time", new Type.Time(Unit.US), UNITS, "time(us)");
    add(
        "timestamp",
        new Type.Timestamp(Unit.US, null),
        "(?:" + UNITS + ") *(?:,[^(),]+)?",
        "timestamp(us)",
        "timestamp(us, UTC)");
    add("duration", new Type.Duration(Unit.US), UNITS, "duration(us)");
    add("fixed_binary", new Type.FixedBinary(16), "\\d+", "fixed_binary(16)");
  }

  private TypeNames() {}

  private static void add(String name, Type one, String pattern, String... examples) {
    Pattern inside = Pattern.compile(" *(?:" + pattern + ") *");
    MORE.put(name, new WithArguments(List.of(examples), inside, one));
  }

  /** Types whose name is all. */
  public static Map<String, Type> plain() {
    return Collections.unmodifiableMap(BY_NAME);
  }

  /** Types that say more in parentheses. */
  public static Map<String, WithArguments> withArguments() {
    return Collections.unmodifiableMap(MORE);
  }

  /** All names. */
  public static List<String> all() {
    List<String> names = new ArrayList<>(BY_NAME.keySet());
    names.addAll(MORE.keySet());
    return names;
  }
}
