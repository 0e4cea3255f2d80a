package dev.nestedparquet.internal.preset;

import dev.nestedparquet.batch.BatchFiller;
import dev.nestedparquet.schema.DataSet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Finds the data set that a user names: a file, or one that is built in. */
public final class NamedDataSets {
  private static final String NAME_SKEW = "name-skew";

  private NamedDataSets() {}

  /** Names of all that is built in, the default one first. */
  public static List<String> names() {
    return Stream.concat(Presets.names().stream(), DataSet.names().stream()).toList();
  }

  /** Whether a word is the path of a file: one that has a slash or a dot, or is there. */
  private static boolean isFile(String word) {
    return !names().contains(word)
        && (word.contains("/") || word.contains(".") || Files.exists(Path.of(word)));
  }

  /**
   * The data set that a file declares; null if the word names a preset.
   *
   * @throws IllegalArgumentException if there is no such file, or no such name
   */
  public static DataSet dataSet(String word) {
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
   * @param dataSet null if the word names a preset
   * @param nameSkew of the preset contacts; null if it isn't given
   */
  public static BatchFiller filler(
      String word, DataSet dataSet, long seed, Map<String, String> parameters, Double nameSkew) {
    if (dataSet == null) {
      return Presets.newFiller(word, seed, nameSkew(word, parameters, nameSkew));
    }
    refuseNameSkew(word, nameSkew);
    return dataSet.filler(seed, parameters);
  }

  /** Refuses a name skew for a data set that a file declares. */
  public static void refuseNameSkew(String word, Double nameSkew) {
    if (nameSkew != null) {
      throw new IllegalArgumentException(
          "name skew: " + word + " has none; a file's parameters are set by their names");
    }
  }

  /**
   * The name skew of a preset, which is a parameter, too.
   *
   * @param nameSkew as it was given by itself; null if it wasn't
   */
  public static Double nameSkew(String preset, Map<String, String> parameters, Double nameSkew) {
    boolean isContacts = preset.equals(Presets.CONTACTS);
    for (String name : parameters.keySet()) {
      if (!isContacts || !name.equals(NAME_SKEW)) {
        throw new IllegalArgumentException(
            "param: "
                + preset
                + " has no parameter "
                + name
                + (isContacts ? "; it has " + NAME_SKEW : ""));
      }
    }
    String text = parameters.get(NAME_SKEW);
    try {
      return text == null ? nameSkew : Double.valueOf(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "param: " + NAME_SKEW + ": '" + text + "' is no number such as 1.5", e);
    }
  }
}
