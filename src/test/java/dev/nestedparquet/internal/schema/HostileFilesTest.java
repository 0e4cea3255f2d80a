package dev.nestedparquet.internal.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nestedparquet.internal.schema.read.RefusedFileException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Whatever a file has, it is read or refused: nothing else comes of it, and not much memory. */
final class HostileFilesTest {
  private static final Path EXAMPLES =
      Path.of("src/test/resources/dev/nestedparquet/internal/schema");
  private static final String HEAD = "nested-parquet: 1\nname: x\n";

  private static String read(String text) {
    try {
      return DataSetFiles.read("f", text, null, Map.of()).name();
    } catch (RefusedFileException e) {
      assertThat(e.getMessage().lines()).isNotEmpty().allMatch(line -> line.startsWith("f:"));
      return e.getMessage();
    }
  }

  @Property(tries = 2000)
  void aFileWithOtherBytesIsReadOrRefused(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 20) int changes) throws IOException {
    Random random = new Random(seed);
    String[] names = {"contacts.yaml", "orders.yaml", "every-source.yaml"};
    StringBuilder text =
        new StringBuilder(Files.readString(EXAMPLES.resolve(names[random.nextInt(names.length)])));
    String pool = " \t\n{}[]:,'\"$&*#|>-+().%0123456789kMGTabnull~\\\u0000\u00e9\ud83d\ude00!@`";
    for (int i = 0; i < changes; i++) {
      int at = random.nextInt(text.length());
      int end = Math.min(text.length(), at + random.nextInt(12));
      switch (random.nextInt(3)) {
        case 0 -> text.insert(at, pool.charAt(random.nextInt(pool.length())));
        case 1 -> text.delete(at, end);
        default -> text.insert(random.nextInt(text.length()), text.substring(at, end));
      }
    }
    assertThat(read(text.toString())).isNotEmpty();
  }

  @Property(tries = 1000)
  void anyBytesAreReadOrRefused(@ForAll byte[] bytes) {
    assertThat(read(new String(bytes, StandardCharsets.ISO_8859_1))).isNotEmpty();
    assertThat(read(HEAD + "columns: " + new String(bytes, StandardCharsets.UTF_8))).isNotEmpty();
  }

  @Example
  void anExampleOfEverySourceIsRead() throws IOException {
    assertThat(read(Files.readString(EXAMPLES.resolve("every-source.yaml"))))
        .isEqualTo("every-source");
  }

  @Example
  void aliasesDontMultiply() {
    StringBuilder bomb = new StringBuilder(HEAD + "lists:\n  a0: &a0 [x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 30; i++) {
      bomb.append("  a").append(i).append(": &a").append(i).append(" [");
      bomb.append(("*a" + (i - 1) + ", ").repeat(8)).append("x]\n");
    }
    assertThat(read(bomb.toString())).contains("the file has more than 200000 values");
  }

  @Example
  void depthIsBounded() {
    assertThat(read("[".repeat(100_000))).contains("values are nested more than 256 deep");
    String lists = "{length: 1, list: ".repeat(120) + "{type: int8, const: 1}" + "}".repeat(120);
    assertThat(read(HEAD + "columns: {a: " + lists + "}")).contains("nested more than 100 deep");
    String parentheses = "(".repeat(1_500) + "1" + ")".repeat(1_500);
    assertThat(read(HEAD + "columns: {a: {type: int8, expr: '" + parentheses + "'}}"))
        .contains("is nested more than 100 deep");
    String sum = "1" + "+1".repeat(1_900);
    assertThat(read(HEAD + "columns: {a: {type: int8, expr: " + sum + "}}")).isEqualTo("x");
  }

  @Example
  void sizesAreBounded() {
    assertThat(read("#".repeat(1 << 21))).contains("has more than 1048576 characters");
    assertThat(read(HEAD + "columns: {a: {type: int32, const: 1e999999999}}"))
        .contains("'1e999999999' is no number");
    assertThat(read(HEAD + "columns: {a: {type: float64, const: 1e999}}"))
        .contains("1e999 is out of the range of float64");
    String keys = "k, ".repeat(3) + "x".repeat(500_000);
    assertThat(read(HEAD + "columns: {a: {type: " + keys + "}}").length()).isLessThan(5_000);
  }

  @Example
  void manyErrorsAreCounted() {
    StringBuilder many = new StringBuilder(HEAD + "columns:\n");
    for (int i = 0; i < 20_000; i++) {
      many.append("  a").append(i).append(": {tpye: int8}\n");
    }
    assertThat(read(many.toString()).lines())
        .hasSize(1_001)
        .endsWith("f: there are more; the first 1000 found are above");
  }

  private static String columns(int count, String column) {
    StringBuilder columns = new StringBuilder("columns:\n");
    for (int i = 0; i < count; i++) {
      columns.append("  c").append(i).append(": ").append(column.replace("#", "" + i)).append('\n');
    }
    return columns.toString();
  }

  @Example
  void aLongTextIsNotReadOnceForEachThatNamesIt() {
    String sum = "c0" + " + c0".repeat(700);
    String columns = columns(2_000, "{type: int64, expr: $}");
    assertThat(read(HEAD + "about: &e " + sum + "\n" + columns.replace("$", "*e")))
        .contains("values have more than 1048576 characters, aliases written out");
    assertThat(read(HEAD + "parameters: {e: " + sum + "}\n" + columns.replace("$", "$e")))
        .contains("values have more than 1048576 characters, parameters written out");
    assertThat(read(HEAD + columns(200, "{type: int64, expr: " + sum + "}")))
        .contains("too many words in expressions; 100000 are allowed");
  }

  @Example
  void aLongListIsNotReadOnceForEachThatPicksFromIt() {
    StringBuilder lists = new StringBuilder(HEAD + "lists: {l: [0");
    for (int i = 1; i < 90_000; i++) {
      lists.append(',').append(i);
    }
    lists.append("]}\n");
    assertThat(read(lists + columns(5_000, "{type: string, pick: l}"))).isEqualTo("x");
    assertThat(read(lists + columns(4, "{type: 'decimal(3#,0)', pick: l}")))
        .contains("too many values in lists, counted for each type that a list is read by");
    String tooOften =
        "too many values in lists, counted for each switch or length that they are in";
    String labels = "{type: int32, dictionary: true, switch: {on: row, else: {pick: l}}}";
    assertThat(read(lists + columns(4_000, labels))).contains(tooOften);
    assertThat(read(lists + columns(4_000, "{length: {pick: l}, list: {type: int8, const: 1}}")))
        .contains(tooOften);
    String never =
        columns(2_000, "{type: int8, switch: {on: c, x#: {const: 1}, else: {const: 0}}}");
    assertThat(read(lists + never + "  c: {type: string, pick: l}\n").lines()).hasSize(1_001);
  }

  @Example
  void longNamesInsideOfEachOtherAreBounded() {
    String name = "n".repeat(900);
    String deep = (name + ": {fields: {").repeat(90);
    assertThat(read(HEAD + "columns: {" + deep + leaves(10_000) + "}}".repeat(90) + "}"))
        .contains("too many characters in the paths of all fields; 4194304 are allowed");
  }

  private static String leaves(int count) {
    StringBuilder leaves = new StringBuilder();
    for (int i = 0; i < count; i++) {
      leaves.append('x').append(i).append(": {type: int8, const: 1},");
    }
    return leaves.toString();
  }

  @Example
  void longChainsAreWalkedWithoutRecursion() {
    StringBuilder chain = new StringBuilder(HEAD + "entities:\n  e0: {count: 1}\n");
    for (int i = 1; i < 12_000; i++) {
      String ref = "{count: 1, let: {a: {ref: e" + (i - 1) + "}}}\n";
      chain.append("  e").append(i).append(": ").append(ref);
    }
    chain.append("columns:\n  f0: {type: int64, const: 1}\n");
    for (int i = 1; i < 12_000; i++) {
      chain.append("  f").append(i).append(": {type: int64, expr: f").append(i - 1).append("}\n");
    }
    assertThat(read(chain.toString())).isEqualTo("x");
    String circle =
        chain.toString().replace("e0: {count: 1}", "e0: {count: 1, let: {a: {ref: e9}}}");
    assertThat(read(circle)).contains("refers to itself: e0 -> e9 -> e8").hasSizeLessThan(500);
  }

  @Example
  void whatRepeatsIsCountedWithoutBeingWrittenOut() {
    String huge = "'[\ud800\udc00-\udbff\udfff]{65536}'";
    assertThat(
            read(HEAD + columns(5_000, "{type: string, unique: {of: 5, pattern: " + huge + "}}")))
        .isEqualTo("x");
    assertThat(read(HEAD + "columns: {a: {type: string, pattern: '((a{0}){9999}){9999}'}}"))
        .contains("repeats what has no characters");
  }

  @Example
  void manyNamesThatMeanNothingTakeNoTime() {
    String name = "p".repeat(50);
    StringBuilder text = new StringBuilder(HEAD + "columns:\n");
    for (int i = 0; i < 6_000; i++) {
      text.append("  ").append(name).append(i).append(": {type: int64, expr: ");
      text.append(name).append('x').append(i).append("}\n");
    }
    assertThat(read(text.toString()).lines())
        .hasSize(1_001)
        .allMatch(line -> line.length() < 2_000);
  }

  @Example
  void bytesThatAreNoTextAreRefused() throws IOException {
    Path file = Files.createTempFile("hostile", ".yaml");
    try {
      Files.write(file, new byte[] {'a', (byte) 0xFF});
      assertThatThrownBy(() -> DataSetFiles.load(file, Map.of()))
          .hasMessage(file + ": is no text in UTF-8");
      assertThatThrownBy(() -> DataSetFiles.load(Path.of("no/such.yaml"), Map.of()))
          .hasMessage("no/such.yaml: there is no such file");
    } finally {
      Files.delete(file);
    }
  }
}
