package dev.nestedparquet.internal.schema.fill;

import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.FieldVector;

/** Fills a list or map, and makes the slots of its elements or entries. */
final class ListStep extends Step {
  private final Kernel lengthKernel;
  private final RunPositions runs;
  private final boolean isFixed;

  /** Offsets of the vector; null if it has none, or there is no vector. */
  private final OffsetColumn offsets;

  private final Values drawn = new Values();
  private long[] mask = {};

  /** Slots of the elements. */
  final Slots elements;

  /** Step of the elements, or of the entries' struct; set once it is made. */
  private Step element;

  /**
   * Makes a step of a list whose lengths are drawn.
   *
   * @param runs null if each list draws by itself
   * @param offsets null if these are not kept
   */
  ListStep(Head head, Kernel lengths, RunPositions runs, long most, OffsetColumn offsets) {
    super(head);
    lengthKernel = lengths;
    this.runs = runs;
    this.offsets = offsets;
    isFixed = false;
    elements = Slots.below(head.slots(), most);
  }

  /** Makes a step of a fixed-size list, which has elements even where it is null. */
  ListStep(Head head, int length) {
    super(head);
    lengthKernel = UnitKernels.constant(length);
    runs = null;
    offsets = null;
    isFixed = true;
    elements = Slots.below(head.slots(), length);
  }

  void setElement(Step element) {
    this.element = element;
  }

  /** Elements that have a list; null if all have. */
  Mask mask(boolean canBeNull) {
    return isFixed && canBeNull ? () -> mask : null;
  }

  @Override
  void start(Slab slab, long slots) {
    super.start(slab, slots);
    if (offsets != null) {
      offsets.start(slab, slots);
    }
  }

  @Override
  void fill(int count) {
    drawn.want(values.valid, count);
    lengthKernel.fill(slots, runs == null ? slots.positions() : runs.of(slots), drawn);
    if (isFixed) {
      drawn.wantAll(count);
      elements.setLengths(drawn.longs, drawn.valid);
      expandMask();
      return;
    }
    elements.setLengths(drawn.longs, values.valid);
    if (offsets != null) {
      offsets.appendLengths(elements.lengths(), count);
    }
  }

  /** Elements of a null list are not there, though they have slots. */
  private void expandMask() {
    int count = elements.count();
    int words = Values.words(count);
    if (mask.length < words) {
      mask = new long[words + words / 4];
    }
    java.util.Arrays.fill(mask, 0, words, 0);
    int[] parents = elements.parents();
    for (int i = 0; i < count; i++) {
      if (values.isValid(parents[i])) {
        mask[i >>> 6] |= 1L << i;
      }
    }
  }

  @Override
  void takeInto(List<ArrowBuf> buffers) {
    if (offsets != null) {
      buffers.add(offsets.take());
    }
  }

  @Override
  void load(FieldVector vector) {
    super.load(vector);
    element.load(vector.getChildrenFromFields().get(0));
  }

  @Override
  public void close() {
    super.close();
    if (offsets != null) {
      offsets.close();
    }
  }
}
