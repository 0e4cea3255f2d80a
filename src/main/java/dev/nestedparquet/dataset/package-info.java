/**
 * Where a data set is, a file of it as its manifest describes it, and the refusal of a data set
 * that can't be used as it is.
 *
 * <pre>{@code
 * Destination local = Destination.directory(Path.of("events"));
 * Destination bucket = Destination.s3("s3://bucket/events");
 * Destination other = Destination.s3("s3://bucket/events", URI.create("http://localhost:9000"));
 * }</pre>
 *
 * <p>Words:
 *
 * <ul>
 *   <li>A <em>destination</em> is a directory of a file system, or a prefix of an object store's
 *       bucket.
 *   <li>The <em>manifest</em>, {@code _manifest.json}, says what was written: how the rows are
 *       made, which files there are, and counts of their rows.
 *   <li>A <em>part</em> is a partition that was made by a run of its own, with a manifest of its
 *       own. {@code ParquetPipeline.mergeParts} merges the manifests of all parts into one.
 * </ul>
 *
 * <p><em>Ownership:</em> a destination is a name. It opens nothing, and nothing has to be closed.
 *
 * <p><em>Threading:</em> all types are immutable.
 */
package dev.nestedparquet.dataset;
