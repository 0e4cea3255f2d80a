/**
 * Where a run's files are made, out of sight, and how they get their names: all at once, or none.
 *
 * <pre>{@code
 * try (Output output = Output.open(destination, new OutputRules(names, 0, last, overwrite))) {
 *   StagedFile file = output.stage("contacts-00000-of-00001.parquet");
 *   try (WritableByteChannel out = file.create()) {
 *     out.write(bytes);
 *   }
 *   file.sync();
 *   output.publish(List.of("contacts-00000-of-00001.parquet"));
 * } // without publish, nothing of the run remains
 * }</pre>
 *
 * <p>Words:
 *
 * <ul>
 *   <li>A file is <em>staged</em> from the time it is begun until it has its final name. It lies in
 *       a <em>staging directory</em> inside the output directory, or below a <em>prefix of the
 *       run's own</em> inside the data set's prefix.
 *   <li>To <em>publish</em> is to give staged files their final names, and to remove the files that
 *       they replace: by renames in a directory, by copies within an object store.
 *   <li>The <em>rules</em> say which names a run will publish, and what may be replaced.
 *   <li>A <em>marker</em> is an object of 0 bytes by which Arrow's file system for S3 represents a
 *       directory.
 *   <li>The <em>note</em> of a run, in an object store, says that the run is at work.
 * </ul>
 *
 * <p><em>Ownership:</em> an output owns everything that it has staged, and removes it on {@code
 * close}. A directory's lock is held until then, so that a later run can tell a killed run from one
 * at work.
 *
 * <p><em>Threading:</em> files are staged on the threads that write them; one thread opens,
 * publishes and closes. {@code watch-output} looks every few seconds whether an object store still
 * takes what is being staged.
 */
package dev.nestedparquet.internal.output;
