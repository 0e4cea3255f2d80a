package dev.nestedparquet.cli;

import dev.nestedparquet.batch.BatchFiller;
import dev.nestedparquet.internal.preset.Presets;
import dev.nestedparquet.schema.DataSet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Finds the data set that a user names: a file, or one that is built in. */
final class SchemaOptions {
  private SchemaOptions() {}

  /** Names of all that is built in, the default one first. */
  static List<String> names() {
    return Stream.concat(Presets.names().stream(), DataSet.names().stream()).toList();
  }

  /** Whether a word is the path of a file: one that has a slash or a dot, or is there. */
  static boolean isFile(String word) {
    return !names().contains(word)
        && (word.contains("/") || word.contains(".") || Files.exists(Path.of(word)));
  }

  /**
   * The data set that a file declares; null if the word names a preset.
   *
   * @throws IllegalArgumentException if there is no such file, or no such name
   */
  static DataSet dataSet(String word) {
    if (isFile(word)) {
      return DataSet.load(Path.of(word));
    } else if (DataSet.names().contains(word)) {
      return DataSet.named(word);
    } else if (Presets.names().contains(word)) {
      return null;
    }
    throw new IllegalArgumentException(
        "schema: there is no file and no data set "
            + word
            + "; choose one of "
            + String.join(", ", names()));
  }

  /**
   * The filler of what a word names.
   *
   * @param parameters of a file; null if none is given
   * @param nameSkew of the preset contacts; null if it isn't given
   */
  static BatchFiller filler(
      String word, DataSet dataSet, long seed, Map<String, String> parameters, Double nameSkew) {
    if (dataSet == null) {
      Double skew = nameSkew;
      for (Map.Entry<String, String> one : parameters(parameters).entrySet()) {
        if (!word.equals(Presets.CONTACTS) || !one.getKey().equals("name-skew")) {
          throw new IllegalArgumentException(
              "param: " + word + " has no parameter " + one.getKey() + nameSkewAlone(word));
        }
        skew = new NumberConverter.OfDouble().convert(one.getValue());
      }
      return Presets.newFiller(word, seed, skew);
    } else if (nameSkew != null) {
      throw new IllegalArgumentException(
          "name skew: " + word + " has none; a file's parameters are set by --param");
    }
    return dataSet.filler(seed, parameters(parameters));
  }

  private static String nameSkewAlone(String word) {
    return word.equals(Presets.CONTACTS) ? "; it has name-skew" : "";
  }

  static Map<String, String> parameters(Map<String, String> given) {
    return given == null ? Map.of() : given;
  }
}
