package dev.nestedparquet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nestedparquet.cli.fixtures.DataSet;
import dev.nestedparquet.cli.fixtures.Launch;
import dev.nestedparquet.cli.fixtures.RunningCommand;
import dev.nestedparquet.cli.fixtures.RunningCommand.Outcome;
import dev.nestedparquet.cli.fixtures.Tmpfs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A disk that fills up ends the run, with one line, and gets its space back. */
class DiskFullTest {
  @TempDir Path root;
  Launch program;
  Tmpfs disk;

  @BeforeEach
  void mountASmallDisk() throws IOException, InterruptedException {
    program = Launch.in(root);
    disk = Tmpfs.mount(root.resolve("disk"), "size=16m");
  }

  @AfterEach
  void unmount() throws IOException, InterruptedException {
    if (disk != null) {
      disk.close();
    }
  }

  private String contacts() {
    return disk.path().resolve("contacts").toString();
  }

  private void assertThatARunFillsTheDiskAndEnds(String... flags) throws Exception {
    String[] line = {"generate", "-n", "100M", "-o", contacts(), "--overwrite"};
    String[] all = Arrays.copyOf(line, line.length + flags.length);
    System.arraycopy(flags, 0, all, line.length, flags.length);
    try (RunningCommand command = program.start(all)) {
      Outcome outcome = command.await();
      assertThat(outcome.errLines()).hasSize(1);
      assertThat(outcome.err()).contains(contacts(), "disk is full");
      assertThat(outcome.exitCode()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @CsvSource({"1,dataset", "4,dataset", "1,shredder", "4,shredder"})
  void endsTheRun(String partitions, String writer) throws Exception {
    assertThatARunFillsTheDiskAndEnds("-p", partitions, "--writer", writer);
    assertThat(Launch.names(disk.path())).isEmpty();
  }

  @Test
  void leavesAnEarlierDataSetAlone() throws Exception {
    assertThat(program.run("generate", "-q", "-n", "10k", "-o", contacts()).exitCode()).isZero();
    Map<String, Integer> before = DataSet.snapshot(Path.of(contacts()));
    assertThatARunFillsTheDiskAndEnds();
    assertThat(DataSet.snapshot(Path.of(contacts()))).isEqualTo(before);
    assertThat(Files.getFileStore(disk.path()).getUsableSpace()).isGreaterThan(15_000_000);
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(strings = {"1", "2", "4", "64"})
  void endsTheRunAgainAndAgainWithTheSmallestBudget(String partitions) throws Exception {
    String needed =
        program
            .run("generate", "-n", "100M", "-p", partitions, "--memory", "1MiB")
            .err()
            .replaceAll("(?s).*takes ([0-9,]+) bytes.*", "$1");
    for (int i = 0; i < 5; i++) {
      assertThatARunFillsTheDiskAndEnds("-p", partitions);
      assertThatARunFillsTheDiskAndEnds("-p", partitions, "--memory", needed.replace(",", ""));
      assertThat(Launch.names(disk.path())).isEmpty();
    }
  }
}
