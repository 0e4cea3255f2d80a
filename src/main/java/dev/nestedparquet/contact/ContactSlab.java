package dev.nestedparquet.contact;

import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorLoader;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.message.ArrowFieldNode;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;

/**
 * One allocation that holds all buffers of a batch of contacts: sliced, not copied, into the
 * vectors, and freed as a whole when the last of them is let go of.
 *
 * <p><em>Ownership:</em> whoever allocated the slab closes it. {@link #loadInto} gives the vectors
 * references of their own, so that closing the slab afterwards leaves the memory to them.
 */
public final class ContactSlab implements AutoCloseable {
  /** Where Arrow wants buffers to start (Arrow columnar format, "Buffer Alignment and Padding"). */
  private static final int ALIGNMENT = 64;

  /** Room behind a text buffer, since names and numbers are stored in whole 8-byte words. */
  private static final int STORE_BYTES = 32;

  /**
   * How much a slab holds.
   *
   * @param rows contacts
   * @param nameBytes bytes of all names
   * @param phones list elements
   * @param numberBytes bytes of all phone numbers
   */
  public record Capacity(int rows, int nameBytes, int phones, int numberBytes) {
    /** Bytes of a slab of this capacity. */
    public long bytes() {
      return 2 * padded(validityBytes(rows))
          + 2 * padded(offsetBytes(rows))
          + padded((long) nameBytes + STORE_BYTES)
          + 3 * padded(validityBytes(phones))
          + padded(offsetBytes(phones))
          + padded((long) numberBytes + STORE_BYTES)
          + padded(phones);
    }
  }

  public final Capacity capacity;

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

  /** Allocates a slab; the caller closes it. */
  public ContactSlab(BufferAllocator allocator, Capacity capacity) {
    this.capacity = capacity;
    slab = allocator.buffer(capacity.bytes());
    nameValidity = slice(validityBytes(capacity.rows));
    nameOffsets = slice(offsetBytes(capacity.rows));
    nameData = slice((long) capacity.nameBytes + STORE_BYTES);
    listValidity = slice(validityBytes(capacity.rows));
    listOffsets = slice(offsetBytes(capacity.rows));
    structValidity = slice(validityBytes(capacity.phones));
    numberValidity = slice(validityBytes(capacity.phones));
    numberOffsets = slice(offsetBytes(capacity.phones));
    numberData = slice((long) capacity.numberBytes + STORE_BYTES);
    typeValidity = slice(validityBytes(capacity.phones));
    typeIndices = slice(capacity.phones);
  }

  private ArrowBuf slice(long bytes) {
    ArrowBuf buffer = slab.slice(sliced, bytes);
    sliced += padded(bytes);
    return buffer;
  }

  /** Validity is written 64 bits at a time. */
  private static long validityBytes(long values) {
    return (values + 63) / 64 * 8;
  }

  private static long offsetBytes(long values) {
    return (values + 1) * 4;
  }

  private static long padded(long bytes) {
    return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }

  /** Nulls in each column of a batch; below a null struct, number and type are null as well. */
  public record Nulls(int names, int lists, int structs, int numbers, int types) {}

  /**
   * Makes the root's vectors these buffers.
   *
   * @param phones elements of all lists
   */
  public void loadInto(VectorSchemaRoot root, int rows, int phones, Nulls nulls) {
    List<ArrowFieldNode> nodes =
        List.of(
            new ArrowFieldNode(rows, nulls.names),
            new ArrowFieldNode(rows, nulls.lists),
            new ArrowFieldNode(phones, nulls.structs),
            new ArrowFieldNode(phones, nulls.numbers),
            new ArrowFieldNode(phones, nulls.types));
    List<ArrowBuf> buffers =
        List.of(
            nameValidity,
            nameOffsets,
            nameData,
            listValidity,
            listOffsets,
            structValidity,
            numberValidity,
            numberOffsets,
            numberData,
            typeValidity,
            typeIndices);
    try (ArrowRecordBatch batch = new ArrowRecordBatch(rows, nodes, buffers)) {
      new VectorLoader(root).load(batch);
    }
  }

  @Override
  public void close() {
    slab.close();
  }
}
