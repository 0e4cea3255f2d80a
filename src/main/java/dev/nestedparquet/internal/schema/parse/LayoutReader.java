package dev.nestedparquet.internal.schema.parse;

import dev.nestedparquet.internal.schema.model.Layout;
import dev.nestedparquet.internal.schema.read.LikelyWord;
import dev.nestedparquet.internal.schema.read.Located;
import dev.nestedparquet.internal.schema.read.Quoted;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads {@code layout:}: options by the names that the command line has for them. */
final class LayoutReader {
  private static final String CODEC = "none|snappy|lz4|zstd(:([1-9]|1[0-9]|2[0-2]))?";
  private static final String ENCODING = "auto|plain|dictionary|delta|delta-length";
  private static final String COUNT = "\\d[\\d_]*[kM]?";
  private static final String SIZE = "\\d[\\d_]*(\\.\\d+)?([kKMGT]i?)?B?";
  private static final String FLAG = "true|false";

  /** An option's values, and how errors call them. */
  private record Form(Pattern pattern, String allowed) {
    Form(String pattern, String allowed) {
      this(Pattern.compile(pattern), allowed);
    }
  }

  private static final Map<String, Form> OF_COLUMNS = new LinkedHashMap<>();
  private static final Map<String, Form> OF_FILES = new LinkedHashMap<>();

  static {
    OF_COLUMNS.put("compression", new Form(CODEC, "none, snappy, lz4, zstd, zstd:1 to zstd:22"));
    OF_COLUMNS.put("encoding", new Form(ENCODING, ENCODING.replace("|", ", ")));
    OF_FILES.putAll(OF_COLUMNS);
    OF_COLUMNS.put("bloom-filter", new Form(FLAG, "true, false"));
    OF_FILES.put("row-group-rows", new Form(COUNT, "a count such as 100k"));
    OF_FILES.put("row-group-size", new Form(SIZE, "a size such as 16MiB"));
    OF_FILES.put("page-size", new Form(SIZE, "a size such as 64KiB"));
    OF_FILES.put("page-rows", new Form(COUNT, "a count such as 10k"));
    OF_FILES.put("page-version", new Form("[12]", "1, 2"));
    OF_FILES.put("dictionary-limit", new Form(SIZE, "a size such as 1MiB"));
    OF_FILES.put("bloom-filter-fpp", new Form("0?\\.\\d+|1e-[1-9]", "a share such as 0.01"));
    OF_FILES.put("statistics", new Form(FLAG, "true, false"));
    OF_FILES.put("page-index", new Form(FLAG, "true, false"));
  }

  private LayoutReader() {}

  /**
   * The layout.
   *
   * @param leaves paths of the columns in the Parquet file
   */
  static Layout read(Located at, List<String> leaves) {
    if (at == null || !at.requireMapping("options by their names")) {
      return Layout.NONE;
    }
    List<String> allowed = new ArrayList<>(OF_FILES.keySet());
    allowed.add("columns");
    at.allow(allowed);
    Map<String, Map<String, String>> columns = new LinkedHashMap<>();
    Located given = at.get("columns");
    if (given != null && given.requireMapping("columns by their paths")) {
      List<String> names = given.keys();
      List<Located> values = given.values();
      for (int i = 0; i < names.size(); i++) {
        checkColumn(given, names.get(i), leaves);
        if (values.get(i).requireMapping("options by their names")) {
          values.get(i).allow(List.copyOf(OF_COLUMNS.keySet()));
          columns.put(names.get(i), options(values.get(i), OF_COLUMNS));
        }
      }
    }
    return new Layout(options(at, OF_FILES), columns);
  }

  private static Map<String, String> options(Located at, Map<String, Form> forms) {
    Map<String, String> options = new LinkedHashMap<>();
    forms.forEach(
        (name, form) -> {
          Located value = at.get(name);
          String text = value == null ? null : value.text(form.allowed());
          if (text != null && !form.pattern().matcher(text).matches()) {
            value.problem(
                "'" + Quoted.shortened(text) + "' is not allowed; allowed: " + form.allowed());
          } else if (text != null) {
            options.put(name, text);
          }
        });
    return options;
  }

  private static void checkColumn(Located at, String name, List<String> leaves) {
    List<String> found = new ArrayList<>();
    for (String leaf : leaves) {
      String named = leaf.replace(".list.element", "").replace(".key_value", "");
      if (leaf.equals(name)) {
        return;
      } else if (named.equals(name) || named.endsWith("." + name)) {
        found.add(leaf);
      }
    }
    if (found.isEmpty()) {
      at.problemOf(
          name,
          "there is no such column"
              + LikelyWord.hint(name, leaves)
              + "; the columns are "
              + Quoted.shortened(String.join(", ", leaves)));
    } else if (found.size() > 1) {
      at.problemOf(name, "could be " + found.get(0) + " or " + found.get(1) + "; name one in full");
    }
  }
}
