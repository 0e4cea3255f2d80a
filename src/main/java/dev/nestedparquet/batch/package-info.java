/**
 * The rows of a data set on their way: who makes them, who takes them, and how they are divided. A
 * user who has rows of their own begins here.
 *
 * <p>A filler makes one range of rows after the other, as Arrow record batches:
 *
 * <pre>{@code
 * final class Squares implements BatchFiller {
 *   public String name() {
 *     return "squares";
 *   }
 *
 *   public Schema schema() {
 *     return new Schema(List.of(Field.nullable("square", new ArrowType.Int(64, true))));
 *   }
 *
 *   public long maxBatchBytes(RowRange rows) {
 *     return 9 * rows.rows() + 2 * 1024; // 8 bytes and a bit a row; two buffers, rounded up
 *   }
 *
 *   public Counts fill(RowRange rows, VectorSchemaRoot root) {
 *     BigIntVector squares = (BigIntVector) root.getVector("square");
 *     squares.allocateNew((int) rows.rows());
 *     for (int i = 0; i < rows.rows(); i++) {
 *       long row = rows.first() + i;
 *       squares.set(i, row * row); // depends on the row's index alone
 *     }
 *     root.setRowCount((int) rows.rows());
 *     return Counts.ofRows(rows.rows());
 *   }
 * }
 * }</pre>
 *
 * <p>Words:
 *
 * <ul>
 *   <li>A <em>data set</em> is all rows that a filler makes for a run. Its <em>partitions</em> are
 *       contiguous ranges of them, each of which becomes a file. A <em>batch</em> is an Arrow
 *       record batch: a contiguous range of a partition.
 *   <li>The <em>plan</em> says how many rows, partitions, and rows of a batch there are.
 *   <li>A <em>filler</em> makes the rows of any range, from their indices alone. So the rows are
 *       the same, however they are divided among partitions, batches and threads.
 *   <li>A <em>producer</em> is a thread that fills batches. The <em>taker</em> of a partition's
 *       batches is the thread that writes its file.
 *   <li><em>Counts</em> are numbers that the filler knows to be true of its rows, such as how many
 *       names are null. The manifest keeps them, so that readers can be tested against them.
 *   <li>A <em>truth</em> is what is true of each column of some rows: values, nulls, extremes,
 *       sums. It is part of the counts, if the filler gathers it.
 *   <li>The <em>memory budget</em> is the upper bound, in bytes, on the Arrow buffers of a run.
 * </ul>
 *
 * <p><em>Ownership:</em> a filler allocates buffers from the root's allocator; the caller owns the
 * root. A batch that was taken belongs to the taker, who closes it.
 *
 * <p><em>Threading:</em> a filler fills on several threads at once, each with a filler of its own
 * if it asks for that. {@code PartitionBatches} belongs to one thread at a time. {@code BatchPlan},
 * {@code Counts} and {@code RowRange} are immutable.
 */
package dev.nestedparquet.batch;
