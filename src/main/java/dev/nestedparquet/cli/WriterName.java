package dev.nestedparquet.cli;

import dev.nestedparquet.batch.BatchFiller;
import dev.nestedparquet.shred.ShredderOptions;
import dev.nestedparquet.write.DatasetWriter;
import dev.nestedparquet.write.PartitionWriter;
import dev.nestedparquet.write.ShredderWriter;

/** The writers that the command line knows. */
enum WriterName {
  dataset,
  shredder,
  none;

  /** Writer that was named, or else the writer that can honour the options. */
  static WriterName of(WriterName named, FileOptions options) {
    if (named != null) {
      return named;
    }
    return options.areGiven() ? shredder : dataset;
  }

  /**
   * Writer for a data set that a file declares.
   *
   * @throws IllegalArgumentException if the one that was named can't write it
   */
  static WriterName of(
      WriterName named, FileOptions options, ShredderOptions layout, BatchFiller filler) {
    String reason = reasonAgainstDataset(layout, filler);
    if (named == dataset && reason != null) {
      throw new IllegalArgumentException(
          "writer dataset: " + reason + " (without --writer, the shredder is chosen)");
    }
    return named == null && reason != null ? shredder : of(named, options);
  }

  /** Why the Dataset writer can't write the files that are asked for, in words; null if it can. */
  static String reasonAgainstDataset(ShredderOptions layout, BatchFiller filler) {
    if (!layout.equals(ShredderOptions.DEFAULT)) {
      return "the file has a layout, which only the shredder honours";
    }
    return DatasetWriter.refusalOf(filler).orElse(null);
  }

  PartitionWriter newWriter(FileOptions options, ShredderOptions layout) {
    if (this != shredder) {
      options.refuseFor(name());
    }
    return switch (this) {
      case dataset -> new DatasetWriter();
      case shredder -> new ShredderWriter(options.toShredderOptions(layout));
      case none -> PartitionWriter.discarding();
    };
  }
}
