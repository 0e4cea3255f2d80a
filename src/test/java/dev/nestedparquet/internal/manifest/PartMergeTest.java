package dev.nestedparquet.internal.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nestedparquet.batch.BatchPlan;
import dev.nestedparquet.batch.Counts;
import dev.nestedparquet.dataset.DataFile;
import dev.nestedparquet.dataset.DataSetException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PartMergeTest {
  private static final BatchPlan PLAN = new BatchPlan(100, 10, 32);

  @TempDir private Path directory;

  private void write(int part, long seed, BatchPlan plan) throws IOException {
    write(part, seed, plan, Map.of());
  }

  private void write(int part, long seed, BatchPlan plan, Map<String, Object> layout)
      throws IOException {
    String name = new DataSetNames("contacts", plan.partitions()).file(part);
    byte[] content = new byte[7];
    Files.write(directory.resolve(name), content);
    Counts counts =
        Counts.of(
            Map.of(
                "rows",
                plan.partition(part).rows(),
                "types/a",
                (long) part,
                "id/smallest",
                part + 1L,
                "id/largest",
                part + 5L));
    DataFile file =
        new DataFile(name, plan.partition(part).first(), content.length, "00000000", counts);
    manifest(part, seed, plan, layout, List.of(file), counts)
        .write(directory.resolve(DataSetNames.partManifest(part, plan.partitions())));
  }

  private static Manifest manifest(
      Integer part,
      long seed,
      BatchPlan plan,
      Map<String, Object> layout,
      List<DataFile> files,
      Counts counts) {
    return new Manifest(
        "1",
        Map.of("seed", seed),
        plan,
        "dataset",
        layout,
        "arrow",
        "parquet",
        part,
        files,
        counts);
  }

  private void writeAll() throws IOException {
    for (int part = 0; part < PLAN.partitions(); part++) {
      write(part, 1, PLAN);
    }
  }

  private List<String> manifests() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.endsWith(".parquet"))
          .sorted()
          .toList();
    }
  }

  @Test
  void addsTheCountsAndRemovesThePartsManifests() throws IOException {
    writeAll();
    Manifest merged = PartMerge.merge(directory);
    assertThat(merged.part()).isNull();
    assertThat(merged.files()).hasSize(10);
    assertThat(merged.counts().asMap())
        .containsEntry("rows", 100L)
        .containsEntry("types/a", 45L)
        .containsEntry("id/smallest", 1L)
        .containsEntry("id/largest", 14L);
    assertThat(manifests()).containsExactly("_manifest.json");
    assertThat(Manifest.read(directory.resolve("_manifest.json"))).isEqualTo(merged);
  }

  @Test
  void refusesPartsThatAreLaidOutInAnotherWayAndNamesWhatDiffers() throws IOException {
    writeAll();
    write(0, 1, PLAN, Map.of("compression", "none", "columnEncodings", Map.of("a", "plain")));
    write(1, 1, PLAN, Map.of("compression", "zstd:3", "columnEncodings", Map.of("a", "plain")));
    assertThatThrownBy(() -> PartMerge.merge(directory))
        .isInstanceOf(DataSetException.class)
        .hasMessageContaining("_manifest-00001-of-00010.json does not belong to the others")
        .hasMessageContaining("layout/compression is zstd:3 there, and none in _manifest-00000-of");
    write(1, 1, PLAN, Map.of("compression", "none", "columnEncodings", Map.of("a", "delta")));
    assertThatThrownBy(() -> PartMerge.merge(directory))
        .hasMessageContaining("layout/columnEncodings is {a=delta} there, and {a=plain} in");
    write(1, 1, PLAN);
    assertThatThrownBy(() -> PartMerge.merge(directory)).hasMessageContaining(" is not told there");
    assertThat(manifests()).hasSize(10);
  }

  @Test
  void theWholeIsLaidOutAsItsParts() throws IOException {
    Map<String, Object> layout =
        Map.of("pageBytes", 1L << 40, "pageIndex", true, "bloomFilters", List.of("a", "b"));
    for (int part = 0; part < PLAN.partitions(); part++) {
      write(part, 1, PLAN, layout);
    }
    assertThat(PartMerge.merge(directory).layout()).isEqualTo(layout);
    assertThat(Manifest.read(directory.resolve("_manifest.json")).layout()).isEqualTo(layout);
  }

  @Test
  void namesMissingPartsAsRangesAndChangesNothing() throws IOException {
    for (int part : new int[] {2, 3, 5}) {
      write(part, 1, PLAN);
    }
    assertThatThrownBy(() -> PartMerge.merge(directory))
        .isInstanceOf(DataSetException.class)
        .hasMessageEndingWith("7 of 10 parts are missing: 0-1, 4, 6-9");
    assertThat(manifests()).hasSize(3);
  }

  @Test
  void refusesAPartOfAnotherSeed() throws IOException {
    writeAll();
    Files.delete(directory.resolve("_manifest-00004-of-00010.json"));
    write(4, 2, PLAN);
    assertThatThrownBy(() -> PartMerge.merge(directory))
        .hasMessageContaining("_manifest-00004-of-00010.json does not belong to the others")
        .hasMessageEndingWith("seed is 2 there, and 1 in _manifest-00000-of-00010.json");
  }

  @Test
  void refusesPartsOfAnotherPlan() throws IOException {
    write(0, 1, PLAN);
    write(1, 1, new BatchPlan(100, 10, 16));
    assertThatThrownBy(() -> PartMerge.merge(directory)).hasMessageContaining("batchRows is 16");
    write(2, 1, new BatchPlan(100, 11, 32));
    Files.delete(directory.resolve("_manifest-00001-of-00010.json"));
    assertThatThrownBy(() -> PartMerge.merge(directory)).hasMessageContaining("partitions is 11");
  }

  @Test
  void refusesAPartByAnotherPartsName() throws IOException {
    writeAll();
    Files.delete(directory.resolve("_manifest-00004-of-00010.json"));
    Files.copy(
        directory.resolve("_manifest-00003-of-00010.json"),
        directory.resolve("_manifest-00004-of-00010.json"));
    assertThatThrownBy(() -> PartMerge.merge(directory))
        .hasMessageEndingWith("is about part 3 of 10, so it has another part's name");
  }

  /** There are as many as there have to be, but they aren't those. */
  @Test
  void refusesAPartBeyondTheLast() throws IOException {
    BatchPlan four = new BatchPlan(100, 4, 32);
    for (int part = 0; part < 3; part++) {
      write(part, 1, four);
    }
    manifest(9, 1, four, Map.of(), List.of(), Counts.of(Map.of("rows", 25L)))
        .write(directory.resolve("_manifest-00009-of-00004.json"));
    assertThatThrownBy(() -> PartMerge.merge(directory))
        .isInstanceOf(DataSetException.class)
        .hasMessageEndingWith(
            "_manifest-00009-of-00004.json is about part 9, but those of 4 are 0 to 3; remove it,"
                + " or make the part again");
    assertThat(manifests()).hasSize(4);
  }

  @Test
  void refusesPartsWithoutTheirFiles() throws IOException {
    writeAll();
    Path file = directory.resolve("contacts-00007-of-00010.parquet");
    Files.write(file, new byte[6]);
    assertThatThrownBy(() -> PartMerge.merge(directory))
        .hasMessageContaining("has 6 bytes, not 7 as its manifest says");
    Files.delete(file);
    assertThatThrownBy(() -> PartMerge.merge(directory))
        .hasMessageEndingWith("is missing, the file of part 7");
  }

  @Test
  void refusesAFileThatBelongsToNoPart() throws IOException {
    writeAll();
    Files.write(directory.resolve("contacts-00003-of-00009.parquet"), new byte[7]);
    assertThatThrownBy(() -> PartMerge.merge(directory))
        .isInstanceOf(DataSetException.class)
        .hasMessageContaining("contacts-00003-of-00009.parquet is of none of the parts");
    assertThat(manifests()).hasSize(10);
  }

  @Test
  void refusesCountsBeyond64Bits() throws IOException {
    for (int part = 0; part < PLAN.partitions(); part++) {
      manifest(part, 1, PLAN, Map.of(), List.of(), Counts.of(Map.of("rows", Long.MAX_VALUE)))
          .write(directory.resolve(DataSetNames.partManifest(part, PLAN.partitions())));
    }
    assertThatThrownBy(() -> PartMerge.merge(directory))
        .isInstanceOf(DataSetException.class)
        .hasMessageEndingWith("add up beyond 64 bits");
    assertThat(manifests()).hasSize(10);
  }

  @Test
  void finishesAMergeThatWasCutOff() throws IOException {
    writeAll();
    Path part = directory.resolve("_manifest-00008-of-00010.json");
    byte[] content = Files.readAllBytes(part);
    PartMerge.merge(directory);
    Files.write(part, content);
    PartMerge.merge(directory);
    assertThat(manifests()).containsExactly("_manifest.json");
  }

  @Test
  void refusesAPartThatTheWholeDoesNotAgreeWith() throws IOException {
    writeAll();
    PartMerge.merge(directory);
    write(8, 3, PLAN);
    assertThatThrownBy(() -> PartMerge.merge(directory))
        .hasMessageContaining("which part 8 does not agree with");
    assertThat(manifests()).hasSize(2);
  }

  @Test
  void saysWhenThereIsNothingToMerge() throws IOException {
    assertThatThrownBy(() -> PartMerge.merge(directory))
        .hasMessageEndingWith("has no manifest of a part; a run of some parts makes them");
    writeAll();
    PartMerge.merge(directory);
    assertThatThrownBy(() -> PartMerge.merge(directory)).hasMessageContaining("is whole");
    assertThatThrownBy(() -> PartMerge.merge(directory.resolve("none")))
        .hasMessageEndingWith("none is no directory");
  }
}
