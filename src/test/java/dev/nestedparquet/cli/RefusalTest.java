package dev.nestedparquet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nestedparquet.cli.fixtures.Launch;
import dev.nestedparquet.cli.fixtures.RunningCommand;
import dev.nestedparquet.cli.fixtures.Tmpfs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Wrong usage: one line that says what is wrong, exit code 2, and nothing touched. */
class RefusalTest {
  private static final RunningCommand.Outcome SILENCE = new RunningCommand.Outcome(0, "", "");

  @TempDir Path root;
  Launch program;

  @BeforeEach
  void launch() throws IOException {
    program = Launch.in(root);
  }

  private String refusal(String... arguments) throws IOException, InterruptedException {
    return refusal(program.run(arguments));
  }

  private static String refusal(RunningCommand.Outcome outcome) {
    assertThat(outcome.errLines()).hasSize(1);
    assertThat(outcome.err()).startsWith("nested-parquet: ");
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.exitCode()).isEqualTo(2);
    return outcome.err();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                                  | which command?
          genrate                             | did you mean generate?
          generate --overwite                 | did you mean --overwrite?
          generate --no-such-thing            | Unknown option
          generate more                       | 'more'
          generate -n                         | Missing required parameter
          generate -n 5 -n -6                 | rows: -6 is not between 0 and
          generate -n -5                      | rows: -5 is not between 0 and
          generate -n 2000P                   | rows: 2,000,000,000,000,000,000 is not between 0 and
          generate -n 10000P                  | '10000P' is no whole number below 2^63
          generate -n ten                     | 'ten' is not a count such as
          generate -n 5X                      | '5X' is not a count such as
          generate -n 1.5                     | '1.5' is no whole number
          generate -p 0                       | partitions: 0 is not between 1 and
          generate -p 5G                      | '5G' is out of range
          generate -p 2M                      | partitions: 2,000,000 is not between 1 and
          generate --ring-size 3              | ring size: 3 is not a power of two
          generate --ring-size 0              | ring size: 0 is not a power of two
          generate --batch-rows 0             | batch rows: 0 is not between 1 and
          generate --batch-rows 10M           | batch rows: 10,000,000 is not between 1 and
          generate --producers 0              | producers: 0
          generate --producers 5000           | producers: 5000 is not between 1 and
          generate --memory 0                 | memory: 0 bytes
          generate --memory -1MiB             | memory: -1048576 bytes
          generate --memory much              | 'much' is not a size such as 128MiB
          generate --memory 5XB               | '5XB' is not a size such as 128MiB
          generate --memory 9000000TiB        | '9000000TiB' is no whole number below 2^63
          generate --memory 3GiB              | raise that with -XX:MaxDirectMemorySize, or lower
          generate --name-skew -1             | name skew: -1.0 is not between 0 (uniform) and
          generate --name-skew NaN            | name skew: NaN is not between 0 (uniform) and
          generate --name-skew steep          | '--name-skew': 'steep' is no number
          generate --preset null-states --name-skew 1 | name skew: preset null-states has none
          generate --preset contact           | preset: there is no contact; choose one of contacts, null-states
          schema contcts                      | schema: there is no file and no data set contcts; choose one of contacts
          schema no/such                      | no/such: there is no such file
          schema contacts --preset contacts   | say contacts or --preset contacts, not both
          schema --param a=b                  | param: contacts has no parameter a; it has name-skew
          schema --preset none                | preset: there is no none; choose one of contacts, null-states
          generate --preset long-lists -n 1000T | more than the 90,000,000,000,000 that preset long-lists
          generate --memory 64K               | its unit can be B, KiB, MiB, GiB, TiB (of 1024) or kB, MB, GB, TB (of 1000)
          generate --writer shredder --page-size 64kb | '64kb' is not a size such as 128MiB or 500kB; its unit can be
          generate --seed x                   | '--seed': 'x' is no whole number such as 42
          generate --seed 1.5                 | '--seed': '1.5' is no whole number such as 42
          generate --seed 9223372036854775808 | out of range; it can be from -9,223,372,036,854,775,808 to
          generate --page-version V2          | '--page-version': 'V2' is no version of data pages; say 1 or 2
          generate --page-version 3           | '--page-version': '3' is no version of data pages; say 1 or 2
          generate --writer shredder --bloom-filter number=1 | there is no column number=1; there are name, phones.list.element.number
          generate --writer shredder --encoding phone.number=plain | there is no column phone.number; there are name,
          generate --writer shredder --row-group-rows 10G | '10G' is out of range; it can be 2,147,483,647 at most
          generate --writer shredder --encoding =plain | encoding: '=plain' names no column before the '='
          generate --writer shredder --encoding name=  | encoding: '' is none of auto, plain, dictionary, delta
          generate --writer shredder --bloom-filter=   | bloom filter: '' names no column
          generate --compression=name=zstd:99          | compression: 'zstd:99' is not none, snappy, lz4 or zstd
          generate --compression nume=zstd             | there is no column nume; there are name,
          generate --compression name=lz4 --compression name=lz4 --compression phone_type=none --compression phones.phone_type=lz4 | has two compressions, none as phone_type and lz4 as phones.phone_type; leave one out
          generate --page-rows 0                       | page rows: 0 is not allowed; it has to be at least 1
          generate --dictionary-limit 0                | dictionary bytes: 0 is not allowed; it has to be at least 1 byte
          generate --dictionary-limit 2GiB             | dictionary bytes: 2,147,483,648 bytes are more than 1 GiB
          generate --bloom-filter-fpp 1                | false-positive rate: 1.0 is not allowed; it has to be at least
          generate --bloom-filter-fpp few              | 'few' is no number such as
          generate --writer shredder --compression ZSTD:23 | compression: 'ZSTD:23' is not none, snappy, lz4 or zstd
          generate --part 4                   | part: 4 is not within 0 to 3
          generate --part 2-4                 | part: 2-4 is not within 0 to 3
          generate --part 3-1                 | part: 3-1 is not within 0 to 3
          generate --part x                   | 'x' is neither a partition such as 3 nor a range
          generate --writer dataset --compression zstd | --compression: the writer dataset has no such option
          generate --writer paper             | expected one of [dataset, shredder, none]
          generate -o mock:/contacts          | mock:/contacts is neither a directory nor a file: URI nor s3://
          generate -o gs://bucket/contacts    | gs://bucket/contacts is neither a directory nor a file: URI nor s3://
          generate -o s3a://bucket/contacts   | s3a://bucket/contacts is neither a directory nor a file: URI nor s3://
          generate -o s3://bucket/x?region=eu | s3://bucket/x?region=eu has more in it than s3://bucket/prefix
          generate -o s3://My_bucket/x        | bucket: 'My_bucket' is not 3 to 63 of
          generate -o s3://bucket/x/../y      | has a name in it that is empty, '.', '..'
          generate -o s3://bucket/x --endpoint localhost:9000 | endpoint: 'localhost:9000' is not of the form http://HOST:PORT
          generate --endpoint http://localhost | contacts is a directory, which has no endpoint; an object store
          verify gs://bucket/contacts         | gs://bucket/contacts is neither a directory nor a file: URI nor s3://
          """)
  void refuses(String line, String reason) {
    assertThat(refusal(run(line))).contains(reason);
    assertThat(program.made()).isEmpty();
  }

  private RunningCommand.Outcome run(String line) {
    String[] words = line.isEmpty() ? new String[0] : line.split(" +");
    return line.startsWith("generate ") ? generate(line.substring(9)) : InProcess.run(words);
  }

  private RunningCommand.Outcome generate(String flags) {
    return InProcess.generate(program.work().resolve("contacts"), flags.split(" +"));
  }

  /** One line for each stage that refuses, two of them while the program loads libraries ahead. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                                  | which command?
          genrate                             | did you mean generate?
          generate -n ten                     | 'ten' is not a count such as
          generate --memory 0                 | memory: 0 bytes
          generate --compression nume=zstd    | there is no column nume; there are name,
          """)
  void theProgramEndsWithIt(String line, String reason) throws Exception {
    assertThat(refusal(line.isEmpty() ? new String[0] : line.split(" "))).contains(reason);
    assertThat(program.made()).isEmpty();
    assertThat(Launch.names(program.temporary())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"70k, 1MiB, 32768, 1, 4", "300, 1, 1, 3, 1", "70k, 700KiB, 4096, 2, 2"})
  void namesTheMemoryItNeedsAndIsContentWithThat(
      String rows, String memory, String batchRows, String producers, String partitions) {
    String flags =
        String.format(
            "-n %s -p %s --batch-rows %s --producers %s --memory ",
            rows, partitions, batchRows, producers);
    String line = refusal(generate(flags + memory));
    assertThat(line)
        .matches(
            "(?s).* is too little for .* it takes [0-9,]+ bytes at least.*"
                + " [(]--memory \\d+MiB(, or --batch-rows \\d+)?[)]\\R");
    long needed =
        Long.parseLong(line.replaceAll("(?s).*it takes ([0-9,]+) bytes.*", "$1").replace(",", ""));
    refusal(generate(flags + (needed - 1)));
    assertThat(program.made()).isEmpty();
    assertThat(generate(flags + needed + " -q")).isEqualTo(SILENCE);
  }

  /** What can't occur, needs no memory. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "-n 1 --batch-rows 1 --memory 16MiB",
        "-n 1000 --row-group-rows 10M --row-group-size 1GiB --memory 16MiB",
        "-n 1000 --page-size 1GiB --memory 16MiB"
      })
  void doesNotRefuseFewRowsForTheSakeOfMany(String flags) {
    assertThat(generate("--writer shredder -q " + flags)).isEqualTo(SILENCE);
  }

  /** Each names an option with a value; with that, the run is admitted. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          -n 10M --part 0 --memory 64MiB --row-group-rows 10M --row-group-size 60MiB | --row-group-size 32MiB
          -n 1M --memory 20MiB                               | --batch-rows 16384
          --preset long-lists -n 10k --page-size 16MiB       | --page-size 4MiB
          --preset wide-text -n 10k --page-size 16MiB        | --page-size 8MiB
          """)
  void namesAnOptionThatMakesTheShredderNeedLess(String flags, String option) {
    String line = refusal(generate("--writer shredder " + flags));
    assertThat(line).contains("is too little", "it takes", ", or " + option);
    assertThat(program.made()).isEmpty();
    String replaced = flags.replaceAll(option.replaceAll(" .*", "") + " \\S+", "");
    assertThat(generate("--writer shredder -q " + option + " " + replaced).exitCode()).isZero();
  }

  @Test
  void refusesAnOutputThatIsAFile() throws Exception {
    Path file = Files.writeString(program.work().resolve("contacts"), "mine");
    assertThat(refusal("generate", "--overwrite")).contains("contacts is a file");
    assertThat(file).hasContent("mine");
  }

  @Test
  void refusesAnOutputBelowAFile() throws Exception {
    Files.writeString(program.work().resolve("file"), "mine");
    assertThat(refusal("generate", "-o", "file/below/it"))
        .contains("cannot write to file/below/it");
    assertThat(program.made()).containsExactly("file");
  }

  @Test
  void refusesAnOutputThatHoldsAnything() throws Exception {
    Path file = program.work().resolve("contacts/note.txt");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "mine");
    assertThat(refusal("generate"))
        .contains(
            "contacts is not empty (note.txt)",
            "choose another place",
            "(--output, or --overwrite)");
    assertThat(Launch.names(file.getParent())).containsExactly("note.txt");
  }

  @Test
  void refusesAReadOnlyOutput() throws Exception {
    try (Tmpfs disk = Tmpfs.mount(program.work().resolve("disk"), "size=1m,ro")) {
      assertThat(refusal("generate", "-o", "disk/contacts"))
          .contains("cannot write to disk/contacts", "Read-only file system", "--output");
    }
  }

  @Test
  void refusesANativePoolOfOneThread() throws Exception {
    program.environment("ARROW_IO_THREADS", "1");
    assertThat(refusal("generate")).contains("ARROW_IO_THREADS=1", "set it to 2 or more");
    assertThat(program.made()).isEmpty();
  }

  @Test
  void refusesABudgetAboveTheDirectMemoryOfTheJvm() throws Exception {
    program.jvm("-XX:MaxDirectMemorySize=64m");
    assertThat(refusal("generate"))
        .contains(
            "memory: 128 MiB and 24 MiB for chunks are more than the 64 MiB of direct memory");
    assertThat(program.made()).isEmpty();
    assertThat(program.run("generate", "-q", "-n", "1k", "--memory", "40MiB").exitCode()).isZero();
  }

  @Test
  void eachErrorOfADataSetFileIsALine() throws Exception {
    Path file = root.resolve("broken.yaml");
    Files.writeString(
        file, "nested-parquet: 1\nname: x\ncolumns:\n  a: {type: int9, const: 1}\n  b: {}\n");
    RunningCommand.Outcome outcome = program.run("schema", file.toString());
    assertThat(outcome.errLines())
        .satisfiesExactly(
            one -> assertThat(one).startsWith("nested-parquet: " + file + ":4:13: columns.a.type:"),
            two -> assertThat(two).startsWith("nested-parquet: " + file + ":5:6: columns.b: "));
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.exitCode()).isEqualTo(2);
  }
}
