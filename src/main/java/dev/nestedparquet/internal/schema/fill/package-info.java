/**
 * Fills record batches with the rows of a data-set file. The file becomes a program: steps in an
 * order in which each finds what it needs, a step for each node. The program runs over a block of
 * rows at a time, and every step appends to its vector's buffers.
 *
 * <ul>
 *   <li><em>Slots</em> are the places for values of one level of nesting, in a block: one for each
 *       row, or for each element of a list. Each has a position, by which it draws.
 *   <li>A <em>kernel</em> makes the values of a block of slots: loops over arrays, without an
 *       object or a virtual call for each value.
 *   <li>A <em>column</em> is what a vector's buffers are before they are one: appended to,
 *       off-heap.
 *   <li><em>Sizes</em> tell how many bytes a value has: mean, variance and most. They bound a batch
 *       before it is filled.
 * </ul>
 *
 * <p><em>Ownership:</em> columns own their buffers until they are loaded into a vector, or closed.
 *
 * <p><em>Threading:</em> a program belongs to one producer. What it decides by (tables, texts) is
 * immutable and shared.
 */
package dev.nestedparquet.internal.schema.fill;
