package dev.nestedparquet.write;

import dev.nestedparquet.batch.Advised.Advice;
import dev.nestedparquet.batch.Advised.Setting;
import dev.nestedparquet.batch.BatchPlan;
import dev.nestedparquet.internal.RefusedOptionsException;
import dev.nestedparquet.shred.ParquetShredder;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Limit on the row groups of a file, for all writers: some readers refuse files with more. */
final class RowGroupLimit {
  static final int MOST_ROW_GROUPS = ParquetShredder.MOST_ROW_GROUPS;

  private RowGroupLimit() {}

  /**
   * Refuses a plan whose files would have too many row groups even if each is as long as it may be.
   * Batches don't matter.
   *
   * @param rows most rows of a row group
   * @throws RefusedOptionsException if there are too many, with what would do instead
   */
  static void check(BatchPlan plan, int rows) {
    check(plan, rows, new Advice(Setting.ROW_GROUP_ROWS), ", or longer row groups");
  }

  private static void check(BatchPlan plan, int rows, Advice longer, String inWords) {
    long groups = groups(rowsOfFile(plan), rows);
    if (groups > MOST_ROW_GROUPS) {
      throw refusal(
          plan,
          groups,
          String.format(Locale.ROOT, "of up to %,d rows", rows),
          (long) MOST_ROW_GROUPS * rows,
          List.of(longer),
          inWords);
    }
  }

  /**
   * Refuses a plan whose files would have too many row groups, for a writer that begins a row group
   * with each batch, and cuts longer batches into several.
   *
   * @param rows most rows of a row group
   * @throws RefusedOptionsException if there are too many, with what would do instead
   */
  static void checkByBatch(BatchPlan plan, int rows) {
    int batchRows = plan.batchRows();
    if (batchRows < rows) {
      check(plan, batchRows, new Advice(Setting.BATCH_ROWS), ", or larger batches");
      return;
    }
    long rowsOfFile = rowsOfFile(plan);
    long ofBatch = groups(batchRows, rows);
    long groups = rowsOfFile / batchRows * ofBatch + groups(rowsOfFile % batchRows, rows);
    if (groups > MOST_ROW_GROUPS) {
      boolean helps = batchRows % rows != 0 && groups(rowsOfFile, rows) <= MOST_ROW_GROUPS;
      throw refusal(
          plan,
          groups,
          String.format(
              Locale.ROOT, "of up to %,d rows, %,d of each batch of %,d", rows, ofBatch, batchRows),
          MOST_ROW_GROUPS / ofBatch * batchRows + MOST_ROW_GROUPS % ofBatch * rows,
          helps ? List.of(new Advice(Setting.BATCH_ROWS, (long) rows)) : List.of(),
          helps ? String.format(Locale.ROOT, ", or batches of %,d rows", rows) : "");
    }
  }

  private static long rowsOfFile(BatchPlan plan) {
    return groups(plan.rows(), plan.partitions());
  }

  /**
   * Makes the refusal of too many row groups.
   *
   * @param what description of the row groups, for the message
   * @param mostRows most rows of a file, with as many row groups as it may have
   * @param others settings that would do instead of more partitions
   * @param inWords those settings in words, for the message
   */
  private static RefusedOptionsException refusal(
      BatchPlan plan,
      long groups,
      String what,
      long mostRows,
      List<Advice> others,
      String inWords) {
    long partitions = groups(plan.rows(), mostRows);
    return new RefusedOptionsException(
        String.format(
            Locale.ROOT,
            "partitions: a file of %,d rows takes %,d row groups %s, and readers take %,d of them at"
                + " most; choose %,d partitions or more%s",
            rowsOfFile(plan),
            groups,
            what,
            MOST_ROW_GROUPS,
            partitions,
            inWords),
        Stream.concat(Stream.of(new Advice(Setting.PARTITIONS, partitions)), others.stream())
            .toList());
  }

  /** Number of row groups that so many rows make: the quotient, rounded up. */
  static long groups(long rows, long rowsOfGroup) {
    return rows / rowsOfGroup + (rows % rowsOfGroup > 0 ? 1 : 0);
  }

  /** Failure of a file that comes to have too many row groups while it is written. */
  static WriteException exceeded(int partition, Exception cause) {
    return new WriteException(
        String.format(
            Locale.ROOT,
            "partition %d comes to have more than %,d row groups, which readers don't take; choose"
                + " more partitions, or larger row groups",
            partition,
            MOST_ROW_GROUPS),
        cause);
  }
}
