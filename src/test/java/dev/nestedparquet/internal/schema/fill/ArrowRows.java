package dev.nestedparquet.internal.schema.fill;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.util.Float16;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.BaseLargeVariableWidthVector;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.FixedSizeBinaryVector;
import org.apache.arrow.vector.Float2Vector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.apache.arrow.vector.complex.LargeListVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/** Reads rows of a record batch from its buffers, as the reference interpreter has them. */
final class ArrowRows {
  private final VectorSchemaRoot root;
  private final DictionaryProvider dictionaries;

  ArrowRows(VectorSchemaRoot root, DictionaryProvider dictionaries) {
    this.root = root;
    this.dictionaries = dictionaries;
  }

  /** Values of a row, by column. */
  Map<String, Object> row(int row) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (FieldVector vector : root.getFieldVectors()) {
      values.put(vector.getName(), value(vector, row));
    }
    return values;
  }

  private Object value(FieldVector vector, int i) {
    if (vector.isNull(i)) {
      return null;
    }
    Field field = vector.getField();
    if (field.getDictionary() != null) {
      long id = field.getDictionary().getId();
      int index = (int) number(vector, i, isSigned(field.getDictionary().getIndexType()));
      return plain(dictionaries.lookup(id).getVector(), index);
    }
    return plain(vector, i);
  }

  private static boolean isSigned(ArrowType.Int type) {
    return type.getIsSigned();
  }

  private Object plain(FieldVector vector, int i) {
    if (vector instanceof MapVector map) {
      List<Object> entries = new ArrayList<>();
      StructVector entry = (StructVector) map.getDataVector();
      for (int j = map.getElementStartIndex(i); j < map.getElementEndIndex(i); j++) {
        List<Object> pair = new ArrayList<>();
        pair.add(value(entry.getChildrenFromFields().get(0), j));
        pair.add(value(entry.getChildrenFromFields().get(1), j));
        entries.add(pair);
      }
      return entries;
    } else if (vector instanceof ListVector list) {
      return elements(
          list.getDataVector(), list.getElementStartIndex(i), list.getElementEndIndex(i));
    } else if (vector instanceof LargeListVector list) {
      return elements(
          list.getDataVector(),
          (int) list.getElementStartIndex(i),
          (int) list.getElementEndIndex(i));
    } else if (vector instanceof FixedSizeListVector list) {
      int size = list.getListSize();
      return elements(list.getDataVector(), i * size, (i + 1) * size);
    } else if (vector instanceof StructVector struct) {
      Map<String, Object> fields = new LinkedHashMap<>();
      for (FieldVector child : struct.getChildrenFromFields()) {
        fields.put(child.getName(), value(child, i));
      }
      return fields;
    } else if (vector instanceof BitVector bits) {
      return bits.get(i) == 1;
    } else if (vector instanceof Float8Vector doubles) {
      return doubles.get(i);
    } else if (vector instanceof Float4Vector floats) {
      return floats.get(i);
    } else if (vector instanceof Float2Vector halves) {
      return Float16.toFloat(halves.get(i));
    } else if (vector instanceof FixedSizeBinaryVector bytes) {
      return HexFormat.of().formatHex(bytes.get(i));
    } else if (vector instanceof BaseVariableWidthVector
        || vector instanceof BaseLargeVariableWidthVector) {
      return bytes(vector, i);
    }
    ArrowType type = vector.getField().getType();
    boolean signed = !(type instanceof ArrowType.Int number) || number.getIsSigned();
    return exact((BaseFixedWidthVector) vector, i, signed);
  }

  private List<Object> elements(FieldVector vector, int from, int to) {
    List<Object> elements = new ArrayList<>();
    for (int i = from; i < to; i++) {
      elements.add(value(vector, i));
    }
    return elements;
  }

  private static Object bytes(FieldVector vector, int i) {
    Object value = vector.getObject(i);
    return value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : value.toString();
  }

  private static long number(FieldVector vector, int i, boolean signed) {
    return exact((BaseFixedWidthVector) vector, i, signed).longValueExact();
  }

  private static BigInteger exact(BaseFixedWidthVector vector, int i, boolean signed) {
    int width = vector.getTypeWidth();
    byte[] bytes = new byte[width];
    for (int j = 0; j < width; j++) {
      bytes[width - 1 - j] = vector.getDataBuffer().getByte((long) i * width + j);
    }
    return signed ? new BigInteger(bytes) : new BigInteger(1, bytes);
  }
}
