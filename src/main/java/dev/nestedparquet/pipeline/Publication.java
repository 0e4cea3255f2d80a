package dev.nestedparquet.pipeline;

import dev.nestedparquet.Version;
import dev.nestedparquet.batch.BatchFiller;
import dev.nestedparquet.batch.Counts;
import dev.nestedparquet.manifest.Manifest;
import dev.nestedparquet.manifest.Manifest.DataFile;
import dev.nestedparquet.manifest.ParquetSchemaText;
import dev.nestedparquet.write.FileNames;
import dev.nestedparquet.write.OutputDirectory;
import dev.nestedparquet.write.WriteException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.arrow.vector.dictionary.DictionaryProvider;

/**
 * The last step of a run: manifests are written, and files and manifests get their names.
 *
 * <p>A run of all partitions publishes one manifest, a run of some of them one for each.
 */
final class Publication {
  private final BatchFiller filler;
  private final PipelineOptions options;
  private final FileNames names;
  private final String arrowSchema;
  private final String parquetSchema;

  Publication(BatchFiller filler, PipelineOptions options, DictionaryProvider dictionaries) {
    this.filler = filler;
    this.options = options;
    names = new FileNames(filler.name(), options.plan().partitions());
    arrowSchema = filler.schema().toString();
    parquetSchema = ParquetSchemaText.of(filler.schema(), dictionaries);
  }

  OutputDirectory open() throws IOException {
    Set<String> partNames = new LinkedHashSet<>();
    if (!options.isWhole()) {
      for (int part = options.firstPart(); part <= options.lastPart(); part++) {
        partNames.add(names.file(part));
        partNames.add(names.partManifest(part));
      }
    }
    return OutputDirectory.open(options.output(), names, partNames, options.overwrite());
  }

  /**
   * Publishes all or nothing.
   *
   * @param written the partitions with rows, in order
   * @param noRows what is true of no rows at all
   */
  List<DataFile> publish(OutputDirectory output, List<WrittenPartition> written, Counts noRows)
      throws IOException {
    try {
      return stageAndPublish(output, written, noRows);
    } catch (NoSuchFileException e) {
      throw removed(options, e);
    }
  }

  /** Says that somebody removed a file that the run had written. */
  static WriteException removed(PipelineOptions options, NoSuchFileException e) {
    return new WriteException(
        "files were removed while the run wrote to " + options.output() + ": " + e.getFile(), e);
  }

  private List<DataFile> stageAndPublish(
      OutputDirectory output, List<WrittenPartition> written, Counts noRows) throws IOException {
    Map<String, Path> staged = new LinkedHashMap<>();
    List<DataFile> files = new ArrayList<>();
    for (WrittenPartition partition : written) {
      String name = names.file(partition.partition());
      staged.put(name, partition.staged());
      files.add(
          new DataFile(
              name,
              partition.rows().first(),
              Files.size(partition.staged()),
              partition.crc32(),
              partition.counts()));
    }
    if (options.isWhole()) {
      stageManifest(output, staged, FileNames.MANIFEST, manifest(null, files, noRows));
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
      OutputDirectory output, Map<String, Path> staged, String name, Manifest manifest)
      throws IOException {
    Path file = output.stage(name);
    manifest.write(file);
    staged.put(name, file);
  }

  private Manifest manifest(Integer part, List<DataFile> files, Counts noRows) {
    return new Manifest(
        Version.get(),
        filler.parameters(),
        options.plan(),
        options.writer().name(),
        arrowSchema,
        parquetSchema,
        part,
        files,
        files.stream().map(DataFile::counts).reduce(noRows, Counts::plus));
  }
}
