/**
 * Data sets, built in or declared by a file, inside of Spark, in two ways: as a data source, whose
 * rows are made in Spark's tasks, and as a program for {@code spark-submit} that writes Parquet
 * files on a cluster.
 *
 * <pre>{@code
 * Dataset<Row> rows =
 *     spark.read().format("nested-contacts").option("rows", "10M").option("partitions", 8).load();
 * }</pre>
 *
 * <p>Words:
 *
 * <ul>
 *   <li>A <em>task</em> is Spark's, and makes one partition, which is also one file of the program.
 *   <li>A <em>part</em> is a partition's file with a manifest of its own. An <em>attempt</em> is
 *       one try of a task to make it. There may be several attempts of a part, at the same time.
 *   <li>The <em>driver</em> and the <em>executors</em> are Spark's processes: the driver hands out
 *       tasks, the executors run them.
 * </ul>
 *
 * <p>Source: {@code ContactsSource} -&gt; {@code RowsTable} -&gt; {@code RowsScan} on the driver,
 * {@code RowsReader} for each task. Program: {@code GenerateParts} -&gt; {@code PartsJob} on the
 * driver, {@code PartTask} for each task.
 *
 * <p><em>Ownership:</em> a reader owns its allocator and the batch that Spark reads from. Each
 * attempt owns a directory of its own; the driver publishes those that count, and deletes the rest.
 *
 * <p><em>Threading:</em> a reader belongs to its task's thread. {@code RunningAttempts} is called
 * by Spark's listener thread as well.
 */
package dev.nestedparquet.spark;
