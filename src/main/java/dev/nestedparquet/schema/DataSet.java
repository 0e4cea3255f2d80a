package dev.nestedparquet.schema;

import dev.nestedparquet.batch.BatchFiller;
import dev.nestedparquet.internal.schema.DataSetFiles;
import dev.nestedparquet.internal.schema.Gallery;
import dev.nestedparquet.internal.schema.fill.DataSetFiller;
import dev.nestedparquet.internal.schema.model.DataSetFile;
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

/** A data set that a file declares. Immutable. */
public final class DataSet {
  private final String origin;
  private final String text;

  /** Lines of the files that lists are read from, if they are known; null to read them. */
  private final Map<String, List<String>> files;

  /** Directory of the file; null if there is none. */
  private final Path directory;

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
   * The data set that a manifest's parameters tell.
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
    return DataSetFiles.parse(origin, text, listFiles(), Map.of()).about();
  }

  /** The file's text. */
  public String text() {
    return text;
  }

  /**
   * A filler of its rows.
   *
   * @param seed another number makes other rows
   * @param parameters values instead of those that the file has for its parameters
   * @throws IllegalArgumentException if the file is wrong; the message has a line for each error
   */
  public BatchFiller filler(long seed, Map<String, String> parameters) {
    ListFiles lists = listFiles();
    DataSetFile file = DataSetFiles.parse(origin, text, lists, parameters);
    return new DataSetFiller(file, seed, identity(file, lists, parameters));
  }

  /**
   * Options of the shredder that the file's {@code layout} asks for; the others are as by default.
   *
   * @throws IllegalArgumentException if the file is wrong
   */
  public ShredderOptions layout(Map<String, String> parameters) {
    return LayoutReader.options(DataSetFiles.parse(origin, text, listFiles(), parameters).layout());
  }

  private ListFiles listFiles() {
    return files == null ? new ListFiles(directory) : new ListFiles(files);
  }

  /** What tells this data set from others, for manifests. */
  private Map<String, Object> identity(
      DataSetFile file, ListFiles lists, Map<String, String> parameters) {
    Map<String, Object> identity = new LinkedHashMap<>();
    identity.put("schema", file.name());
    identity.put("schemaDigest", digest());
    if (!parameters.isEmpty()) {
      identity.put("schemaParameters", Map.copyOf(parameters));
    }
    identity.put("schemaText", text);
    if (!lists.known().isEmpty()) {
      identity.put("schemaLists", lists.known());
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
