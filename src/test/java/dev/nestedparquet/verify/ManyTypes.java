package dev.nestedparquet.verify;

import dev.nestedparquet.batch.BatchFiller;
import dev.nestedparquet.batch.CounterRandom;
import dev.nestedparquet.batch.Counts;
import dev.nestedparquet.batch.RowRange;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BaseIntVector;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.LargeVarCharVector;
import org.apache.arrow.vector.TimeStampMicroVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

/** Random rows of the types that verify compares, with nulls of every kind at every level. */
final class ManyTypes implements BatchFiller {
  private static final DictionaryEncoding COLOUR =
      new DictionaryEncoding(9, /* ordered= */ false, new ArrowType.Int(16, true));

  @Override
  public String name() {
    return "many-types";
  }

  @Override
  public Schema schema() {
    List<Field> fields = new ArrayList<>(leaves(""));
    Field inner = list("inner", Field.nullable("item", new ArrowType.Int(32, true)));
    fields.add(list("outer", inner));
    fields.add(struct("struct", List.of(struct("deep", leaves("deep_")), inner)));
    fields.add(list("structs", struct("item", leaves("list_"))));
    return new Schema(fields);
  }

  private static List<Field> leaves(String prefix) {
    return List.of(
        Field.nullable(prefix + "bool", ArrowType.Bool.INSTANCE),
        Field.nullable(prefix + "i8", new ArrowType.Int(8, true)),
        Field.nullable(prefix + "u16", new ArrowType.Int(16, false)),
        Field.nullable(prefix + "i32", new ArrowType.Int(32, true)),
        Field.notNullable(prefix + "i64", new ArrowType.Int(64, true)),
        Field.nullable(prefix + "f32", new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE)),
        Field.nullable(prefix + "f64", new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE)),
        Field.nullable(prefix + "date", new ArrowType.Date(DateUnit.DAY)),
        Field.nullable(prefix + "time", new ArrowType.Timestamp(TimeUnit.MICROSECOND, null)),
        Field.nullable(prefix + "decimal", new ArrowType.Decimal(30, 3, 128)),
        Field.nullable(prefix + "binary", ArrowType.Binary.INSTANCE),
        Field.nullable(prefix + "large", ArrowType.LargeUtf8.INSTANCE),
        new Field(
            prefix + "colour", new FieldType(true, new ArrowType.Int(16, true), COLOUR), null));
  }

  private static Field list(String name, Field item) {
    return new Field(name, FieldType.nullable(ArrowType.List.INSTANCE), List.of(item));
  }

  private static Field struct(String name, List<Field> children) {
    return new Field(name, FieldType.nullable(ArrowType.Struct.INSTANCE), children);
  }

  @Override
  public MapDictionaryProvider newDictionaries(BufferAllocator allocator) {
    VarCharVector labels = new VarCharVector("colours", allocator);
    labels.allocateNew();
    for (int i = 0; i < 3; i++) {
      labels.setSafe(i, List.of("red", "", "gr\u00fcn").get(i).getBytes(StandardCharsets.UTF_8));
    }
    labels.setValueCount(3);
    return new MapDictionaryProvider(new Dictionary(labels, COLOUR));
  }

  @Override
  public long maxBatchBytes(RowRange rows) {
    return 1_000 * rows.rows() + 1_000_000;
  }

  @Override
  public Counts fill(RowRange rows, VectorSchemaRoot root) {
    root.allocateNew();
    for (int i = 0; i < rows.rows(); i++) {
      long column = 0;
      for (FieldVector vector : root.getFieldVectors()) {
        set(vector, i, CounterRandom.draw(++column, rows.first() + i));
      }
    }
    root.setRowCount((int) rows.rows());
    return Counts.ofRows(rows.rows());
  }

  /** Sets a value, or leaves it null, as the bits say. */
  private static void set(FieldVector vector, int i, long bits) {
    boolean isNull = vector.getField().isNullable() && (bits & 3) == 0;
    long next = CounterRandom.draw(bits, 1);
    if (vector instanceof StructVector struct) {
      if (!isNull) {
        struct.setIndexDefined(i);
      }
      for (FieldVector child : struct.getChildrenFromFields()) {
        set(child, i, isNull ? 0 : CounterRandom.draw(next, child.getName().hashCode()));
      }
    } else if (vector instanceof ListVector list) {
      if (!isNull) {
        int elements = (int) (bits >>> 2 & 3);
        int first = list.startNewValue(i);
        for (int k = 0; k < elements; k++) {
          set(list.getDataVector(), first + k, CounterRandom.draw(next, k));
        }
        list.endValue(i, elements);
      }
    } else if (!isNull) {
      setLeaf(vector, i, next);
    }
  }

  private static void setLeaf(FieldVector vector, int i, long bits) {
    byte[] text =
        Long.toString(bits, 36).substring(0, (int) (bits & 7)).getBytes(StandardCharsets.UTF_8);
    if (vector.getField().getDictionary() != null) {
      ((BaseIntVector) vector).setWithPossibleTruncate(i, Long.remainderUnsigned(bits, 3));
    } else if (vector instanceof BitVector bit) {
      bit.setSafe(i, (int) (bits & 1));
    } else if (vector instanceof BigIntVector longs) {
      longs.setSafe(i, bits);
    } else if (vector instanceof BaseIntVector ints) {
      while (vector.getValueCapacity() <= i) {
        vector.reAlloc();
      }
      ints.setWithPossibleTruncate(i, bits);
    } else if (vector instanceof Float4Vector floats) {
      floats.setSafe(i, (bits & 8) == 0 ? Float.NaN : bits * -0.0f);
    } else if (vector instanceof Float8Vector doubles) {
      doubles.setSafe(i, (bits & 8) == 0 ? -0.0 : bits / 1e3);
    } else if (vector instanceof DateDayVector days) {
      days.setSafe(i, (int) (bits % 30_000));
    } else if (vector instanceof TimeStampMicroVector times) {
      times.setSafe(i, bits % 4_000_000_000_000_000L);
    } else if (vector instanceof DecimalVector decimals) {
      decimals.setSafe(i, bits);
    } else if (vector instanceof VarBinaryVector binary) {
      binary.setSafe(i, text);
    } else if (vector instanceof LargeVarCharVector large) {
      large.setSafe(i, text);
    } else {
      throw new IllegalStateException(vector.getField().toString());
    }
  }
}
