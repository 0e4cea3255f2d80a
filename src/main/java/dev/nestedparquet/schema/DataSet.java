package dev.nestedparquet.schema;

import dev.nestedparquet.batch.BatchFiller;
import dev.nestedparquet.internal.schema.DataSetFiles;
import dev.nestedparquet.internal.schema.Gallery;
import dev.nestedparquet.internal.schema.explain.Explanation;
import dev.nestedparquet.internal.schema.fill.DataSetFiller;
import dev.nestedparquet.internal.schema.model.DataSetFile;
import dev.nestedparquet.internal.schema.model.Layout;
import dev.nestedparquet.internal.schema.parse.LayoutReader;
import dev.nestedparquet.internal.schema.parse.ListFiles;
import dev.nestedparquet.shred.ShredderOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A data set that a file declares. Immutable, for any number of threads. */
public final class DataSet {
  private final String origin;
  private final String text;

  /** Lines of the files that lists are read from, if they are known; null to read them. */
  private final Map<String, List<String>> files;

  /** Directory of the file; null if there is none. */
  private final Path directory;

  private Parsed last;

  /**
   * The file with values for its parameters.
   *
   * @param lists lines of the files that lists were read from
   */
  private record Parsed(
      Map<String, String> parameters, DataSetFile file, Map<String, List<String>> lists) {}

  private DataSet(String origin, String text, Map<String, List<String>> files, Path directory) {
    this.origin = origin;
    this.text = text;
    this.files = files;
    this.directory = directory;
  }

  /**
   * Reads a file.
   *
   * @throws IllegalArgumentException if it can't be read
   */
  public static DataSet load(Path path) {
    Path directory = path.toAbsolutePath().getParent();
    return new DataSet(path.toString(), DataSetFiles.text(path), null, directory);
  }

  /**
   * A file's text, whose lists are not in files of their own.
   *
   * @param text YAML 1.2
   */
  public static DataSet of(String text) {
    return new DataSet("data set", text, Map.of(), null);
  }

  /**
   * A built-in data set.
   *
   * @param name one of {@link #names}
   * @throws IllegalArgumentException if there is none of this name
   */
  public static DataSet named(String name) {
    return new DataSet(name, Gallery.text(name), Map.of(), null);
  }

  /** Names of the built-in data sets. */
  public static List<String> names() {
    return Gallery.names();
  }

  /**
   * A file's text, whose lists may be in files of their own.
   *
   * @param lists lines of the files that lists were read from, by the files' names
   */
  public static DataSet of(String text, Map<String, List<String>> lists) {
    return new DataSet("manifest", text, Map.copyOf(lists), null);
  }

  /**
   * What the file says of itself.
   *
   * @throws IllegalArgumentException if the file is wrong
   */
  public String about() {
    return parsed(Map.of()).file.about();
  }

  /** The file's text. */
  public String text() {
    return text;
  }

  /**
   * Values that its parameters have unless others are given, by their names.
   *
   * @throws IllegalArgumentException if the file is wrong
   */
  public Map<String, String> parameters() {
    return parsed(Map.of()).file.parameters();
  }

  /**
   * Lines of the files that lists are read from, by the files' names. With these and {@link #text},
   * {@link #of(String, Map)} makes the same data set on another machine.
   *
   * @param parameters values instead of those that the file has for its parameters
   * @throws IllegalArgumentException if the file is wrong
   */
  public Map<String, List<String>> lists(Map<String, String> parameters) {
    return parsed(parameters).lists;
  }

  /**
   * A filler of its rows.
   *
   * @param seed another number makes other rows
   * @param parameters values instead of those that the file has for its parameters
   * @throws IllegalArgumentException if the file is wrong; the message has a line for each error
   */
  public BatchFiller filler(long seed, Map<String, String> parameters) {
    Parsed parsed = parsed(parameters);
    return new DataSetFiller(parsed.file, seed, identity(parsed));
  }

  /**
   * Options of the shredder that the file's {@code layout} asks for; the others are as by default.
   *
   * @throws IllegalArgumentException if the file is wrong
   */
  public ShredderOptions layout(Map<String, String> parameters) {
    Layout layout = parsed(parameters).file.layout();
    return layout.isNone() ? ShredderOptions.DEFAULT : LayoutReader.options(layout);
  }

  /**
   * A table of the resolved tree for people to read: type, source, and how much there is of each
   * column. A number with a tilde is measured in the first rows; the others are what the file says.
   *
   * @param seed which rows are measured
   * @param parameters values instead of those that the file has for its parameters
   * @return its lines
   * @throws IllegalArgumentException if the file is wrong; the message has a line for each error
   */
  public List<String> explain(long seed, Map<String, String> parameters) {
    return Explanation.lines(parsed(parameters).file, filler(seed, parameters));
  }

  /**
   * How many rows the file can number.
   *
   * @throws IllegalArgumentException if the file is wrong; the message has a line for each error
   */
  public long mostRows(Map<String, String> parameters) {
    return parsed(parameters).file.rows().rows();
  }

  /** The file as it was read last, since whoever asks for a layout asks for a filler, too. */
  private synchronized Parsed parsed(Map<String, String> parameters) {
    if (last == null || !last.parameters.equals(parameters)) {
      ListFiles lists = files == null ? new ListFiles(directory) : new ListFiles(files);
      DataSetFile file = DataSetFiles.parse(origin, text, lists, parameters);
      last = new Parsed(Map.copyOf(parameters), file, lists.known());
    }
    return last;
  }

  /** What tells this data set from others, for manifests. */
  private Map<String, Object> identity(Parsed parsed) {
    Map<String, Object> identity = new LinkedHashMap<>();
    identity.put("schema", parsed.file.name());
    identity.put("schemaDigest", digest());
    if (!parsed.parameters.isEmpty()) {
      identity.put("schemaParameters", parsed.parameters);
    }
    identity.put("schemaText", text);
    if (!parsed.lists.isEmpty()) {
      identity.put("schemaLists", parsed.lists);
    }
    return identity;
  }

  private String digest() {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
