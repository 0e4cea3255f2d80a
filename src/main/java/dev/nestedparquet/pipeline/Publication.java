package dev.nestedparquet.pipeline;

import dev.nestedparquet.batch.BatchFiller;
import dev.nestedparquet.batch.Counts;
import dev.nestedparquet.dataset.DataFile;
import dev.nestedparquet.internal.Version;
import dev.nestedparquet.internal.manifest.DataSetNames;
import dev.nestedparquet.internal.manifest.Manifest;
import dev.nestedparquet.internal.manifest.ParquetSchemaText;
import dev.nestedparquet.internal.output.Output;
import dev.nestedparquet.internal.output.OutputRules;
import dev.nestedparquet.internal.output.StagedFile;
import dev.nestedparquet.write.WriteException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.arrow.vector.dictionary.DictionaryProvider;

/**
 * Carries out the last step of a run: writes manifests, and gives files and manifests their names.
 *
 * <p>A run of all partitions publishes one manifest. A run of some partitions publishes one
 * manifest for each.
 */
final class Publication {
  private final BatchFiller filler;
  private final PipelineOptions options;
  private final DataSetNames names;
  private String arrowSchema;
  private String parquetSchema;
  private Map<String, Object> layout;

  Publication(BatchFiller filler, PipelineOptions options) {
    this.filler = filler;
    this.options = options;
    names = new DataSetNames(filler.name(), options.plan().partitions());
  }

  /**
   * Makes the manifest's descriptions of schema and layout. That takes 10 ms, and can be done while
   * the rows are written.
   */
  void describe(DictionaryProvider dictionaries) {
    arrowSchema = filler.schema().toString();
    parquetSchema = ParquetSchemaText.of(filler.schema(), dictionaries, options.writer().name());
    layout = options.writer().layout(filler.schema(), dictionaries);
  }

  Output open() throws IOException {
    OutputRules rules =
        new OutputRules(names, options.firstPart(), options.lastPart(), options.overwrite());
    return Output.open(options.output(), rules);
  }

  /** The name that a partition's file will get. */
  String fileName(int partition) {
    return names.file(partition);
  }

  /**
   * Publishes all or nothing.
   *
   * @param written the partitions with rows, in order
   * @param noRows the filler's counts of a range without rows
   */
  List<DataFile> publish(Output output, List<WrittenPartition> written, Counts noRows)
      throws IOException {
    try {
      return stageAndPublish(output, written, noRows);
    } catch (NoSuchFileException e) {
      throw removed(options, e);
    }
  }

  /** Failure of a run one of whose files was removed by somebody else. */
  static WriteException removed(PipelineOptions options, NoSuchFileException e) {
    return new WriteException(
        "files were removed while the run wrote to " + options.output() + ": " + e.getFile(), e);
  }

  private List<DataFile> stageAndPublish(
      Output output, List<WrittenPartition> written, Counts noRows) throws IOException {
    List<DataFile> files = new ArrayList<>();
    List<String> staged = new ArrayList<>();
    for (WrittenPartition partition : written) {
      String name = fileName(partition.partition());
      staged.add(name);
      files.add(
          new DataFile(
              name,
              partition.rows().first(),
              partition.bytes(),
              partition.crc32(),
              partition.counts()));
    }
    if (options.isWhole()) {
      stageManifest(output, staged, DataSetNames.MANIFEST, manifest(null, files, noRows));
    } else {
      Map<String, DataFile> byName =
          files.stream().collect(Collectors.toMap(DataFile::path, Function.identity()));
      for (int part = options.firstPart(); part <= options.lastPart(); part++) {
        DataFile file = byName.get(names.file(part));
        List<DataFile> own = file == null ? List.of() : List.of(file);
        stageManifest(output, staged, names.partManifest(part), manifest(part, own, noRows));
      }
    }
    output.publish(staged);
    return files;
  }

  private static void stageManifest(
      Output output, List<String> staged, String name, Manifest manifest) throws IOException {
    StagedFile file = output.stage(name);
    try (OutputStream out = Channels.newOutputStream(file.create())) {
      manifest.write(out);
    }
    file.sync();
    staged.add(name);
  }

  private Manifest manifest(Integer part, List<DataFile> files, Counts noRows) {
    return new Manifest(
        Version.get(),
        filler.parameters(),
        options.plan(),
        options.writer().name(),
        layout,
        arrowSchema,
        parquetSchema,
        part,
        files,
        files.stream().map(DataFile::counts).reduce(noRows, Counts::plus));
  }
}
