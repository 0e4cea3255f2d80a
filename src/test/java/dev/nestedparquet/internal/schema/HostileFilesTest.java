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
    assertThat(read(many.toString()).lines()).hasSize(1_001).endsWith("f: and 19000 more");
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
