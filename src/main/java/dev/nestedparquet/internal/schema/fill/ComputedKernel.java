package dev.nestedparquet.internal.schema.fill;

import dev.nestedparquet.internal.schema.model.Source;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.arrow.memory.util.MemoryUtil;

/**
 * Computes an expression where its value is wanted.
 *
 * <p><em>Threading:</em> one producer.
 */
final class ComputedKernel implements Kernel {
  /** Bytes of values in a message. */
  private static final int MOST_SHOWN = 200;

  private final Source.Computed computed;
  private final Term root;
  private final Storage storage;
  private final boolean canBeNull;
  private final Fields fields;
  private final TermBlock block = new TermBlock();
  private final List<ReferenceTerm> references = new ArrayList<>();

  /**
   * Makes a kernel.
   *
   * @param canBeNull whether the expression can be null but by an error
   */
  ComputedKernel(
      Source.Computed computed, Term root, Storage storage, boolean canBeNull, Fields fields) {
    this.computed = computed;
    this.root = root;
    this.storage = storage;
    this.canBeNull = canBeNull;
    this.fields = fields;
    addReferences(root);
  }

  private void addReferences(Term term) {
    if (term instanceof ReferenceTerm reference) {
      references.add(reference);
    }
    term.operands().forEach(this::addReferences);
  }

  @Override
  public void fill(Slots at, long[] positions, Values out) {
    block.start(at);
    root.eval(block, out.valid);
    if (block.hasFailed() && !computed.nullOnError()) {
      fail();
    }
    int count = at.count();
    long lost = 0;
    for (int i = 0; i < Values.words(count); i++) {
      long valid = root.valid[i] & ~block.failed()[i];
      lost |= out.valid[i] & ~valid & ~block.failed()[i];
      out.valid[i] &= valid;
    }
    if (lost != 0 && !canBeNull) {
      throw new IllegalStateException(
          fields.leaf().head().path() + ": " + computed.text() + " is null, which it never is");
    }
    copy(count, out);
  }

  private void fail() {
    if (fields.failures() == null) {
      throw new FailedRowException(message(block.firstFailed()));
    }
    for (int i = 0; i < block.count(); i++) {
      if (((block.failed()[i >>> 6] >>> i) & 1) != 0) {
        fields.failures().add(i, message(i));
      }
    }
  }

  private String message(int slot) {
    long row = block.slots().rows()[slot];
    String reason =
        slot == block.firstFailed() ? block.reason() : "has a value that can't be computed";
    Set<String> values = new LinkedHashSet<>();
    for (ReferenceTerm reference : references) {
      if (reference.wasWanted(block, slot)) {
        values.add(reference.name + " = " + shortened(reference.show(slot)));
      }
    }
    return (fields.failures() == null ? "row " : "key ")
        + row
        + ": "
        + fields.leaf().head().path()
        + ": "
        + computed.text().replaceAll("\\s+", " ")
        + ": "
        + reason
        + (values.isEmpty() ? "" : "; " + String.join(", ", values));
  }

  private static String shortened(String value) {
    String line = value.replaceAll("\\p{Cntrl}", "?");
    return line.length() <= MOST_SHOWN ? line : line.substring(0, MOST_SHOWN) + "...";
  }

  private void copy(int count, Values out) {
    switch (storage) {
      case LONGS -> System.arraycopy(root.longs, 0, out.longs(count), 0, count);
      case DOUBLES -> System.arraycopy(root.doubles, 0, out.doubles(count), 0, count);
      case WIDE -> copyWide(count, out);
      case TEXT -> copyTexts(count, out);
    }
    if (storage == Storage.LONGS && root.hasBigs) { // Of uint64, which has no sign.
      for (int i = 0; i < count; i++) {
        if (root.isBig(i)) {
          out.longs[i] = root.bigs[i].longValue();
        }
      }
    }
  }

  private void copyWide(int count, Values out) {
    long[] longs = out.longs(count);
    long[] highs = out.highs(count);
    for (int i = 0; i < count; i++) {
      boolean isBig = root.isBig(i);
      longs[i] = isBig ? root.bigs[i].longValue() : root.longs[i];
      highs[i] = isBig ? WideKernels.high(root.bigs[i]) : root.longs[i] >> 63;
    }
  }

  private void copyTexts(int count, Values out) {
    long most = 0;
    for (int i = 0; i < count; i++) {
      most += out.isValid(i) ? root.ends[i] - root.starts[i] : 0;
    }
    long address = out.text.reserve(most);
    long to = address + out.text.used;
    int[] ends = out.ends(count);
    for (int i = 0; i < count; i++) {
      if (out.isValid(i)) {
        int length = root.ends[i] - root.starts[i];
        MemoryUtil.copyToMemory(root.text, root.starts[i], to, length);
        to += length;
      }
      ends[i] = (int) (to - address);
    }
    out.text.used = to - address;
  }
}
