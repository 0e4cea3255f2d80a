package dev.nestedparquet.internal.schema.fill;

import dev.nestedparquet.internal.schema.check.Meanings;
import dev.nestedparquet.internal.schema.model.Expression;
import dev.nestedparquet.internal.schema.model.Node;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Keeps what a source finds when it is compiled, so that it finds the same when it is compiled once
 * more: the program is complete by then, and has no place for more.
 */
final class FoundFields implements Fields {
  private final Fields fields;
  private final List<Object> found = new ArrayList<>();

  /** What is found next, in the order of the first time; null the first time. */
  private final Iterator<Object> next;

  FoundFields(Fields fields) {
    this.fields = fields;
    next = null;
  }

  private FoundFields(Fields fields, Iterator<Object> next) {
    this.fields = fields;
    this.next = next;
  }

  /** Finds what was found so far, for the same source. */
  Fields again() {
    return new FoundFields(fields, found.iterator());
  }

  private <T> T keep(T one) {
    found.add(one);
    return one;
  }

  @Override
  public Meanings meanings() {
    return fields.meanings();
  }

  @Override
  public Node.Leaf leaf() {
    return fields.leaf();
  }

  @Override
  public Failures failures() {
    return fields.failures();
  }

  @Override
  public long mostRows() {
    return fields.mostRows();
  }

  @Override
  public Operand one(Expression.Reference reference) {
    return next == null ? keep(fields.one(reference)) : (Operand) next.next();
  }

  @Override
  public Many many(Expression.Reference reference) {
    return next == null ? keep(fields.many(reference)) : (Many) next.next();
  }

  @Override
  public Bytes scratch(Sizes bytes) {
    return next == null ? keep(fields.scratch(bytes)) : (Bytes) next.next();
  }
}
