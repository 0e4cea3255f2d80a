/**
 * A data-set file as it is meant: immutable, typed, numbers exact. It knows nothing of YAML; what
 * fills columns, what describes them and what interprets them in tests all start here.
 *
 * <ul>
 *   <li>A <em>node</em> is a column or what it consists of: a leaf, a struct, a list or a map.
 *   <li>A <em>source</em> says where a leaf's values come from, or a part's of a text.
 *   <li>An <em>entity</em> is a population to refer to; a <em>let</em> names one of it, drawn here.
 *   <li>The <em>sequence</em> of a node is the text by which its draws are keyed: its path by names
 *       alone, such as {@code phones.element.number}, unless the file says another.
 *   <li><em>Units</em> are what a type counts in: cents of a {@code decimal(9,2)}, microseconds of
 *       a {@code timestamp(us)}, ones of an integer.
 * </ul>
 */
package dev.nestedparquet.internal.schema.model;
