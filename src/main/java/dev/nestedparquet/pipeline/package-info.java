/**
 * The library's front door: runs that fill batches and write them to files and a manifest.
 *
 * <pre>{@code
 * PipelineOptions options =
 *     PipelineOptions.builder(100_000, Destination.directory(directory)).partitions(2).build();
 * PipelineResult result = new ParquetPipeline(filler, options).run();
 * }</pre>
 *
 * <p>Words:
 *
 * <ul>
 *   <li>A <em>run</em> makes all partitions of a data set, or some of them, each a file.
 *   <li>A partition is <em>open</em> while its batches are filled and its file is being written. It
 *       is <em>written</em> when its file is whole.
 *   <li>A <em>ring</em> hands over the batches of one partition, from producers to its writer. It
 *       is <em>finished</em> when its writer is done, whether well or with a failure. It is closed
 *       when the memory of its batches is back.
 *   <li>Bytes are <em>stranded</em> if the native side never gives them back, as after a failed
 *       write.
 *   <li><em>Publication</em> gives the files of a run their names, all or none.
 * </ul>
 *
 * <p>A run ({@code PipelineRun}) only wires. {@code Parallelism} divides the memory budget. {@code
 * RunThreads} has the threads, {@code PartitionQueue} the partitions to be written, {@code
 * FinishedRings} the rings to be closed, and {@code Publication} the names and the manifest.
 *
 * <p><em>Ownership:</em> a run owns its allocators, threads and output, and closes them in the
 * reverse order. The filler and the writer are the caller's, who may use them for other runs.
 *
 * <p><em>Threading:</em> threads of a run, by name:
 *
 * <ul>
 *   <li>{@code producer-N} fills batches of all open partitions.
 *   <li>{@code writer-N} takes the next partition, writes it, and goes on to another.
 *   <li>{@code cancel-run}, at the JVM's shutdown, cancels the run and waits for its end.
 *   <li>{@code memory-log}, if asked for, writes down what is allocated.
 * </ul>
 *
 * <p>The first failure in any of a run's threads stops the run. {@code RunThreads} joins them all
 * before memory and output are closed.
 *
 * <p>Locks: {@code PartitionQueue} and {@code FinishedRings} guard a collection each. The lock of
 * the queue is held for nothing else. The lock of the rings is held while batches and rings are
 * closed, and so comes before all locks of package {@code ring}.
 */
package dev.nestedparquet.pipeline;
