/**
 * The tree of columns, and their repetition and definition levels.
 *
 * <p>Parquet stores each leaf of a nested schema as a flat column. Two small numbers beside each
 * value tell where it belongs, as in Dremel (Melnik et al., "Dremel: Interactive Analysis of
 * Web-Scale Datasets", VLDB 2010):
 *
 * <ul>
 *   <li>The <em>definition level</em> says how far down the path to the leaf something is there: it
 *       counts the nullable fields on the path that are not null, and the lists that are not empty.
 *       At the highest level there is a value. A lower level tells which field is null, or which
 *       list is empty.
 *   <li>The <em>repetition level</em> says which list goes on: 0 begins a row, and n is a further
 *       element of the n-th list from the root.
 * </ul>
 *
 * <p>Take {@code phones}, a nullable list of a nullable {@code number}, in four rows:
 *
 * <pre>
 *   row              repetition  definition
 *   ["1", "2"]       0 1         3 3        two values
 *   [null]           0           2          an element, which is null
 *   []               0           1          a list without elements
 *   null             0           0          no list
 * </pre>
 *
 * <p>A writer in the style of the paper walks record by record. Here one column is scanned at a
 * time: a level is a byte, eight levels are a word, and a validity bitmap raises all eight at once.
 *
 * <ul>
 *   <li>An <em>element space</em> is the elements that some rows have in a list, or the rows
 *       themselves. All fields between two lists share one: an index means the same element in
 *       each.
 *   <li>A <em>slot</em> is an entry of a column's stream of levels. Each element has a slot, and so
 *       has each list above that is null or empty.
 *   <li>The <em>chain</em> of a node is the nodes from the entry of its element space down to the
 *       node. An element is present in the node if it is valid in the whole chain.
 * </ul>
 *
 * <p>By its offsets and validity, a list turns the space that it is in into the space of its
 * elements, once for all leaves below. {@code Levels} then walks the chain of each leaf. All leaves
 * of a space share its repetition levels.
 *
 * <p><em>Ownership:</em> nodes borrow the batch's buffers from one {@code bind} to the next. Spaces
 * and scratch memory are the tree's until {@code close}.
 */
package dev.nestedparquet.shred.internal.levels;
