/**
 * The check of a data set: fills its rows again, reads its files with a reader that shares no code
 * with the writers, and compares every value.
 *
 * <pre>{@code
 * try (Verification verification = Verification.of(Destination.directory(directory))) {
 *   VerifyResult result = verification.run();
 *   if (!result.isSame()) {
 *     result.listed().forEach(System.err::println);
 *   }
 * }
 * }</pre>
 *
 * <p>Words:
 *
 * <ul>
 *   <li>A <em>difference</em> is a place where a data set is not as its manifest promises: a value,
 *       or a property of a file or of the manifest.
 *   <li><em>Expected</em> is what has to be there, by the filler or the manifest; <em>found</em> is
 *       what the reader returned.
 *   <li>A <em>worker</em> is what one thread needs to compare rows: a reader, a filler, and a batch
 *       of each.
 *   <li>A <em>part</em> is a partition with a manifest of its own, not merged with others yet.
 * </ul>
 *
 * <p>{@code Verification} is how users run the check, and {@code DataSetCheck} only wires. {@code
 * ManifestChecks} compares the manifest with itself and the filler, {@code ForeignFiles} looks for
 * files that it doesn't list, {@code FileChecks} and {@code LayoutChecks} compare a file's bytes,
 * schema and layout, and {@code Worker} its rows.
 *
 * <p><em>Ownership:</em> the check owns its allocator, its workers and copies of files from an
 * object store. All are closed when {@code run} returns, the files by {@code close}.
 *
 * <p><em>Threading:</em> threads {@code verify-N}, one for each core, take ranges of rows. {@code
 * cancel-verify} cancels the check when the JVM shuts down.
 */
package dev.nestedparquet.verify;
