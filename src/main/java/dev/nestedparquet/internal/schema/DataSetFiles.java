package dev.nestedparquet.internal.schema;

import dev.nestedparquet.internal.OneLine;
import dev.nestedparquet.internal.schema.check.DataSetChecks;
import dev.nestedparquet.internal.schema.model.DataSetFile;
import dev.nestedparquet.internal.schema.model.Place;
import dev.nestedparquet.internal.schema.parse.DataSetReader;
import dev.nestedparquet.internal.schema.parse.ListFiles;
import dev.nestedparquet.internal.schema.read.Problems;
import dev.nestedparquet.internal.schema.read.RefusedFileException;
import dev.nestedparquet.internal.schema.read.YamlReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Reads and checks data-set files. */
public final class DataSetFiles {
  /** A character has at most so many bytes in UTF-8. */
  private static final int MOST_BYTES = 4 * YamlReader.MOST_CHARACTERS;

  private DataSetFiles() {}

  /**
   * The file, checked.
   *
   * @param parameters values instead of those in the file
   * @throws RefusedFileException if it can't be read, or is wrong; with all that is
   */
  public static DataSetFile load(Path path, Map<String, String> parameters) {
    ListFiles files = new ListFiles(path.toAbsolutePath().getParent());
    return parse(path.toString(), text(path), files, parameters);
  }

  /**
   * The text of a file.
   *
   * @throws RefusedFileException if it can't be read
   */
  public static String text(Path path) {
    byte[] bytes;
    if (!Files.exists(path)) {
      throw refused(path, "there is no such file");
    } else if (!Files.isRegularFile(path)) {
      throw refused(path, "is no file");
    }
    try (InputStream in = Files.newInputStream(path)) {
      bytes = in.readNBytes(MOST_BYTES + 1);
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw refused(path, "is no text in UTF-8");
    } catch (IOException e) {
      throw refused(path, "can't be read: " + e);
    }
  }

  private static RefusedFileException refused(Path path, String message) {
    return new RefusedFileException(List.of(OneLine.of(path.toString()) + ": " + message));
  }

  /**
   * The text of a file, checked.
   *
   * @param name of the file, for errors
   * @param directory where files of lists are looked for; null if there is none
   * @param parameters values instead of those in the file
   * @throws RefusedFileException if it is wrong; with all that is
   */
  public static DataSetFile read(
      String name, String text, Path directory, Map<String, String> parameters) {
    return parse(name, text, new ListFiles(directory), parameters);
  }

  /**
   * The text of a file, checked.
   *
   * @param name of the file, for errors
   * @param files that lists are read from
   * @param parameters values instead of those in the file
   * @throws RefusedFileException if it is wrong; with all that is
   */
  public static DataSetFile parse(
      String name, String text, ListFiles files, Map<String, String> parameters) {
    Problems problems = new Problems(name);
    String withoutMark = text.startsWith("\uFEFF") ? text.substring(1) : text;
    DataSetFile checked = null;
    try {
      DataSetFile file = DataSetReader.read(withoutMark, files, parameters, problems);
      checked = file == null ? null : DataSetChecks.check(file, problems);
    } catch (Problems.StoppedException e) {
      // All that was found is said.
      checked = null;
    }
    problems.refuseIfAny();
    if (checked == null) {
      problems.add(Place.START, "", "can't be read");
      problems.refuseIfAny();
    }
    return checked;
  }
}
