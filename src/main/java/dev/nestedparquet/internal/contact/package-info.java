/**
 * The data set {@code contacts}: names and phones, much like real ones, filled as fast as a core
 * can store them.
 *
 * <pre>{@code
 * ContactFiller filler = new ContactFiller(seed, ContactFiller.DEFAULT_NAME_SKEW);
 * try (VectorSchemaRoot root = VectorSchemaRoot.create(filler.schema(), allocator)) {
 *   Counts counts = filler.fill(new RowRange(0, 1_000), root);
 * }
 * }</pre>
 *
 * <p>Words:
 *
 * <ul>
 *   <li>A <em>slab</em> is one allocation that holds all buffers of a batch.
 *   <li>A <em>block</em> is 64 rows, or 64 phones: as many as a word of a validity bitmap has bits.
 *   <li>A phone's <em>slot</em> is its place among the 5 that a row may have, and its <em>id</em>
 *       is {@code 5 * row + slot}: the number that its digits show, and the position of its draw.
 *   <li>A <em>draw</em> is 64 random bits that follow from a key and a position. A <em>key</em>
 *       selects a sequence of draws; each <em>purpose</em> of draws has one.
 *   <li>The <em>name skew</em> is the exponent of Zipf's law by which some names are more frequent
 *       than others.
 *   <li>A <em>column</em> here is a class that fills the Arrow buffers of one column.
 * </ul>
 *
 * <p>Loops have no branch that depends on the data, and copy fields to locals first: the JVM's
 * first compiler, C1, keeps locals in registers, but not fields.
 *
 * <p><em>Ownership:</em> a filler owns no memory off-heap. A slab passes its memory on to the
 * vectors of the root, which the caller closes.
 *
 * <p><em>Threading:</em> each producer has a filler of its own; tables of names are shared, and
 * immutable.
 */
package dev.nestedparquet.internal.contact;
