package dev.nestedparquet.shred;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.ArrowType.ExtensionType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * A random Arrow schema: every type that the shredder takes, nested at will, with nulls or without.
 * Dictionaries are numbered from 0 on; what they hold is in {@link #dictionaryTypes}.
 */
final class RandomSchema {
  private static final int[] INT_BITS = {8, 16, 32, 64};
  private static final int[] RUN_END_BITS = {16, 32, 64};
  private static final String[] ZONES = {null, "", "UTC", "+05:30", "Europe/Berlin"};
  private static final int[] BINARY_WIDTHS = {1, 3, 8, 16, 70};

  private final SplittableRandom random;
  private final List<ArrowType> dictionaryTypes = new ArrayList<>();
  private final Schema schema;
  private int nextId;

  /**
   * Draws a schema.
   *
   * @param depth how many structs, lists and maps may be around a leaf
   */
  RandomSchema(long seed, int columns, int depth) {
    random = new SplittableRandom(seed);
    schema = new Schema(IntStream.range(0, columns).mapToObj(i -> field(name(i), depth)).toList());
  }

  Schema schema() {
    return schema;
  }

  /** Types of the values, by the dictionary's number. */
  List<ArrowType> dictionaryTypes() {
    return dictionaryTypes;
  }

  private String name(int number) {
    return switch (random.nextInt(8)) {
      case 0 -> "c." + number;
      case 1 -> "Spalte Ä " + number;
      default -> "c" + number;
    };
  }

  private Field field(String name, int depth) {
    return field(name, depth, random.nextInt(3) > 0);
  }

  private Field field(String name, int depth, boolean nullable) {
    int kind = depth == 0 ? 0 : random.nextInt(12);
    return switch (kind) {
      case 3, 4, 5 -> {
        int children = 1 + random.nextInt(3);
        yield nested(
            name,
            nullable,
            ArrowType.Struct.INSTANCE,
            IntStream.range(0, children).mapToObj(i -> field(name(i), depth - 1)).toList());
      }
      case 6 -> nested(name, nullable, ArrowType.List.INSTANCE, List.of(field("item", depth - 1)));
      case 7 ->
          nested(name, nullable, ArrowType.LargeList.INSTANCE, List.of(field("item", depth - 1)));
      case 8 ->
          nested(
              name,
              nullable,
              new ArrowType.FixedSizeList(1 + random.nextInt(3)),
              List.of(field("item", depth - 1)));
      case 9 -> map(name, nullable, depth);
      case 10 ->
          nested(name, nullable, ArrowType.ListView.INSTANCE, List.of(field("item", depth - 1)));
      case 11 ->
          nested(
              name, nullable, ArrowType.LargeListView.INSTANCE, List.of(field("item", depth - 1)));
      default -> leaf(name, nullable);
    };
  }

  private Field nested(String name, boolean nullable, ArrowType type, List<Field> children) {
    return new Field(name, new FieldType(nullable, type, null, metadata(type)), children);
  }

  /** Numbers of columns, and names of extension types that have this storage. */
  private Map<String, String> metadata(ArrowType type) {
    Map<String, String> metadata = new HashMap<>();
    if (random.nextInt(5) == 0) {
      metadata.put("PARQUET:field_id", Integer.toString(nextId++));
    }
    String extension =
        switch (type.getTypeID()) {
          case Int -> type.equals(new ArrowType.Int(8, true)) ? "arrow.bool8" : null;
          case Utf8, LargeUtf8, Utf8View -> StorageType.JSON;
          case FixedSizeBinary ->
              type.equals(new ArrowType.FixedSizeBinary(16)) ? StorageType.UUID : null;
          case Struct, List -> "made.up";
          default -> null;
        };
    if (extension != null && random.nextInt(3) == 0) {
      metadata.put(ExtensionType.EXTENSION_METADATA_KEY_NAME, extension);
      metadata.put(ExtensionType.EXTENSION_METADATA_KEY_METADATA, "");
    }
    return metadata;
  }

  private Field map(String name, boolean nullable, int depth) {
    Field key = field(MapVector.KEY_NAME, depth - 1, /* nullable= */ false);
    Field value = field(MapVector.VALUE_NAME, depth - 1);
    Field entries =
        nested(MapVector.DATA_VECTOR_NAME, false, ArrowType.Struct.INSTANCE, List.of(key, value));
    return nested(name, nullable, new ArrowType.Map(/* keysSorted= */ false), List.of(entries));
  }

  private Field leaf(String name, boolean nullable) {
    ArrowType type = leafType(nullable);
    int kind = random.nextInt(8);
    if (kind > 2) {
      return new Field(name, new FieldType(nullable, type, null, metadata(type)), null);
    }
    if (kind == 2) {
      return runs(name, nullable, type);
    }
    ArrowType.Int index = new ArrowType.Int(oneOf(INT_BITS), random.nextBoolean());
    DictionaryEncoding encoding =
        new DictionaryEncoding(dictionaryTypes.size(), /* ordered= */ false, index);
    dictionaryTypes.add(type);
    return new Field(name, new FieldType(nullable, index, encoding), null);
  }

  private Field runs(String name, boolean nullable, ArrowType type) {
    ArrowType.Int end = new ArrowType.Int(RUN_END_BITS[random.nextInt(3)], true);
    Field values = new Field("values", new FieldType(nullable, type, null, metadata(type)), null);
    return nested(
        name,
        nullable,
        ArrowType.RunEndEncoded.INSTANCE,
        List.of(Field.notNullable("run_ends", end), values));
  }

  private ArrowType leafType(boolean nullable) {
    return switch (random.nextInt(20)) {
      case 0 -> ArrowType.Bool.INSTANCE;
      case 1, 2 -> new ArrowType.Int(oneOf(INT_BITS), random.nextBoolean());
      case 3 -> new ArrowType.FloatingPoint(oneOf(FloatingPointPrecision.values()));
      case 4 -> decimal(38, 128);
      case 5 -> decimal(76, 256);
      case 6 -> new ArrowType.Date(oneOf(DateUnit.values()));
      case 7 -> {
        TimeUnit unit = oneOf(TimeUnit.values());
        boolean isShort = unit == TimeUnit.SECOND || unit == TimeUnit.MILLISECOND;
        yield new ArrowType.Time(unit, isShort ? Integer.SIZE : Long.SIZE);
      }
      case 8, 9 -> new ArrowType.Timestamp(oneOf(TimeUnit.values()), oneOf(ZONES));
      case 10 -> new ArrowType.Duration(oneOf(TimeUnit.values()));
      case 11 -> ArrowType.LargeUtf8.INSTANCE;
      case 12 -> ArrowType.Binary.INSTANCE;
      case 13 -> ArrowType.LargeBinary.INSTANCE;
      case 14 -> new ArrowType.FixedSizeBinary(oneOf(BINARY_WIDTHS));
      case 15 -> nullable ? ArrowType.Null.INSTANCE : ArrowType.Utf8View.INSTANCE;
      case 16, 17 -> ArrowType.Utf8View.INSTANCE;
      case 18 -> ArrowType.BinaryView.INSTANCE;
      default -> ArrowType.Utf8.INSTANCE;
    };
  }

  private ArrowType decimal(int mostPrecision, int bits) {
    int precision = 1 + random.nextInt(mostPrecision);
    return new ArrowType.Decimal(precision, random.nextInt(precision + 1), bits);
  }

  private int oneOf(int[] values) {
    return values[random.nextInt(values.length)];
  }

  private <T> T oneOf(T[] values) {
    return values[random.nextInt(values.length)];
  }
}
