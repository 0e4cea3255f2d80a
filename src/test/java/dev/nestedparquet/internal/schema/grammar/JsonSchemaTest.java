package dev.nestedparquet.internal.schema.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nestedparquet.internal.schema.BrokenFiles;
import dev.nestedparquet.internal.schema.DataSetFiles;
import dev.nestedparquet.internal.schema.Gallery;
import dev.nestedparquet.internal.schema.GuideFiles;
import dev.nestedparquet.internal.schema.read.RefusedFileException;
import dev.nestedparquet.internal.schema.reference.RandomDataSetFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * The JSON Schema that editors have is made of what readers allow, and says the same as they, as
 * far as it is about form. With {@code -Dpage.write=true} the test writes it.
 */
final class JsonSchemaTest {
  private static final Path SCHEMA =
      Path.of(
          "src/main/resources/dev/nestedparquet/internal/schema/gallery/data-set-file.schema.json");
  private static final Path EXAMPLES =
      Path.of("src/test/resources/dev/nestedparquet/internal/schema");
  private static final EditorsCheck EDITOR = new EditorsCheck();

  /** What is said of mistakes of form; those inside of a text are of meaning. */
  private static final Pattern FORM =
      Pattern.compile(
          "there is no such key here|(?<!start|step) is missing: |(?<!the end) where .* should be"
              + "|has no source of values|has \\d+ sources|is nothing yet|a node has one of them"
              + "|is empty; it needs|has no values|' is no type( of indices)?;| needs more in par"
              + "| has nothing in parentheses| gives no |only floating point is rounded"
              + "|goes with .* alone|does not go with (expr|unique|weights|alphabet)"
              + "|is no share|no built-in list|no alphabet|is no version|is no name|is no length such"
              + "|(?<!(precision|scale|bytes) \\d{1,2}) is not between [0-9]|a map's key is"
              + "|is a leaf, with a type|stands beside the leaf|is for columns|'gzip'|'dleta'");

  @Provide
  Arbitrary<String> files() {
    return RandomDataSetFiles.files();
  }

  private static String made() throws JsonProcessingException {
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
    printer.indentObjectsWith(new DefaultIndenter("  ", "\n"));
    return new ObjectMapper().writer(printer).writeValueAsString(JsonSchemaOfFiles.make()) + "\n";
  }

  private static boolean isRead(String text) {
    try {
      return DataSetFiles.read("f", text, null, Map.of()) != null;
    } catch (RefusedFileException e) {
      return false;
    }
  }

  /** A file that can't even be read as YAML is refused, too. */
  private static boolean isGoodForEditors(String text) {
    try {
      return EDITOR.errors(text).isEmpty();
    } catch (YamlEngineException e) {
      return false;
    }
  }

  @Example
  void theJsonSchemaIsMadeOfWhatReadersAllow() throws IOException {
    if (Boolean.getBoolean("page.write")) {
      Files.writeString(SCHEMA, made());
    }
    assertThat(Files.readString(SCHEMA))
        .as("%s; make it anew with -Dpage.write=true", SCHEMA)
        .isEqualTo(made());
  }

  @Example
  void allFilesThatUsersSeeAreGood() throws IOException {
    List<String> files = new ArrayList<>(GuideFiles.texts());
    Gallery.names().forEach(name -> files.add(Gallery.text(name)));
    try (Stream<Path> paths = Files.walk(EXAMPLES)) {
      for (Path path : paths.filter(one -> one.toString().endsWith(".yaml")).toList()) {
        files.add(Files.readString(path));
      }
    }
    assertThat(files)
        .hasSizeGreaterThan(10)
        .allSatisfy(file -> assertThat(EDITOR.errors(file)).isEmpty());
  }

  @Example
  void builtInFilesNameTheJsonSchemaThatStandsBesideThem() {
    assertThat(SCHEMA.getParent().getFileName()).hasToString("gallery");
    assertThat(Gallery.names())
        .allSatisfy(
            name ->
                assertThat(Gallery.text(name))
                    .startsWith("# yaml-language-server: $schema=" + SCHEMA.getFileName() + "\n"));
  }

  @Example
  void mistakesOfFormAreSeen() throws IOException {
    List<BrokenFiles.Broken> wrongInForm =
        BrokenFiles.all().stream()
            .filter(file -> file.errors().stream().anyMatch(FORM.asPredicate()))
            .toList();
    assertThat(wrongInForm)
        .hasSizeGreaterThan(55)
        .allSatisfy(file -> assertThat(isGoodForEditors(file.text())).isFalse());
  }

  /** Random files have no layout. */
  @Example
  void everyKeyOfALayoutIsRead() {
    String file = "nested-parquet: 1\nname: x\ncolumns: {a: {type: int8, const: 1}}\nlayout: ";
    List<String> layouts = new ArrayList<>();
    LayoutKeys.LAYOUT.names().forEach(key -> layouts.add("{" + key + ": [1]}"));
    LayoutKeys.COLUMN.names().forEach(key -> layouts.add("{columns: {a: {" + key + ": [1]}}}"));
    assertThat(layouts)
        .hasSizeGreaterThan(14)
        .noneMatch(layout -> isRead(file + layout) || isGoodForEditors(file + layout));
    assertThat(isRead(file + "{}") && isGoodForEditors(file + "{}")).isTrue();
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void everyRandomFileIsGood(@ForAll("files") String text) {
    assertThat(EDITOR.errors(text)).isEmpty();
  }

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void aKeyThatMeansNothingIsSeenWhereverItStands(@ForAll("files") String text, @ForAll int at) {
    String edited = YamlEdits.of(text).withEntry(at, "no-such-key: {no-such-key: 1}");
    assertThat(isRead(edited)).as(edited).isFalse();
    assertThat(isGoodForEditors(edited)).as(edited).isFalse();
  }

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void aValueOfAnotherKindIsSeenWhereverItStands(
      @ForAll("files") String text, @ForAll int at, @ForAll boolean list) {
    String edited = YamlEdits.of(text).withValue(at, list ? "[[1]]" : "{no-such-key: {a: 1}}");
    assertThat(isRead(edited)).as(edited).isFalse();
    assertThat(isGoodForEditors(edited)).as(edited).isFalse();
  }

  /** An editor never complains of what the program takes. */
  @Property(tries = 1_500, edgeCases = EdgeCasesMode.NONE)
  void whatIsReadIsGoodForEditors(
      @ForAll("files") String text, @ForAll int edit, @ForAll int at, @ForAll int of) {
    YamlEdits edits = YamlEdits.of(text);
    String edited =
        switch (Math.floorMod(edit, 3)) {
          case 0 -> edits.withoutEntry(at);
          case 1 -> edits.withCopiedEntry(at, of);
          default -> edits.withCopiedValue(at, of);
        };
    if (isRead(edited)) {
      assertThat(EDITOR.errors(edited)).as(edited).isEmpty();
    }
  }
}
