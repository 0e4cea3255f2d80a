package dev.nestedparquet.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.nestedparquet.batch.BatchFiller;
import dev.nestedparquet.batch.RowRange;
import dev.nestedparquet.internal.truth.ValueSpelling;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.memory.util.Float16;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.BaseIntVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float2Vector;
import org.apache.arrow.vector.UInt1Vector;
import org.apache.arrow.vector.UInt2Vector;
import org.apache.arrow.vector.UInt4Vector;
import org.apache.arrow.vector.UInt8Vector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.apache.arrow.vector.complex.LargeListVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.ArrowType.ExtensionType;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * Prints rows as JSON, a line each. Numbers and decimals are numbers; dates, times and UUIDs are
 * spelled as in the manifest; lengths of time are as in ISO 8601, where the manifest has units;
 * bytes are hexadecimal digits; maps are lists of objects of a key and a value; what floating point
 * has besides numbers is a string.
 */
final class JsonRows {
  private static final String UUID = "arrow.uuid";

  private final MapDictionaryProvider dictionaries;
  private final JsonGenerator json;

  private JsonRows(MapDictionaryProvider dictionaries, JsonGenerator json) {
    this.dictionaries = dictionaries;
    this.json = json;
  }

  /** Prints the first rows of a data set. */
  static void print(BatchFiller filler, long rows, PrintWriter out) throws IOException {
    BatchFiller own = filler.forProducer();
    try (BufferAllocator allocator = new RootAllocator();
        MapDictionaryProvider dictionaries = own.newDictionaries(allocator)) {
      for (long row = 0; row < rows && !out.checkError(); row++) {
        try (VectorSchemaRoot root = VectorSchemaRoot.create(own.schema(), allocator)) {
          RowRange one = new RowRange(row, 1);
          own.maxBatchBytes(one); // Refuses rows beyond the last one.
          own.fill(one, root);
          StringWriter line = new StringWriter();
          try (JsonGenerator json = new JsonFactory().createGenerator(line)) {
            new JsonRows(dictionaries, json).fields(root.getFieldVectors(), 0);
          }
          out.println(line);
        }
      }
    }
    out.flush();
  }

  private void fields(List<FieldVector> vectors, int i) throws IOException {
    json.writeStartObject();
    for (FieldVector vector : vectors) {
      json.writeFieldName(vector.getName());
      value(vector, i);
    }
    json.writeEndObject();
  }

  private void value(FieldVector vector, int i) throws IOException {
    if (vector.isNull(i)) {
      json.writeNull();
    } else if (vector.getField().getDictionary() != null) {
      long id = vector.getField().getDictionary().getId();
      int index = Math.toIntExact(((BaseIntVector) vector).getValueAsLong(i));
      leaf(vector.getField(), dictionaries.lookup(id).getVector(), index);
    } else if (vector instanceof StructVector struct) {
      fields(struct.getChildrenFromFields(), i);
    } else if (vector instanceof MapVector map) {
      elements(map.getDataVector(), map.getElementStartIndex(i), map.getElementEndIndex(i));
    } else if (vector instanceof ListVector list) {
      elements(list.getDataVector(), list.getElementStartIndex(i), list.getElementEndIndex(i));
    } else if (vector instanceof LargeListVector list) {
      elements(list.getDataVector(), list.getElementStartIndex(i), list.getElementEndIndex(i));
    } else if (vector instanceof FixedSizeListVector list) {
      elements(list.getDataVector(), list.getElementStartIndex(i), list.getElementEndIndex(i));
    } else {
      leaf(vector.getField(), vector, i);
    }
  }

  private void elements(FieldVector vector, long from, long to) throws IOException {
    json.writeStartArray();
    for (long i = from; i < to; i++) {
      value(vector, (int) i);
    }
    json.writeEndArray();
  }

  /**
   * Prints a value that isn't nested.
   *
   * @param field of the column, which names its extension type; a dictionary's own doesn't
   */
  private void leaf(Field field, FieldVector vector, int i) throws IOException {
    Object value = plain(vector, i);
    if (value instanceof Boolean flag) {
      json.writeBoolean(flag);
    } else if (value instanceof BigDecimal decimal) {
      json.writeNumber(ValueSpelling.decimal(decimal.unscaledValue(), decimal.scale()));
    } else if (value instanceof BigInteger integer) {
      json.writeNumber(integer);
    } else if (value instanceof Float || value instanceof Double) {
      double number = ((Number) value).doubleValue();
      if (Double.isFinite(number)) {
        json.writeNumber(value.toString());
      } else {
        json.writeString(value.toString());
      }
    } else if (value instanceof Number number) {
      json.writeNumber(number.longValue());
    } else if (value instanceof byte[] bytes) {
      boolean isUuid =
          UUID.equals(field.getMetadata().get(ExtensionType.EXTENSION_METADATA_KEY_NAME));
      json.writeString(isUuid ? ValueSpelling.uuid(bytes) : HexFormat.of().formatHex(bytes));
    } else {
      json.writeString(value.toString());
    }
  }

  /** A value by a type that JSON has, or one whose text is the value's. */
  private static Object plain(FieldVector vector, int i) {
    ArrowType type = vector.getField().getType();
    if (vector instanceof Float2Vector halves) {
      return Float16.toFloat(halves.get(i));
    } else if (vector instanceof UInt1Vector integers) {
      return integers.getObjectNoOverflow(i);
    } else if (vector instanceof UInt2Vector integers) {
      return (int) integers.get(i);
    } else if (vector instanceof UInt4Vector integers) {
      return integers.getObjectNoOverflow(i);
    } else if (vector instanceof UInt8Vector integers) {
      return integers.getObjectNoOverflow(i);
    } else if (vector instanceof DateDayVector days) {
      return ValueSpelling.date(BigInteger.valueOf(days.get(i)));
    } else if (type instanceof ArrowType.Time time) {
      return ValueSpelling.time(units(vector, i), digits(time.getUnit()));
    } else if (type instanceof ArrowType.Timestamp timestamp) {
      return ValueSpelling.timestamp(
          BigInteger.valueOf(units(vector, i)),
          digits(timestamp.getUnit()),
          timestamp.getTimezone() != null);
    } else if (type instanceof ArrowType.Duration duration) {
      // Arrow's own one has no more than 292 years, of any unit but seconds.
      int digits = digits(duration.getUnit());
      BigInteger[] parts =
          BigInteger.valueOf(units(vector, i)).divideAndRemainder(BigInteger.TEN.pow(digits));
      BigInteger nanos = parts[1].multiply(BigInteger.TEN.pow(9 - digits));
      return Duration.ofSeconds(parts[0].longValueExact(), nanos.longValueExact());
    }
    return vector.getObject(i);
  }

  /** Units of a time, whose vectors in Java have classes of many kinds, and one layout. */
  private static long units(FieldVector vector, int i) {
    return ((BaseFixedWidthVector) vector).getTypeWidth() == Integer.BYTES
        ? vector.getDataBuffer().getInt((long) i * Integer.BYTES)
        : vector.getDataBuffer().getLong((long) i * Long.BYTES);
  }

  /** Digits of a second, after the point, by a unit. */
  private static int digits(TimeUnit unit) {
    return switch (unit) {
      case SECOND -> 0;
      case MILLISECOND -> 3;
      case MICROSECOND -> 6;
      case NANOSECOND -> 9;
    };
  }
}
