package dev.nestedparquet.internal.contact;

import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.ipc.message.ArrowFieldNode;

/**
 * One allocation that holds all buffers of a batch of contacts. The vectors' buffers are slices of
 * it, without a copy. It is freed as a whole when the last of them is released.
 *
 * <p><em>Ownership:</em> whoever allocated the slab closes it. {@link #loadInto} gives the vectors
 * references of their own, so that closing the slab afterwards leaves the memory to them.
 */
public final class ContactSlab implements AutoCloseable {
  /** Alignment of buffers, in bytes (Arrow columnar format, "Buffer Alignment and Padding"). */
  private static final int ALIGNMENT = 64;

  /** Spare bytes behind a text buffer, since names and numbers are stored in whole 8-byte words. */
  private static final int STORE_BYTES = 32;

  /**
   * Capacity of a slab.
   *
   * @param rows number of contacts
   * @param nameBytes bytes of all names together
   * @param phones number of phones: elements of all lists together
   * @param numberBytes bytes of all phone numbers together
   */
  public record Capacity(int rows, int nameBytes, int phones, int numberBytes) {
    /** Bytes of a slab of this capacity with some columns. */
    public long bytes(ContactColumns columns) {
      long rowBytes = padded(validityBytes(rows)) + padded(offsetBytes(rows));
      long phoneBytes = padded(validityBytes(phones));
      long bytes = 0;
      if (columns.name()) {
        bytes += rowBytes + padded((long) nameBytes + STORE_BYTES);
      }
      if (columns.phones()) {
        bytes += rowBytes + phoneBytes;
      }
      if (columns.number()) {
        bytes += phoneBytes + padded(offsetBytes(phones));
        bytes += padded((long) numberBytes + STORE_BYTES);
      }
      if (columns.phoneType()) {
        bytes += phoneBytes + padded(phones);
      }
      return bytes;
    }
  }

  public final Capacity capacity;
  public final ContactColumns columns;

  // Buffers of the batch; empty if the slab doesn't have their column.

  public final ArrowBuf nameValidity;
  public final ArrowBuf nameOffsets;
  public final ArrowBuf nameData;
  public final ArrowBuf listValidity;
  public final ArrowBuf listOffsets;
  public final ArrowBuf structValidity;
  public final ArrowBuf numberValidity;
  public final ArrowBuf numberOffsets;
  public final ArrowBuf numberData;
  public final ArrowBuf typeValidity;
  public final ArrowBuf typeIndices;

  private final ArrowBuf slab;
  private long sliced;

  /** Allocates a slab with room for some columns; the caller closes it. */
  public ContactSlab(BufferAllocator allocator, Capacity capacity, ContactColumns columns) {
    this.capacity = capacity;
    this.columns = columns;
    slab = allocator.buffer(capacity.bytes(columns));
    nameValidity = slice(columns.name(), validityBytes(capacity.rows));
    nameOffsets = slice(columns.name(), offsetBytes(capacity.rows));
    nameData = slice(columns.name(), (long) capacity.nameBytes + STORE_BYTES);
    listValidity = slice(columns.phones(), validityBytes(capacity.rows));
    listOffsets = slice(columns.phones(), offsetBytes(capacity.rows));
    structValidity = slice(columns.phones(), validityBytes(capacity.phones));
    numberValidity = slice(columns.number(), validityBytes(capacity.phones));
    numberOffsets = slice(columns.number(), offsetBytes(capacity.phones));
    numberData = slice(columns.number(), (long) capacity.numberBytes + STORE_BYTES);
    typeValidity = slice(columns.phoneType(), validityBytes(capacity.phones));
    typeIndices = slice(columns.phoneType(), capacity.phones);
  }

  private ArrowBuf slice(boolean isFilled, long bytes) {
    if (!isFilled) {
      return slab.slice(0, 0);
    }
    ArrowBuf buffer = slab.slice(sliced, bytes);
    sliced += padded(bytes);
    return buffer;
  }

  /** Bytes of a validity bitmap, which is written 64 bits at a time. */
  private static long validityBytes(long values) {
    return (values + 63) / 64 * 8;
  }

  private static long offsetBytes(long values) {
    return (values + 1) * 4;
  }

  private static long padded(long bytes) {
    return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }

  /**
   * Number of nulls in each column of a batch. A null struct counts as a null number and a null
   * type as well.
   */
  public record Nulls(int names, int lists, int structs, int numbers, int types) {}

  /**
   * Makes these buffers the buffers of a root's vectors.
   *
   * @param phones number of phones in the batch
   */
  public void loadInto(VectorSchemaRoot root, int rows, int phones, Nulls nulls) {
    if (columns.name()) {
      load(
          root.getVector(ContactSchema.NAME),
          rows,
          nulls.names,
          List.of(nameValidity, nameOffsets, nameData));
    }
    if (columns.phones()) {
      ListVector list = (ListVector) root.getVector(ContactSchema.PHONES);
      load(list, rows, nulls.lists, List.of(listValidity, listOffsets));
      loadPhones((StructVector) list.getDataVector(), phones, nulls);
    }
    root.setRowCount(rows);
  }

  private void loadPhones(StructVector structs, int phones, Nulls nulls) {
    load(structs, phones, nulls.structs, List.of(structValidity));
    if (columns.number()) {
      load(
          structs.getChild(ContactSchema.NUMBER),
          phones,
          nulls.numbers,
          List.of(numberValidity, numberOffsets, numberData));
    }
    if (columns.phoneType()) {
      load(
          structs.getChild(ContactSchema.PHONE_TYPE),
          phones,
          nulls.types,
          List.of(typeValidity, typeIndices));
    }
  }

  /**
   * Loads one vector. Arrow's {@code VectorLoader} would do it for all, but needs a record batch
   * that lists and retains every buffer.
   */
  private static void load(FieldVector vector, int values, int nulls, List<ArrowBuf> buffers) {
    vector.loadFieldBuffers(new ArrowFieldNode(values, nulls), buffers);
  }

  @Override
  public void close() {
    slab.close();
  }
}
