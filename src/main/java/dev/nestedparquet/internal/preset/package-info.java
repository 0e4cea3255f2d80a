/**
 * The built-in data sets: {@code contacts} of package {@code contact}, and those that are made to
 * test readers, with rows that are hard in one respect each. All have the schema of a contact.
 *
 * <pre>{@code
 * BatchFiller filler = Presets.newFiller("null-states", seed, null);
 * }</pre>
 *
 * <p>Words:
 *
 * <ul>
 *   <li>A <em>preset</em> is a built-in data set, by its name.
 *   <li>An <em>outcome</em> is one of the kinds that a row, a list or a phone can be of. A {@code
 *       Choice} takes it by random bits and weights.
 *   <li>An <em>appender</em> writes rows to a slab one after the other.
 *   <li>The <em>limits</em> of a preset are upper bounds on what a row takes. They hold before a
 *       row is filled, and so batches can be cut by bytes.
 * </ul>
 *
 * <p>A new preset extends {@code PresetFiller}, gets a name in {@code Presets}, and meets the
 * contract of {@code PresetContract}.
 *
 * <p><em>Ownership:</em> as in package {@code contact}: a slab's memory passes to the vectors.
 *
 * <p><em>Threading:</em> each producer has a filler of its own. Bounds on rows may be asked for on
 * any thread.
 */
package dev.nestedparquet.internal.preset;
