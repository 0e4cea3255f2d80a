package dev.nestedparquet.internal.schema.fill;

import dev.nestedparquet.internal.schema.model.Type;
import java.math.BigInteger;

/** Values that are stored as numbers of labels. */
final class LabelledTerm extends ReferenceTerm {
  private final Fields.Operand operand;
  private final Term labels;

  LabelledTerm(String name, Form form, BigInteger most, Fields.Operand operand) {
    super(name, form, operand.type().scale(), most);
    this.operand = operand;
    labels = table(operand, form);
    text = labels.text;
  }

  private static Term table(Fields.Operand operand, Form form) {
    Term table = new ConstantTerm.Plain(form, operand.type().scale());
    int number = operand.labels().size();
    table.start(number);
    int used = 0;
    for (int i = 0; i < number; i++) {
      if (form == Form.TEXT) {
        byte[] bytes = Literals.bytes(operand.labels().get(i));
        table.needText(used, bytes.length);
        System.arraycopy(bytes, 0, table.text, used, bytes.length);
        table.starts[i] = used;
        used += bytes.length;
        table.ends[i] = used;
      } else if (form == Form.FLOATING) {
        Type.Floating type = (Type.Floating) operand.type();
        table.doubles[i] = Literals.number(operand.labels().get(i), type);
      } else {
        table.set(i, Literals.units(operand.labels().get(i)), number);
      }
    }
    return table;
  }

  @Override
  void load(TermBlock block, long[] wanted) {
    int count = block.count();
    int[] from = operand.indices(block.slots());
    Values values = operand.values();
    start(count, wanted);
    for (int i = 0; i < count; i++) {
      int slot = from == null ? i : from[i];
      if (!isValid(i)) {
        continue;
      } else if (!values.isValid(slot)) {
        setNull(i);
        continue;
      }
      int number = (int) values.longs[slot];
      switch (form) {
        case FLOATING -> doubles[i] = labels.doubles[number];
        case TEXT -> {
          starts[i] = labels.starts[number];
          ends[i] = labels.ends[number];
        }
        default -> {
          longs[i] = labels.longs[number];
          if (labels.isBig(number)) {
            needBigs(count);
            bigs[i] = labels.bigs[number];
          }
        }
      }
    }
  }
}
