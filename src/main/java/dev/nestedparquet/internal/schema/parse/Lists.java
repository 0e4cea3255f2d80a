package dev.nestedparquet.internal.schema.parse;

import dev.nestedparquet.internal.schema.model.Place;
import dev.nestedparquet.internal.schema.model.ValueList;
import dev.nestedparquet.internal.schema.read.LikelyWord;
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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads {@code lists:}. */
final class Lists {
  private static final int MOST_FILE_BYTES = 8 << 20;
  private static final int MOST_VALUES = 100_000;

  /** Built-in lists, and where they are on the class path. */
  private static final Map<String, String> BUILT_IN =
      new TreeMap<>(
          Map.of(
              "en/first-names", "/dev/nestedparquet/internal/contact/first-names.txt",
              "en/last-names", "/dev/nestedparquet/internal/contact/last-names.txt"));

  /** Where files are looked for; null if there are none. */
  private final Path directory;

  Lists(Path directory) {
    this.directory = directory;
  }

  /** All lists by their names; a list that can't be read is null. */
  Map<String, ValueList> read(Located at) {
    Map<String, ValueList> lists = new LinkedHashMap<>();
    if (at != null && at.requireMapping("lists by their names")) {
      List<String> names = at.keys();
      List<Located> values = at.values();
      for (int i = 0; i < names.size(); i++) {
        lists.put(names.get(i), list(names.get(i), values.get(i)));
      }
    }
    return lists;
  }

  private ValueList list(String name, Located at) {
    List<String> texts = new ArrayList<>();
    List<Place> places = new ArrayList<>();
    if (at.isSequence()) {
      for (Located item : at.items("values")) {
        String text = item.text("a value");
        if (text != null) {
          texts.add(text);
          places.add(item.place());
        }
      }
    } else if (at.isMapping()) {
      at.allow(List.of("builtin", "file"));
      if (at.keys().size() != 1) {
        at.problem("is one of builtin, file");
        return null;
      }
      Located builtIn = at.get("builtin");
      texts = builtIn != null ? builtIn(builtIn) : at.has("file") ? file(at.get("file")) : null;
    } else {
      at.problem(
          at.kind() + " where values should be: [a, b], {file: NAME} or {builtin: en/first-names}");
      return null;
    }
    if (texts == null) {
      return null;
    } else if (texts.isEmpty() || texts.size() > MOST_VALUES) {
      at.problem(
          (texts.isEmpty() ? "has no values" : "has too many values")
              + "; a list has 1 to "
              + MOST_VALUES);
      return null;
    }
    return new ValueList(at.place(), name, List.copyOf(texts), List.copyOf(places));
  }

  private static List<String> builtIn(Located at) {
    String name = at.text("a built-in list");
    if (name == null) {
      return null;
    }
    String resource = BUILT_IN.get(name);
    if (resource == null) {
      at.problem(
          "there is no built-in list '"
              + Quoted.shortened(name)
              + "'"
              + LikelyWord.hint(name, BUILT_IN.keySet())
              + "; allowed: "
              + String.join(", ", BUILT_IN.keySet()));
      return null;
    }
    try (InputStream in = Lists.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new IllegalStateException("can't read " + resource, e);
    }
  }

  private static List<String> lines(Located at, String name, Path path) throws IOException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(path)) {
      bytes = in.readNBytes(MOST_FILE_BYTES + 1);
    }
    if (bytes.length > MOST_FILE_BYTES) {
      at.problem(Quoted.shortened(name) + " has more than " + MOST_FILE_BYTES + " bytes");
      return null;
    }
    String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    String withoutMark = text.startsWith("\uFEFF") ? text.substring(1) : text;
    return withoutMark.lines().limit(MOST_VALUES + 1L).toList();
  }

  private List<String> file(Located at) {
    String name = at.text("the name of a text file");
    if (name == null) {
      return null;
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
      return lines(at, name, path);
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
