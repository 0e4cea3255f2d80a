package dev.nestedparquet.internal.schema.fill;

import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.ipc.message.ArrowFieldNode;

/**
 * Fills one node: its validity, and what it has besides. Runs once for each block, and appends to
 * the buffers of the node's vector.
 *
 * <p><em>Life cycle:</em> {@link #start} &gt; {@link #run}, block after block &gt; {@link #load} or
 * {@link #close}. Again from the start for another batch.
 *
 * <p><em>Ownership:</em> owns the buffers until they are loaded or closed.
 *
 * <p><em>Threading:</em> one producer.
 */
abstract class Step implements AutoCloseable {
  /** What all steps are made from. */
  record Head(Slots slots, Mask wanted, NullRule nulls, boolean canBeNull) {}

  final Slots slots;

  /** Values of the block; of structs and lists, which of them are there. */
  final Values values = new Values();

  private final Mask wanted;
  private final NullRule nulls;
  private final BitColumn validity;
  private long slotsSoFar;
  private long nullsSoFar;

  Step(Head head) {
    slots = head.slots;
    wanted = head.wanted;
    nulls = head.nulls;
    validity = head.canBeNull ? new BitColumn() : null;
  }

  /** Asks for buffers with room for some slots. */
  void start(Slab slab, long slots) {
    slotsSoFar = 0;
    nullsSoFar = 0;
    if (validity != null) {
      validity.start(slab, slots);
    }
  }

  /** Fills the slots of a block. */
  final void run() {
    int count = slots.count();
    if (wanted == null) {
      values.wantAll(count);
    } else {
      values.want(wanted.bits(), count);
    }
    if (nulls != null) {
      nulls.apply(slots, values);
    }
    fill(count);
    if (validity != null) {
      validity.append(values.valid, count);
      nullsSoFar += count - values.validCount(count);
    }
    slotsSoFar += count;
  }

  /** Fills what the node has besides validity; may find more values to be null. */
  abstract void fill(int count);

  /** Makes the buffers the vector's, and those of the nodes below their vectors'. */
  void load(FieldVector vector) {
    List<ArrowBuf> buffers = new ArrayList<>();
    try {
      buffers.add(validity == null ? vector.getAllocator().getEmpty() : validity.take());
      takeInto(buffers);
      vector.loadFieldBuffers(new ArrowFieldNode(slotsSoFar, nullsSoFar), buffers);
    } finally {
      buffers.forEach(ArrowBuf::close);
    }
  }

  /** Adds the buffers that come after the one of validity; the caller closes them. */
  void takeInto(List<ArrowBuf> buffers) {}

  @Override
  public void close() {
    if (validity != null) {
      validity.close();
    }
  }
}
