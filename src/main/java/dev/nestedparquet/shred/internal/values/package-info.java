/**
 * Reading of a column's values: from an Arrow vector of any layout to the bytes that Parquet
 * stores.
 *
 * <ul>
 *   <li>An <em>element</em> is an index in a vector, counted from 0, with a value or null.
 *   <li>A <em>selection</em> is the elements that have a value.
 *   <li>A <em>reader</em> belongs to one leaf of the schema. It is bound to the leaf's vector of
 *       each batch, and gathers the values of a selection.
 *   <li><em>Dense values</em> are gathered values, without nulls. Values of one width lie side by
 *       side; values of variable length are given by an address and a length each.
 *   <li>A <em>leaf type</em> says how an Arrow type is stored in Parquet. A <em>value range</em>
 *       says which values of an Arrow type Parquet can hold.
 * </ul>
 *
 * <pre>{@code
 * reader.bind(vector);
 * selection.select(elements, present);
 * reader.requireStorable(selection);
 * DenseValues values = reader.gather(selection); // until the next call
 * }</pre>
 *
 * <p><em>Ownership:</em> vectors are borrowed from one {@code bind} to the next. Dense values lie
 * in the vector, or in scratch memory that is the reader's until {@code close}.
 */
package dev.nestedparquet.shred.internal.values;
