package dev.nestedparquet.internal.schema.reference;

import dev.nestedparquet.internal.schema.model.DataSetFile;
import dev.nestedparquet.internal.schema.model.Node;
import dev.nestedparquet.internal.schema.model.Source;
import dev.nestedparquet.internal.schema.model.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What is true of rows, found row by row from the values that the reference interpreter has. */
public final class ReferenceTruth {
  private static final BigInteger EXACT = BigInteger.ONE.shiftLeft(53);
  private static final int MOST_LABELS = 1_000;

  private final DataSetFile file;
  private final Map<String, Column> columns = new LinkedHashMap<>();

  public ReferenceTruth(DataSetFile file) {
    this.file = file;
    file.columns().forEach(node -> register(node, ReferenceRows.quoted(node.head().name())));
  }

  private static final class Column {
    final Node node;
    long values;
    long nulls;
    long absent;
    long empty;
    long elements;
    long nan;
    long bytes;
    BigInteger sum = BigInteger.ZERO;
    Object smallest;
    Object largest;
    final Map<String, Long> lengths = new TreeMap<>();
    final Map<Object, Long> times = new LinkedHashMap<>();

    Column(Node node) {
      this.node = node;
    }
  }

  private void register(Node node, String path) {
    columns.put(path, new Column(node));
    below(node, path).forEach((child, at) -> register(child, at));
  }

  private static Map<Node, String> below(Node node, String path) {
    Map<Node, String> below = new LinkedHashMap<>();
    for (int i = 0; i < node.children().size(); i++) {
      Node child = node.children().get(i);
      String name =
          node instanceof Node.ListNode
              ? ".list.element"
              : node instanceof Node.MapNode
                  ? i == 0 ? ".key_value.key" : ".key_value.value"
                  : "." + ReferenceRows.quoted(child.head().name());
      below.put(child, path + name);
    }
    return below;
  }

  /** Adds a row. */
  public void add(Map<String, Object> row) {
    for (Node node : file.columns()) {
      String name = node.head().name();
      add(node, ReferenceRows.quoted(name), row.get(name));
    }
  }

  private void addAbsent(Node node, String path) {
    columns.get(path).absent++;
    below(node, path).forEach(this::addAbsent);
  }

  private void add(Node node, String path, Object value) {
    Column column = columns.get(path);
    if (value == null) {
      column.nulls++;
      below(node, path).forEach(this::addAbsent);
      return;
    }
    column.values++;
    if (node instanceof Node.Leaf leaf) {
      addLeaf(column, leaf.type(), value);
    } else if (value instanceof Map<?, ?> fields) {
      below(node, path).forEach((child, at) -> add(child, at, fields.get(child.head().name())));
    } else {
      List<?> elements = (List<?>) value;
      column.elements += elements.size();
      column.empty += elements.isEmpty() ? 1 : 0;
      column.lengths.merge(lengths(elements.size()), 1L, Long::sum);
      if (elements.isEmpty()) {
        below(node, path).forEach(this::addAbsent);
      }
      for (Object element : elements) {
        if (node instanceof Node.MapNode map) {
          List<?> pair = (List<?>) element;
          add(map.key(), path + ".key_value.key", pair.get(0));
          add(map.value(), path + ".key_value.value", pair.get(1));
        } else {
          add(((Node.ListNode) node).element(), path + ".list.element", element);
        }
      }
    }
  }

  private static String lengths(int length) {
    if (length <= 32) {
      return Integer.toString(length);
    }
    int least = 32;
    while (2 * least <= length) {
      least *= 2;
    }
    return Math.max(33, least) + "-" + (2 * least - 1);
  }

  private static void addLeaf(Column column, Type type, Object value) {
    if (type instanceof Type.Floating) {
      double number = ((Number) value).doubleValue();
      column.times.merge(number, 1L, Long::sum);
      if (Double.isNaN(number)) {
        column.nan++;
        return;
      }
      addExtremes(column, number, Comparator.comparingDouble(x -> (Double) x));
      return;
    }
    column.times.merge(value, 1L, Long::sum);
    if (value instanceof BigInteger units) {
      column.sum = column.sum.add(units);
      addExtremes(column, units, Comparator.comparing(x -> (BigInteger) x));
    } else if (value instanceof Boolean) {
      addExtremes(column, value, Comparator.comparing(x -> (Boolean) x));
    } else {
      byte[] bytes = ((String) value).getBytes(StandardCharsets.UTF_8);
      column.bytes += type instanceof Type.Text ? bytes.length : bytes.length / 2;
      addExtremes(
          column,
          value,
          (a, b) ->
              Arrays.compareUnsigned(
                  ((String) a).getBytes(StandardCharsets.UTF_8),
                  ((String) b).getBytes(StandardCharsets.UTF_8)));
    }
  }

  private static void addExtremes(Column column, Object value, Comparator<Object> order) {
    if (column.smallest == null || order.compare(value, column.smallest) < 0) {
      column.smallest = value;
    }
    if (column.largest == null || order.compare(value, column.largest) > 0) {
      column.largest = value;
    }
  }

  /** Members of each column, by its path. */
  public Map<String, Map<String, Object>> members() {
    Map<String, Map<String, Object>> members = new LinkedHashMap<>();
    columns.forEach((path, column) -> members.put(path, members(column)));
    return members;
  }

  private static Map<String, Object> members(Column column) {
    Map<String, Object> members = new TreeMap<>();
    members.put("values", column.values);
    members.put("nulls", column.nulls);
    members.put("absent", column.absent);
    if (!(column.node instanceof Node.Leaf leaf)) {
      members.put("type", column.node instanceof Node.Struct ? "struct" : "list");
      if (column.node instanceof Node.MapNode) {
        members.put("type", "map");
      }
      if (!(column.node instanceof Node.Struct)) {
        members.put("empty", column.empty);
        members.put("elements", column.elements);
        members.put("lengths", column.lengths);
      }
      return members;
    }
    Type type = leaf.type();
    members.put("type", type.toString());
    addExtreme(members, "smallest", type, column.smallest);
    addExtreme(members, "largest", type, column.largest);
    if (type instanceof Type.Int) {
      members.put("sum", integer(column.sum));
    } else if (type instanceof Type.Decimal) {
      members.put("sum", text(type, column.sum));
    } else if (type instanceof Type.Floating) {
      members.put("nan", column.nan);
    } else if (type instanceof Type.Text || type instanceof Type.Binary) {
      members.put("bytes", column.bytes);
    }
    return members;
  }

  /**
   * Labels that a column has to tell, and how often each is there; null if it need not tell any.
   */
  public Map<String, Long> labels(String path) {
    Column column = columns.get(path);
    if (!(column.node instanceof Node.Leaf leaf)
        || !(leaf.source() instanceof Source.Pick pick)
        || pick.choices().size() > MOST_LABELS) {
      return null;
    }
    Map<String, Long> labels = new TreeMap<>();
    pick.choices()
        .forEach(
            choice -> {
              Object value = SourceValues.written(choice.value(), leaf.type());
              Object key = value instanceof Float f ? (Object) (double) f : value;
              labels.put(
                  String.valueOf(text(leaf.type(), key)), column.times.getOrDefault(key, 0L));
            });
    return labels;
  }

  private static void addExtreme(
      Map<String, Object> members, String name, Type type, Object value) {
    if (value != null) {
      Object text = text(type, value);
      boolean isCut = false;
      if (type instanceof Type.Text && ((String) text).codePoints().count() > 128) {
        String whole = (String) text;
        text = whole.substring(0, whole.offsetByCodePoints(0, 128));
        isCut = true;
      } else if ((type instanceof Type.Binary || type instanceof Type.FixedBinary)
          && ((String) text).length() > 256) {
        text = ((String) text).substring(0, 256);
        isCut = true;
      }
      members.put(name, text);
      if (isCut) {
        members.put(name + "IsCut", true);
      }
    }
  }

  private static Object integer(BigInteger value) {
    return value.abs().compareTo(EXACT) < 0 ? (Object) value.longValue() : value.toString();
  }

  private static Object text(Type type, Object value) {
    if (type instanceof Type.Int || type instanceof Type.Duration) {
      return integer((BigInteger) value);
    } else if (type instanceof Type.Decimal decimal) {
      return new BigDecimal((BigInteger) value, decimal.scale()).toPlainString();
    } else if (type instanceof Type.Uuid) {
      return ((String) value).replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5");
    } else if (type instanceof Type.Date) {
      return LocalDate.ofEpochDay(((BigInteger) value).longValue()).toString();
    } else if (type instanceof Type.Time time) {
      long nanos = ((BigInteger) value).longValue() * time.unit().nanos();
      return time(LocalTime.ofNanoOfDay(nanos), time.unit().nanos());
    } else if (type instanceof Type.Timestamp timestamp) {
      BigInteger perSecond = BigInteger.valueOf(1_000_000_000 / timestamp.unit().nanos());
      BigInteger[] parts = floor((BigInteger) value, perSecond);
      if (parts[0].bitLength() > 54) {
        return "far"; // Beyond the years that Java has.
      }
      LocalDateTime local =
          LocalDateTime.ofEpochSecond(
              parts[0].longValue(),
              (int) (parts[1].longValue() * timestamp.unit().nanos()),
              ZoneOffset.UTC);
      return local.toLocalDate()
          + "T"
          + time(local.toLocalTime(), timestamp.unit().nanos())
          + (timestamp.zone() == null ? "" : "Z");
    }
    return value;
  }

  private static BigInteger[] floor(BigInteger value, BigInteger by) {
    BigInteger rest = value.mod(by);
    return new BigInteger[] {value.subtract(rest).divide(by), rest};
  }

  private static String time(LocalTime time, long nanosOfUnit) {
    int digits =
        nanosOfUnit == 1_000_000_000
            ? 0
            : nanosOfUnit == 1_000_000 ? 3 : nanosOfUnit == 1_000 ? 6 : 9;
    String pattern = "HH:mm:ss" + (digits == 0 ? "" : "." + "S".repeat(digits));
    return time.format(DateTimeFormatter.ofPattern(pattern, Locale.ROOT));
  }
}
