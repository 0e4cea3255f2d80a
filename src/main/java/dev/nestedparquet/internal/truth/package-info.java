/**
 * Tells what is true of the columns of a filled record batch, by its buffers alone: it shares no
 * code with what fills them.
 *
 * <pre>{@code
 * TruthGatherer gatherer = new TruthGatherer(columns); // a root's columns, with their paths
 * Truth truth = gatherer.gather(root);
 * Map<String, Map<String, Object>> members = TruthText.members(truth);
 * }</pre>
 *
 * <ul>
 *   <li><em>Slots</em> of a vector are the places of its values. A slot is <em>absent</em> if
 *       something above it is null; the slots of elements begin and end where their lists say.
 *   <li><em>Labels</em> are the values that a column is chosen from.
 *   <li>The <em>order</em> of a value is a long, or bytes, that compare as the values do.
 * </ul>
 *
 * <p><em>Ownership:</em> vectors are borrowed for a call.
 *
 * <p><em>Threading:</em> a gatherer belongs to one producer; all else is immutable.
 */
package dev.nestedparquet.internal.truth;
