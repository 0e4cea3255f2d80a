/**
 * The library's front door: runs that fill batches and write them to files and a manifest.
 *
 * <pre>{@code
 * var options = PipelineOptions.of(1_000_000, 4, directory);
 * PipelineResult result = new ParquetPipeline(new MyFiller(), options).run();
 * }</pre>
 *
 * <p>Words:
 *
 * <ul>
 *   <li>A <em>run</em> makes all partitions of a data set, or some of them, each a file.
 *   <li>A partition is <em>written</em> when its file is whole; its ring is <em>finished</em> then,
 *       and closed when the memory of its batches is back.
 *   <li>Bytes are <em>stranded</em> that the native side never gives back after a failed write.
 *   <li><em>Publication</em> gives the files of a run their names, all or none.
 * </ul>
 *
 * <p>A run ({@code PipelineRun}) only wires. {@code Parallelism} divides the memory budget, {@code
 * RunThreads} has the threads, {@code PartitionQueue} the partitions to be written, {@code
 * FinishedRings} what is to be closed, {@code Publication} the names and the manifest.
 *
 * <p>Threads, by name:
 *
 * <ul>
 *   <li>{@code producer-N} fills batches of all open partitions.
 *   <li>{@code writer-N} takes the next partition, writes it, and goes on to another.
 *   <li>{@code cancel-run}, at the JVM's shutdown, cancels the run and waits for its end.
 *   <li>{@code prepare-writer} loads what a writer needs, before there is a run.
 *   <li>{@code memory-log}, if asked for, writes down what is allocated.
 * </ul>
 *
 * <p>The first failure in any of a run's threads stops it. {@code RunThreads} joins them all before
 * memory and output are closed.
 *
 * <p>Locks: {@code PartitionQueue} and {@code FinishedRings} guard a collection each. The first is
 * held for nothing else. The second is held while batches and rings are closed, and so comes before
 * all locks of package {@code ring}.
 */
package dev.nestedparquet.pipeline;
