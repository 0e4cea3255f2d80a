package dev.nestedparquet.shred;

import static org.apache.arrow.memory.util.MemoryUtil.putInt;
import static org.apache.arrow.memory.util.MemoryUtil.putLong;

import dev.nestedparquet.batch.RowRange;
import dev.nestedparquet.contact.ContactFiller;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.ListVector;

/** One column of a batch of contacts: its values without nulls, and those as a PLAIN page. */
final class ContactPages implements AutoCloseable {
  static final int ROWS = 32_768;

  private final VectorSchemaRoot root;
  private final GrowableBuffer addresses;
  private final GrowableBuffer lengths;
  private final GrowableBuffer plain;
  private final DenseValues values = new DenseValues(DenseValues.VARIABLE);

  /** Of the column {@code name} or {@code number}. */
  ContactPages(BufferAllocator allocator, String column) {
    ContactFiller filler = new ContactFiller(0, ContactFiller.DEFAULT_NAME_SKEW);
    root = VectorSchemaRoot.create(filler.schema(), allocator);
    addresses = new GrowableBuffer(allocator);
    lengths = new GrowableBuffer(allocator);
    plain = new GrowableBuffer(allocator);
    filler.fill(new RowRange(0, ROWS), root);
    FieldVector vector = root.getVector("name");
    if (column.equals("number")) {
      vector =
          ((ListVector) root.getVector("phones")).getDataVector().getChildrenFromFields().get(0);
    }
    gather((VarCharVector) vector);
  }

  private void gather(VarCharVector vector) {
    int count = 0;
    for (int i = 0; i < vector.getValueCount(); i++) {
      if (!vector.isNull(i)) {
        long address = vector.getDataBuffer().memoryAddress() + vector.getStartOffset(i);
        int length = vector.getValueLength(i);
        long at = addresses.reserve(Long.BYTES);
        putLong(at, address);
        addresses.endAt(at + Long.BYTES);
        at = lengths.reserve(Integer.BYTES);
        putInt(at, length);
        lengths.endAt(at + Integer.BYTES);
        at = plain.reserve(Integer.BYTES);
        putInt(at, length);
        plain.endAt(at + Integer.BYTES);
        plain.append(address, length);
        count++;
      }
    }
    long bytes = plain.size() - (long) count * Integer.BYTES;
    values.setVariable(addresses.address(), lengths.address(), count, bytes);
    values.markContiguous(); // Contacts have nothing behind a null.
    ArrowBuf data = vector.getDataBuffer();
    values.setReadableEnd(data.memoryAddress() + data.capacity());
  }

  DenseValues values() {
    return values;
  }

  /** The values as a PLAIN page has them. */
  GrowableBuffer plain() {
    return plain;
  }

  @Override
  public void close() {
    plain.close();
    lengths.close();
    addresses.close();
    root.close();
  }
}
