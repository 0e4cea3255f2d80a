package dev.nestedparquet.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nestedparquet.internal.contact.ContactFiller;
import dev.nestedparquet.internal.contact.ReferenceContacts;
import dev.nestedparquet.internal.contact.ReferenceContacts.Contact;
import dev.nestedparquet.pipeline.fixtures.DuckDb;
import dev.nestedparquet.pipeline.fixtures.Run;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(300)
final class DeterminismTest {
  private static final int ROWS = 50_001;

  private final ContactFiller filler = new ContactFiller(11, 1);

  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource({"1,1,64", "2,2,64", "16,1,64", "16,8,64", "1,8,4", "2,1,8", "4,4,512"})
  void filesAreTheSameToTheByteForAnyProducersRingSizeAndMemory(
      int producers, int ringSize, long memoryMebibytes) throws Exception {
    Run base = Run.of(ROWS, 3, 4_096, directory.resolve("base"));
    Run other = base.into(directory.resolve("other")).with(producers, ringSize);
    base.go(filler);
    other.memory(memoryMebibytes << 20).go(filler);
    assertSameFiles(Run.files(base.output()), Run.files(other.output()));
  }

  private static void assertSameFiles(
      SortedMap<String, byte[]> actual, SortedMap<String, byte[]> expected) {
    assertThat(actual.keySet()).isEqualTo(expected.keySet());
    actual.forEach((name, bytes) -> assertThat(bytes).as(name).isEqualTo(expected.get(name)));
  }

  @ParameterizedTest
  @CsvSource({"1,32768", "2,1000", "7,40000", "3,63", "11,8192"})
  void rowsAreTheSameForAnyPartitionsAndBatches(int partitions, int batchRows) throws Exception {
    Run run = Run.of(ROWS, partitions, batchRows, directory);
    PipelineResult result = run.go(filler);
    List<Contact> contacts = DuckDb.contacts(directory);
    List<Contact> expected = new ReferenceContacts(11, 1).contacts(0, ROWS);
    for (int i = 0; i < ROWS; i++) {
      assertThat(contacts.get(i)).isEqualTo(expected.get(i));
    }
    assertThat(contacts).hasSize(ROWS);
    assertThat(result.counts().get("rows")).isEqualTo(ROWS);
    assertThat(result.files()).hasSize(partitions);
  }

  @Test
  void partsMadeAloneAreTheSameToTheByteAsThoseOfTheWhole() throws Exception {
    Run whole = Run.of(20_000, 5, 1_024, directory.resolve("whole"));
    PipelineResult all = whole.go(filler);
    Run parts = whole.into(directory.resolve("parts"));
    PipelineResult head = parts.parts(0, 1).go(filler);
    PipelineResult last = parts.parts(4, 4).go(filler);
    PipelineResult middle = parts.parts(2, 3).go(filler);

    SortedMap<String, byte[]> made = Run.files(parts.output());
    assertThat(made.keySet().stream().filter(name -> name.startsWith("_")))
        .hasSize(5)
        .contains("_manifest-00003-of-00005.json");
    SortedMap<String, byte[]> expected = parquet(whole.output());
    assertThat(expected).hasSize(5);
    assertSameFiles(parquet(parts.output()), expected);
    assertThat(head.counts().plus(last.counts()).plus(middle.counts())).isEqualTo(all.counts());
    assertThat(middle.rows()).isEqualTo(8_000);
    assertThat(middle.partitions()).isEqualTo(2);
  }

  private static SortedMap<String, byte[]> parquet(Path directory) throws IOException {
    SortedMap<String, byte[]> files = Run.files(directory);
    files.keySet().removeIf(name -> !name.endsWith(".parquet"));
    return files;
  }
}
