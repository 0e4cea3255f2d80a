package dev.nestedparquet.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.nestedparquet.dataset.DataFile;
import dev.nestedparquet.dataset.DataSetException;
import dev.nestedparquet.dataset.Destination;
import dev.nestedparquet.internal.contact.ContactFiller;
import dev.nestedparquet.pipeline.fixtures.Run;
import dev.nestedparquet.write.ShredderWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Parts that runs of their own have made become what one run makes. */
@Timeout(300)
final class MergedPartsTest {
  private final ContactFiller filler = new ContactFiller(5, 1);

  @TempDir private Path directory;

  private Run whole() {
    return Run.of(20_001, 4, 4_096, directory.resolve("whole")).by(new ShredderWriter());
  }

  private Run parts(int first, int last) {
    return whole().into(directory.resolve("parts")).parts(first, last);
  }

  private List<DataFile> merge() throws Exception {
    return ParquetPipeline.mergeParts(Destination.directory(directory.resolve("parts")));
  }

  @Test
  void areTheFilesAndTheManifestOfOneRun() throws Exception {
    parts(2, 3).go(filler);
    parts(0, 1).go(filler);
    assertThat(merge()).isEqualTo(whole().go(filler).files());
    SortedMap<String, byte[]> expected = Run.files(whole().output());
    SortedMap<String, byte[]> merged = Run.files(directory.resolve("parts"));
    assertThat(merged.keySet()).isEqualTo(expected.keySet());
    merged.forEach((name, bytes) -> assertThat(bytes).as(name).isEqualTo(expected.get(name)));
  }

  @Test
  void areNotMergedBeforeAllAreThere() throws Exception {
    parts(0, 0).go(filler);
    parts(3, 3).go(filler);
    SortedMap<String, byte[]> before = Run.files(directory.resolve("parts"));
    assertThatExceptionOfType(DataSetException.class)
        .isThrownBy(this::merge)
        .withMessageEndingWith("2 of 4 parts are missing: 1-2");
    parts(0, 3).assertUntouched(before);
  }
}
