package dev.nestedparquet.write;

import dev.nestedparquet.batch.Advised.Advice;
import dev.nestedparquet.batch.Advised.Setting;
import dev.nestedparquet.batch.BatchPlan;
import dev.nestedparquet.batch.RefusedOptionsException;
import dev.nestedparquet.shred.ParquetShredder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How many row groups a file may have, whatever writes it: more of them some readers refuse. */
final class RowGroupLimit {
  static final int MOST_ROW_GROUPS = ParquetShredder.MOST_ROW_GROUPS;

  private RowGroupLimit() {}

  /**
   * Sees to it that the files of a plan don't come to have more, if row groups are as long as they
   * may be.
   *
   * @param rows of a row group, at most
   * @param setting makes row groups longer; null if they are as long as they can be
   * @throws RefusedOptionsException if they do, with what would do instead
   */
  static void check(BatchPlan plan, int rows, Setting setting) {
    long rowsOfFile =
        plan.rows() / plan.partitions() + (plan.rows() % plan.partitions() > 0 ? 1 : 0);
    long groups = groups(rowsOfFile, rows);
    if (groups <= MOST_ROW_GROUPS) {
      return;
    }
    long mostRows = (long) MOST_ROW_GROUPS * rows;
    long partitions = plan.rows() / mostRows + (plan.rows() % mostRows > 0 ? 1 : 0);
    List<Advice> advice = new ArrayList<>(List.of(new Advice(Setting.PARTITIONS, partitions)));
    if (setting != null) {
      advice.add(new Advice(setting));
    }
    throw new RefusedOptionsException(
        String.format(
            Locale.ROOT,
            "partitions: a file of %,d rows takes %,d row groups of up to %,d rows, and readers take"
                + " %,d of them at most; choose %,d partitions or more%s",
            rowsOfFile,
            groups,
            rows,
            MOST_ROW_GROUPS,
            partitions,
            setting == null
                ? ""
                : setting == Setting.BATCH_ROWS ? ", or larger batches" : ", or longer row groups"),
        advice);
  }

  /** Row groups that so many rows make. */
  static long groups(long rows, int rowsOfGroup) {
    return rows / rowsOfGroup + (rows % rowsOfGroup > 0 ? 1 : 0);
  }

  /** What to do when it shows in the middle of a file. */
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
