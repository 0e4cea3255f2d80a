package dev.nestedparquet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nestedparquet.shred.ShredderOptions;
import dev.nestedparquet.write.ShredderWriter;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Model.CommandSpec;

/** An option of the shredder has one name: in the library, in the manifest, and as a flag. */
final class OptionNamesTest {
  /** The one option that is no part of a file's layout. */
  private static final String METADATA = "metadata";

  /** Flags take sizes in any unit, and the library takes bytes. */
  private static final Map<String, String> SIZES =
      Map.of(
          "--row-group-size", "rowGroupBytes",
          "--page-size", "pageBytes",
          "--dictionary-limit", "dictionaryBytes");

  private static Set<String> namesInTheLibrary() {
    return Arrays.stream(ShredderOptions.class.getDeclaredMethods())
        .filter(method -> Modifier.isPublic(method.getModifiers()))
        .filter(method -> !Modifier.isStatic(method.getModifiers()))
        .filter(method -> method.getParameterCount() == 0)
        .map(Method::getName)
        .filter(name -> !List.of("toBuilder", "hashCode", "toString").contains(name))
        .collect(Collectors.toSet());
  }

  private static Set<String> namesInTheManifest() {
    Schema schema = new Schema(List.of(Field.nullable("a", new ArrowType.Int(64, true))));
    return new ShredderWriter().layout(schema, new MapDictionaryProvider()).keySet();
  }

  /** A flag's name in the words of the library. */
  private static String inCamelCase(String flag) {
    String[] words = flag.replaceFirst("^--(no-)?", "").split("-");
    return words[0]
        + Arrays.stream(words)
            .skip(1)
            .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
            .collect(Collectors.joining());
  }

  @Test
  void theManifestHasTheNamesOfTheLibrary() {
    assertThat(namesInTheLibrary()).contains(METADATA);
    assertThat(namesInTheManifest())
        .containsExactlyInAnyOrderElementsOf(
            namesInTheLibrary().stream().filter(name -> !name.equals(METADATA)).toList());
  }

  /** A flag that may be repeated names one of many. */
  @Test
  void aFlagHasTheNameOfTheLibraryInKebabCaseUnlessItTakesASize() {
    assertThat(CommandSpec.forAnnotatedObject(new FileOptions()).options())
        .isNotEmpty()
        .allSatisfy(
            option -> {
              String flag = option.longestName();
              String name = SIZES.getOrDefault(flag, inCamelCase(flag));
              assertThat(namesInTheLibrary())
                  .containsAnyOf(name, option.isMultiValue() ? name + "s" : name);
            });
  }

  @Test
  void theBuilderHasTheNamesOfTheLibrary() {
    assertThat(
            Arrays.stream(ShredderOptions.Builder.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .filter(method -> method.getParameterCount() == 1)
                .map(Method::getName))
        .containsExactlyInAnyOrderElementsOf(namesInTheLibrary());
  }
}
