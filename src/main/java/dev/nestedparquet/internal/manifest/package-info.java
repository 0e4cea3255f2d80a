/**
 * The manifest: what is true of a data set, by whoever made it. Written by a run, merged from
 * parts, read by a check.
 *
 * <pre>{@code
 * Manifest manifest = Manifest.read(directory.resolve(DataSetNames.MANIFEST));
 * Manifest whole = PartMerge.merge(directoryOfParts);
 * }</pre>
 *
 * <p>Words:
 *
 * <ul>
 *   <li>A <em>part</em> is a partition that was made by a run of its own, with a manifest of its
 *       own. The <em>whole</em> is the data set with one manifest.
 *   <li>The <em>base</em> of a data set is what the names of its files start with: the filler's
 *       name.
 *   <li>The <em>ground truth</em> of rows is the counts that the filler made while it filled them.
 *   <li>To <em>fetch</em> a file is to have it on a local disk, where it is already or by a copy.
 * </ul>
 *
 * <p><em>Ownership:</em> {@code DataSetFiles} owns copies of fetched files until they are released,
 * and its connection to an object store until {@code close}.
 *
 * <p><em>Threading:</em> manifests and names are immutable. {@code DataSetFiles} says which of its
 * methods are for several threads.
 */
package dev.nestedparquet.internal.manifest;
