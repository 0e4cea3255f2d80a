package dev.nestedparquet.internal.schema.explain;

import dev.nestedparquet.internal.schema.check.Meanings;
import dev.nestedparquet.internal.schema.check.Target;
import dev.nestedparquet.internal.schema.model.Expression;
import dev.nestedparquet.internal.schema.model.Node;
import dev.nestedparquet.internal.schema.model.Source;
import dev.nestedparquet.internal.schema.parse.Distinct;
import java.math.BigInteger;

/** Tells how many different values leaves can have, where that is known. */
final class DistinctValues {
  private final Meanings meanings;

  DistinctValues(Meanings meanings) {
    this.meanings = meanings;
  }

  /** Types of up to so many values are a bound worth telling. */
  private static final int SHORT_BITS = 16;

  /** The number; a dash if it isn't known. */
  String text(Node.Leaf leaf) {
    if (leaf.source() instanceof Source.Sequence sequence && sequence.step().signum() != 0) {
      return "all";
    }
    BigInteger most = most(leaf);
    return most == null ? "-" : Figures.count(most) + (leaf.edgeCases() == null ? "" : "+");
  }

  private BigInteger most(Node.Leaf leaf) {
    if (leaf.source() instanceof Source.Computed computed
        && computed.expression() instanceof Expression.Reference reference) {
      return most(meanings.target(reference));
    }
    BigInteger most = Distinct.most(leaf.source(), leaf.type());
    boolean isOfType =
        leaf.source() instanceof Source.Computed
            || leaf.source() instanceof Source.Sorted
            || leaf.source() instanceof Source.Clustered;
    return most != null && isOfType && most.bitLength() > SHORT_BITS + 1 ? null : most;
  }

  private BigInteger most(Target target) {
    if (target instanceof Target.Key key) {
      return BigInteger.valueOf(key.entity().count());
    } else if (target instanceof Target.EntityField ofEntity) {
      BigInteger most = most(ofEntity.field());
      BigInteger keys = BigInteger.valueOf(ofEntity.entity().count());
      return most == null ? keys : most.min(keys);
    }
    return target instanceof Target.Field field ? most(field.leaf()) : null;
  }
}
