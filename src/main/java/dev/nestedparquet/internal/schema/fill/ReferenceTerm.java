package dev.nestedparquet.internal.schema.fill;

import dev.nestedparquet.internal.schema.model.Type;
import java.math.BigInteger;
import java.util.List;

/** Values that a name refers to. */
abstract class ReferenceTerm extends Term {
  /** As the expression has it. */
  final String name;

  private long lastBlock;
  private long[] lastWanted = {};

  ReferenceTerm(String name, Form form, int scale, BigInteger most) {
    super(form, scale, most);
    this.name = name;
  }

  @Override
  final void eval(TermBlock block, long[] wanted) {
    int words = Values.words(block.count());
    if (lastWanted.length < words) {
      lastWanted = new long[words + words / 4];
    }
    System.arraycopy(wanted, 0, lastWanted, 0, words);
    lastBlock = block.number();
    hasBigs = false;
    load(block, wanted);
  }

  abstract void load(TermBlock block, long[] wanted);

  /** Whether the value of a slot was needed in a block. */
  final boolean wasWanted(TermBlock block, int slot) {
    return lastBlock == block.number() && ((lastWanted[slot >>> 6] >>> slot) & 1) != 0;
  }

  /** Numbers of rows or slots. */
  static ReferenceTerm numbers(String name, boolean isRow, long most) {
    return new ReferenceTerm(name, Form.EXACT, 0, BigInteger.valueOf(most)) {
      @Override
      void load(TermBlock block, long[] wanted) {
        setValid(wanted, block.count());
        longs = isRow ? block.slots().rows() : block.slots().numbers();
      }
    };
  }

  final void setValid(long[] wanted, int count) {
    needValid(count);
    System.arraycopy(wanted, 0, valid, 0, Values.words(count));
  }

  /** Values of a field or a key. */
  static ReferenceTerm of(String name, Fields.Operand operand) {
    Type type = operand.type();
    Form form = form(type);
    BigInteger most = BigInteger.ONE;
    if (form == Form.EXACT) {
      most = type.greatest().max(type.least().negate());
    } else if (form == Form.TEXT) {
      most = BigInteger.valueOf(operand.bytes().most());
    }
    return operand.labels() == null
        ? new StoredTerm(name, form, most, operand)
        : new LabelledTerm(name, form, most, operand);
  }

  /** What values of a type are in expressions. */
  static Form form(Type type) {
    if (type instanceof Type.Bool) {
      return Form.BOOL;
    } else if (type instanceof Type.Floating) {
      return Form.FLOATING;
    }
    return Literals.isText(type) ? Form.TEXT : Form.EXACT;
  }

  /** Numbers, sums, least or greatest values of what is in lists. */
  static ReferenceTerm aggregate(String function, String name, Fields.Many many) {
    return function.equals("count")
        ? new CountTerm(name, many)
        : new AggregateTerm(function, name, many);
  }

  @Override
  List<Term> operands() {
    return List.of();
  }
}
