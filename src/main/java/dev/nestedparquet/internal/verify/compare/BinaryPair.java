package dev.nestedparquet.internal.verify.compare;

import java.util.Arrays;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.FixedSizeBinaryVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.ViewVarBinaryVector;
import org.apache.arrow.vector.ViewVarCharVector;

/**
 * A pair of an expected column of views, or of binary values of a fixed width, and a column that
 * was read as texts or binary values.
 */
final class BinaryPair extends SinglePair {
  BinaryPair(FieldVector expected, BaseVariableWidthVector found) {
    super(expected, found);
  }

  /** Bytes of a value that isn't null. */
  private static byte[] bytes(FieldVector vector, int index) {
    if (vector instanceof ViewVarCharVector view) {
      return view.get(index);
    } else if (vector instanceof ViewVarBinaryVector view) {
      return view.get(index);
    } else if (vector instanceof FixedSizeBinaryVector binary) {
      return binary.get(index);
    } else if (vector instanceof VarCharVector text) {
      return text.get(index);
    }
    return ((VarBinaryVector) vector).get(index);
  }

  @Override
  boolean same(int e, int f) {
    return Arrays.equals(bytes(expected, e), bytes(found, f));
  }
}
