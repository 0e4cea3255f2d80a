package dev.nestedparquet.cli;

import dev.nestedparquet.batch.BatchFiller;
import dev.nestedparquet.shred.ShredderOptions;
import dev.nestedparquet.write.DatasetWriter;
import dev.nestedparquet.write.PartitionWriter;
import dev.nestedparquet.write.ShredderWriter;
import java.util.Optional;

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
    WriterName chosen = of(named, options);
    Optional<String> reason =
        chosen == dataset ? DatasetWriter.refusalOf(filler, layout) : Optional.empty();
    if (named == dataset && reason.isPresent()) {
      throw new IllegalArgumentException(
          "writer dataset: " + reason.get() + " (without --writer, the shredder is chosen)");
    }
    return reason.isPresent() ? shredder : chosen;
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
