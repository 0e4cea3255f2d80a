package dev.nestedparquet.internal.schema.reference;

import dev.nestedparquet.internal.schema.model.Runs;
import java.math.BigInteger;

/**
 * Where something is drawn.
 *
 * @param text of the sequence that it is drawn from
 * @param row number of the row; in an entity, the key
 * @param attempt 0, but of a map's key that another of the map's entries has
 */
record Spot(long seed, String text, long row, long position, long attempt) {
  /** The position that all have in a run of rows; the same if there are no runs. */
  Spot inRuns(Runs runs, int purpose) {
    if (runs == null) {
      return this;
    }
    long both = runs.from() + runs.to();
    long block = row / both;
    BigInteger lengths = BigInteger.valueOf(runs.to() - runs.from() + 1);
    long u = Draws.draw(Draws.key(seed, text, purpose), block);
    long cut = runs.from() + Draws.below(u, lengths).longValueExact();
    return at(2 * block + (row % both >= cut ? 1 : 0));
  }

  Spot at(long newPosition) {
    return new Spot(seed, text, row, newPosition, attempt);
  }

  Spot ofPart(String name) {
    return new Spot(seed, text + ".{" + name + "}", row, position, attempt);
  }

  /** The key that attempts change. */
  long key(int purpose) {
    long key = Draws.key(seed, text, purpose);
    return attempt == 0 ? key : Draws.draw(key, attempt);
  }

  long draw(int purpose) {
    return Draws.draw(key(purpose), position);
  }

  /** The key of an order, which is the same for all attempts. */
  long orderKey() {
    return Draws.key(seed, text, Draws.ORDER);
  }
}
