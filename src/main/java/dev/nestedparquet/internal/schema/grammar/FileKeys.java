package dev.nestedparquet.internal.schema.grammar;

import dev.nestedparquet.internal.schema.grammar.Shape.AnyOf;
import dev.nestedparquet.internal.schema.grammar.Shape.Items;
import dev.nestedparquet.internal.schema.grammar.Shape.Later;
import dev.nestedparquet.internal.schema.grammar.Shape.Text;
import dev.nestedparquet.internal.schema.grammar.Shape.Words;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The file as a whole. */
public final class FileKeys {
  /** Names of data sets. */
  public static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,99}");

  /** Names of parameters. */
  public static final Pattern PARAMETER = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_-]{0,99}");

  /** Built-in lists, and where they are on the class path. */
  public static final Map<String, String> BUILT_IN_LISTS =
      new TreeMap<>(
          Map.of(
              "en/first-names", "/dev/nestedparquet/internal/contact/first-names.txt",
              "en/last-names", "/dev/nestedparquet/internal/contact/last-names.txt"));

  /** Values of a list. */
  public static final int MOST_LISTED = 100_000;

  /** A list that stands elsewhere. */
  public static final Mapping LIST =
      Mapping.of(
              "list-elsewhere",
              Key.optional(
                  "builtin",
                  "A built-in list.",
                  new Words(BUILT_IN_LISTS.keySet().toArray(String[]::new))),
              Key.optional(
                  "file",
                  "A text file in or below this file's directory, a value a line.",
                  Shape.SCALAR))
          .withOneOf(List.of("builtin", "file"));

  /** A population to refer to. */
  public static final Mapping ENTITY =
      Mapping.of(
          "entity",
          Key.required(
              "count",
              "How many there are; keys are 0 to count - 1.",
              Shape.count(1, Long.MAX_VALUE)),
          NodeKeys.LETS,
          Key.optional(
              "fields",
              "Leaves by their names, each a function of the entity's key.",
              Mapping.byName("entity-fields", NodeKeys.ENTITY_FIELD)
                  .withReserved("key")
                  .withMany(1, Integer.MAX_VALUE)));

  /** The file. */
  public static final Mapping FILE =
      Mapping.of(
          "file",
          Key.required("nested-parquet", "1, the version of the format", new Words("1")),
          Key.required(
              "name",
              "up to 100 letters, digits and hyphens, not first a hyphen",
              new Text(NAME, "up to 100 letters, digits and hyphens, not first a hyphen")),
          Key.optional("about", "a text", Shape.SCALAR),
          Key.optional(
              "parameters",
              "values by name; a plain scalar `$name` that is a value, and `$name` in an"
                  + " expression, stands for the value. A number can be set to a number only. A"
                  + " plain `$name` as a label is refused; in quotes it is the text",
              Mapping.byName("parameters", Shape.SCALAR)
                  .withOthers(Shape.SCALAR, PARAMETER, "is no name such as name-skew")),
          Key.optional(
              "lists",
              "by name `[a, b]`; `{file: cities.txt}`, a text file of UTF-8 in or below this file's"
                  + " directory, links followed, a value a line; `{builtin: en/first-names}` or"
                  + " `en/last-names`. A value is in a list once",
              Mapping.byName("lists", new AnyOf(new Items(Shape.SCALAR, 1, MOST_LISTED), LIST))),
          Key.optional(
              "entities",
              "by name `{count: 15M, let: {...}, fields: {...}}`; fields are leaves, without"
                  + " `dictionary`, `field-id` and `metadata`; keys are 0 to count - 1",
              Mapping.byName("entities", ENTITY)),
          Key.required("columns", "nodes by name, one at least", NodeKeys.FIELDS),
          Key.optional(
              "layout",
              "options by the names of the [flags](command-line.md) (`statistics` and `page-index`"
                  + " are true or false), and `columns`: `compression`, `encoding`, `bloom-filter`"
                  + " by column, named as the [shredder](shredder.md) has it, each once",
              new Later(() -> LayoutKeys.LAYOUT)));

  private FileKeys() {}
}
