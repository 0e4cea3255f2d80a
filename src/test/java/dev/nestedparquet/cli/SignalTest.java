package dev.nestedparquet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nestedparquet.cli.fixtures.DataSet;
import dev.nestedparquet.cli.fixtures.Launch;
import dev.nestedparquet.cli.fixtures.Output;
import dev.nestedparquet.cli.fixtures.RunningCommand;
import dev.nestedparquet.cli.fixtures.RunningCommand.Outcome;
import dev.nestedparquet.cli.fixtures.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A signal ends a run, at whatever moment, and nothing half-made stays. That the run itself ends,
 * in time for its own last resort, shows in the exit code: that one kills.
 */
class SignalTest {
  private static final List<String> LAST_WORDS =
      List.of("nested-parquet: interrupted: nothing of this run was kept");

  /** What JDK 17 says, with exit code 1, if the signal comes in the midst of its own start. */
  private static final String NO_JVM_YET = "Error occurred during initialization of VM";

  private static final long ROWS = 2_000_000;
  private static final long BYTES_OF_ROWS = 57_000_000;

  /**
   * When the signal is sent: once something is to be seen, and a random while later. The first and
   * the last show nothing, and may come before the program has installed its hooks.
   */
  enum Moment {
    STARTING(ROWS, 0, 400),
    LOADING_LIBRARY(ROWS, 0, 50),
    STAGING(ROWS, 0, 50),
    WRITING(1_000_000_000, 0, 700),
    CLOSE_TO_THE_END(ROWS, 0, 150),
    WRITING_NOTHING(1_000_000_000, 300, 900);

    final long rows;
    final int leastMillis;
    final int mostMillis;

    Moment(long rows, int leastMillis, int mostMillis) {
      this.rows = rows;
      this.leastMillis = leastMillis;
      this.mostMillis = mostMillis;
    }

    boolean hasCome(Path temporary, Output output) throws IOException {
      return switch (this) {
        case STARTING, WRITING_NOTHING -> true;
        case LOADING_LIBRARY -> Output.hasUnpackedLibrary(temporary) || output.bytes() > 0;
        case STAGING -> output.hasStagingDirectory();
        case WRITING -> output.bytes() > 0;
        case CLOSE_TO_THE_END -> output.bytes() > 0.9 * BYTES_OF_ROWS;
      };
    }
  }

  @TempDir Path root;
  Launch program;
  Path contacts;

  @BeforeEach
  void launch() throws IOException {
    program = Launch.in(root);
    contacts = program.work().resolve("new/and/contacts");
  }

  @ParameterizedTest
  @EnumSource(Signal.class)
  void endsTheRunInTheMiddle(Signal signal) throws Exception {
    assertThat(interrupt(Moment.WRITING, signal, Duration.ZERO).errLines()).isEqualTo(LAST_WORDS);
  }

  @ParameterizedTest
  @EnumSource(Signal.class)
  void tellsAProgramThatARunWasEnded(Signal signal) throws Exception {
    String[] line = {"generate", "-n", "1G", "-o", contacts.toString(), "--json"};
    try (RunningCommand command = program.start(line)) {
      Output output = new Output(contacts);
      command.awaitThat("it is writing", () -> output.bytes() > 0);
      command.signal(signal.name());
      Outcome outcome = command.await();
      assertThat(outcome.exitCode()).isEqualTo(signal.exitCode());
      assertThat(outcome.errLines()).isEqualTo(LAST_WORDS);
      JsonNode json = new ObjectMapper().readTree(outcome.out());
      assertThat(outcome.out().lines()).hasSize(1);
      assertThat("nested-parquet: " + json.path("error").asText()).isIn(LAST_WORDS);
      assertThat(json.path("exitCode").asInt()).isEqualTo(signal.exitCode());
    }
  }

  @Tag("slow")
  @RepeatedTest(8)
  void endsTheRunAtAnyMomentAgainAndAgain() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (Moment moment : Moment.values()) {
      for (Signal signal : List.of(Signal.INT, Signal.TERM)) {
        int millis = random.nextInt(moment.leastMillis, moment.mostMillis + 1);
        try {
          interrupt(moment, signal, Duration.ofMillis(millis));
        } catch (AssertionError e) {
          throw new AssertionError(moment + " and " + millis + " ms, " + signal, e);
        }
      }
    }
  }

  private Outcome interrupt(Moment moment, Signal signal, Duration delay) throws Exception {
    String writer = moment == Moment.WRITING_NOTHING ? "none" : "dataset";
    String rows = Long.toString(moment.rows);
    try (RunningCommand command =
        program.start("generate", "-n", rows, "-o", contacts.toString(), "--writer", writer)) {
      Output output = new Output(contacts);
      command.awaitThat("it is " + moment, () -> moment.hasCome(program.temporary(), output));
      command.runFor(delay);
      command.signal(signal.name());
      Outcome outcome = command.await();
      verify(outcome, moment, signal);
      return outcome;
    }
  }

  /** The run may have been over, or not have begun, when the signal came. */
  private void verify(Outcome outcome, Moment moment, Signal signal) throws IOException {
    if (moment == Moment.STARTING && outcome.out().contains(NO_JVM_YET)) {
      assertThat(program.made()).isEmpty();
      return;
    }
    boolean complete = Files.exists(contacts);
    if (complete) {
      assertThat(outcome.errLines()).hasSize(6);
      assertThat(outcome.exitCode()).isIn(0, signal.exitCode());
      DataSet.assertComplete(contacts, moment.rows);
      removeContacts();
    } else {
      assertThat(outcome.errLines()).isIn(LAST_WORDS, List.of());
      assertThat(outcome.exitCode()).isEqualTo(signal.exitCode());
      if (moment != Moment.STARTING && moment != Moment.WRITING_NOTHING) {
        assertThat(outcome.errLines()).isEqualTo(LAST_WORDS);
      }
    }
    assertThat(outcome.out()).isEmpty();
    assertThat(program.made()).isEmpty();
    assertThat(Launch.names(program.temporary())).isEmpty();
  }

  private void removeContacts() throws IOException {
    for (String name : Launch.names(contacts)) {
      Files.delete(contacts.resolve(name));
    }
    for (Path path = contacts; !path.equals(program.work()); path = path.getParent()) {
      Files.delete(path);
    }
  }
}
