/**
 * Values of a column: from an Arrow vector, in whatever layout, to bytes as Parquet stores them.
 *
 * <ul>
 *   <li>An <em>element</em> is a place in a vector, counted from 0, with a value or null.
 *   <li>A <em>selection</em> is the elements that have a value.
 *   <li>A <em>reader</em> belongs to one leaf of the schema. It is bound to the leaf's vector of
 *       each batch, and gathers the values of a selection.
 *   <li><em>Dense values</em> are those that were gathered, without nulls: all of one width, side
 *       by side, or of variable length, by address and length.
 *   <li>A <em>leaf type</em> says what an Arrow type is in Parquet, a <em>value range</em> which of
 *       its values Parquet can hold.
 * </ul>
 *
 * <pre>{@code
 * reader.bind(vector);
 * selection.select(elements, present);
 * reader.requireStorable(selection);
 * DenseValues values = reader.gather(selection); // until the next call
 * }</pre>
 *
 * <p><em>Ownership:</em> vectors are borrowed from one {@code bind} to the next; dense values lie
 * in the vector, or in scratch memory that is the reader's until {@code close}.
 */
package dev.nestedparquet.shred.internal.values;
