package dev.nestedparquet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nestedparquet.cli.fixtures.Launch;
import dev.nestedparquet.cli.fixtures.RunningCommand;
import dev.nestedparquet.cli.fixtures.RunningCommand.Outcome;
import dev.nestedparquet.dataset.Destination.ObjectStorePrefix;
import dev.nestedparquet.internal.s3.TestStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Commands, in a process or in this JVM, on a location of their own in an object store. */
abstract class StoreCommands {
  static final Outcome SILENCE = new Outcome(0, "", "");

  @RegisterExtension static final TestStore STORE = TestStore.ofClass();

  @TempDir Path root;
  Launch program;
  ObjectStorePrefix location;

  @BeforeEach
  void launch() throws IOException {
    program =
        Launch.in(root)
            .environment("AWS_ENDPOINT_URL", STORE.endpoint().toString())
            .environment("ARROW_IO_THREADS", "5");
    location = STORE.newLocation();
  }

  final String[] words(String command, String... more) {
    List<String> words = new ArrayList<>(List.of(command));
    if (command.equals("generate")) {
      words.add("-o");
    }
    words.add(location.toString());
    words.addAll(List.of(more));
    return words.toArray(String[]::new);
  }

  final RunningCommand start(String command, String... more) throws IOException {
    return program.start(words(command, more));
  }

  final Outcome run(String command, String... more) throws Exception {
    try (RunningCommand running = start(command, more)) {
      return running.await();
    }
  }

  /** Runs a command whose process doesn't matter in this JVM, which has no AWS_ENDPOINT_URL. */
  final Outcome runHere(String command, String... more) {
    String[] endpoint = {"--endpoint", STORE.endpoint().toString()};
    return InProcess.run(
        words(command, Stream.of(endpoint, more).flatMap(Stream::of).toArray(String[]::new)));
  }

  final void generate(String... more) {
    assertThat(runHere("generate", more)).isEqualTo(SILENCE);
  }

  final SortedMap<String, String> contents() throws IOException {
    return STORE.contents(location.key(""));
  }

  /** Arrow reports uploads that it gives up, on its own. */
  static List<String> ownLines(Outcome outcome) {
    return outcome.errLines().stream().filter(line -> !line.contains("/cpp/src/arrow/")).toList();
  }

  final void assertNothingIsLeft() throws IOException {
    assertThat(contents()).isEmpty();
    assertNothingIsLeftUnseen();
  }

  final void assertNothingIsLeftUnseen() throws IOException {
    assertThat(STORE.unfinishedUploads(location.key(""))).isEmpty();
    String parent = location.key("").replaceFirst("[^/]+/$", "");
    for (String marker : List.of(location.key(""), parent)) {
      assertThat(STORE.borrowClient().bytes(marker)).as("marker %s", marker).isEqualTo(-1);
    }
    assertThat(program.made()).isEmpty();
    assertThat(Launch.names(program.temporary())).isEmpty();
  }
}
