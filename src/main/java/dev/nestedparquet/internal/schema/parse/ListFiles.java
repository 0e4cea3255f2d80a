package dev.nestedparquet.internal.schema.parse;

import dev.nestedparquet.internal.schema.grammar.FileKeys;
import dev.nestedparquet.internal.schema.read.Located;
import dev.nestedparquet.internal.schema.read.Quoted;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Text files that lists are read from, a value a line. They lie in the directory of the data-set
 * file or below it; or they are known, where a manifest has them.
 */
public final class ListFiles {
  private static final int MOST_BYTES = 8 << 20;

  /** Where files are looked for; null if there are none. */
  private final Path directory;

  private final Map<String, List<String>> known = new LinkedHashMap<>();

  /**
   * Finds files in a directory.
   *
   * @param directory null if there are none
   */
  public ListFiles(Path directory) {
    this.directory = directory;
  }

  /** Has files whose lines are known, and no others. */
  public ListFiles(Map<String, List<String>> known) {
    this.directory = null;
    this.known.putAll(known);
  }

  /** Lines of the files that were read, by their names. */
  public Map<String, List<String>> known() {
    return Collections.unmodifiableMap(known);
  }

  private static List<String> read(Located at, String name, Path path) throws IOException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(path)) {
      bytes = in.readNBytes(MOST_BYTES + 1);
    }
    if (bytes.length > MOST_BYTES) {
      at.problem(Quoted.shortened(name) + " has more than " + MOST_BYTES + " bytes");
      return null;
    }
    String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    String withoutMark = text.startsWith("\uFEFF") ? text.substring(1) : text;
    return withoutMark.lines().limit(FileKeys.MOST_LISTED + 1L).toList();
  }

  /** Lines of the file that a list names; null with a problem if they can't be read. */
  List<String> lines(Located at) {
    String name = at.text("the name of a text file");
    if (name == null) {
      return null;
    } else if (known.containsKey(name)) {
      return known.get(name);
    }
    try {
      Path relative = Path.of(name);
      if (directory == null || relative.isAbsolute() || relative.normalize().startsWith("..")) {
        at.problem(Quoted.shortened(name) + " is not beside this file; a list's file must be");
        return null;
      }
      Path path = directory.resolve(relative);
      if (!Files.isRegularFile(path)) {
        at.problem("there is no file " + Quoted.shortened(name) + " beside this one");
        return null;
      } else if (!path.toRealPath().startsWith(directory.toRealPath())) {
        at.problem(Quoted.shortened(name) + " is a link to a file that is not beside this one");
        return null;
      }
      List<String> lines = read(at, name, path);
      if (lines != null) {
        known.put(name, lines);
      }
      return lines;
    } catch (CharacterCodingException e) {
      at.problem(Quoted.shortened(name) + " is no text in UTF-8");
    } catch (InvalidPathException e) {
      at.problem(Quoted.shortened(name) + " can be no file's name");
    } catch (IOException e) {
      at.problem("can't read " + Quoted.shortened(name) + ": " + e);
    }
    return null;
  }
}
