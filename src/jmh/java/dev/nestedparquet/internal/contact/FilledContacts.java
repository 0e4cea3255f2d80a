package dev.nestedparquet.internal.contact;

import dev.nestedparquet.batch.Counts;
import dev.nestedparquet.batch.RowRange;
import org.apache.arrow.vector.UInt1Vector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.StructVector;

/** Reads a batch of contacts back by Arrow's own accessors, and compares it with its counts. */
final class FilledContacts {
  private FilledContacts() {}

  /** Throws unless each number tells its row and slot, and the values add up to the counts. */
  static void check(VectorSchemaRoot root, RowRange rows, Counts counts) {
    VarCharVector names = (VarCharVector) root.getVector("name");
    ListVector lists = (ListVector) root.getVector("phones");
    StructVector phones = (StructVector) lists.getDataVector();
    VarCharVector numbers = phones.getChild("number", VarCharVector.class);
    UInt1Vector types = phones.getChild("phone_type", UInt1Vector.class);
    long nameBytes = 0;
    for (int i = 0; i < rows.rows(); i++) {
      nameBytes += names.isNull(i) ? 0 : names.getObject(i).toString().length();
      int first = lists.getElementStartIndex(i);
      for (int at = first; at < lists.getElementEndIndex(i); at++) {
        String due = String.format("+91-99-%08d", 5 * (rows.first() + i) + at - first);
        if (!numbers.isNull(at) && !numbers.getObject(at).toString().equals(due)) {
          throw new IllegalStateException("number " + numbers.getObject(at) + ", not " + due);
        }
      }
    }
    require("rows", root.getRowCount(), rows.rows());
    require("nameNulls", names.getNullCount(), counts.get("nameNulls"));
    require("phonesNulls", lists.getNullCount(), counts.get("phonesNulls"));
    require("phones", phones.getValueCount(), counts.get("phones"));
    require("numberNulls", numbers.getNullCount(), counts.get("numberNulls"));
    require("phoneTypeNulls", types.getNullCount(), counts.get("phoneTypeNulls"));
    long least = 3 * (rows.rows() - counts.get("nameNulls"));
    if (nameBytes < least || counts.get("nameNulls") > rows.rows() / 2) {
      throw new IllegalStateException("names have " + nameBytes + " bytes");
    }
  }

  /** Throws unless the two are the same, which also keeps a compiler from dropping either. */
  static void require(String what, long found, long due) {
    if (found != due) {
      throw new IllegalStateException(what + ": " + found + ", not " + due);
    }
  }
}
