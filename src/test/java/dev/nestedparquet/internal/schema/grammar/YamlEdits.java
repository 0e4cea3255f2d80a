package dev.nestedparquet.internal.schema.grammar;

import dev.nestedparquet.internal.schema.read.Problems;
import dev.nestedparquet.internal.schema.read.YamlReader;
import dev.nestedparquet.internal.schema.read.YamlValue;
import dev.nestedparquet.internal.schema.read.YamlValue.Entry;
import dev.nestedparquet.internal.schema.read.YamlValue.Mapping;
import dev.nestedparquet.internal.schema.read.YamlValue.Scalar;
import dev.nestedparquet.internal.schema.read.YamlValue.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A file, and what it is after small edits. */
final class YamlEdits {
  private final YamlValue file;
  private final List<Mapping> mappings = new ArrayList<>();
  private final List<Entry> entries = new ArrayList<>();

  /** Values of mappings, and items of lists. */
  private final List<YamlValue> values = new ArrayList<>();

  private YamlEdits(YamlValue file) {
    this.file = file;
    collect(file);
  }

  static YamlEdits of(String text) {
    return new YamlEdits(YamlReader.read(text, new Problems("f")));
  }

  private void collect(YamlValue value) {
    if (value instanceof Mapping mapping) {
      mappings.add(mapping);
      entries.addAll(mapping.entries());
      mapping.entries().forEach(entry -> values.add(entry.value()));
      mapping.entries().forEach(entry -> collect(entry.value()));
    } else if (value instanceof Sequence sequence) {
      values.addAll(sequence.items());
      sequence.items().forEach(this::collect);
    }
  }

  /** The text of one more entry in some mapping. */
  String withEntry(int index, String entry) {
    return text(mappings.get(Math.floorMod(index, mappings.size())), null, null, entry);
  }

  /** The text with an entry in some other mapping, too; as it was if there is such a key. */
  String withCopiedEntry(int index, int of) {
    Mapping mapping = mappings.get(Math.floorMod(index, mappings.size()));
    Entry entry = entries.get(Math.floorMod(of, entries.size()));
    boolean known =
        mapping.entries().stream().anyMatch(one -> one.key().text().equals(entry.key().text()));
    return text(mapping, null, null, known ? null : entry(entry, null, null, null, null));
  }

  String withoutEntry(int index) {
    return text(null, null, entries.get(Math.floorMod(index, entries.size())), null);
  }

  /** The text with some value replaced. */
  String withValue(int index, String instead) {
    return text(values.get(Math.floorMod(index, values.size())), instead, null, null);
  }

  /** The text with some value replaced by another one of the file. */
  String withCopiedValue(int index, int of) {
    YamlValue other = values.get(Math.floorMod(of, values.size()));
    return withValue(index, flow(other, null, null, null, null));
  }

  private String text(YamlValue at, String instead, Entry without, String more) {
    return flow(file, at, instead, without, more);
  }

  private static String flow(
      YamlValue value, YamlValue at, String instead, Entry without, String more) {
    if (value.equals(at) && instead != null) {
      return instead;
    } else if (value instanceof Mapping mapping) {
      List<String> parts = new ArrayList<>();
      for (Entry entry : mapping.entries()) {
        if (!entry.equals(without)) {
          parts.add(entry(entry, at, instead, without, more));
        }
      }
      if (value.equals(at) && more != null) {
        parts.add(more);
      }
      return "{" + String.join(", ", parts) + "}";
    } else if (value instanceof Sequence sequence) {
      return sequence.items().stream()
          .map(item -> flow(item, at, instead, without, more))
          .collect(Collectors.joining(", ", "[", "]"));
    }
    return scalar((Scalar) value);
  }

  private static String entry(
      Entry entry, YamlValue at, String instead, Entry without, String more) {
    return scalar(entry.key()) + ": " + flow(entry.value(), at, instead, without, more);
  }

  /** Plain as it was, since then it can be a number, a parameter or nothing. */
  private static String scalar(Scalar scalar) {
    if (scalar.plain() && !scalar.text().matches(".*[,\\[\\]{}].*")) {
      return scalar.text();
    }
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < scalar.text().length(); i++) {
      char c = scalar.text().charAt(i);
      boolean as = c >= ' ' && c <= '~' && c != '"' && c != '\\';
      quoted.append(as ? String.valueOf(c) : String.format(Locale.ROOT, "\\u%04x", (int) c));
    }
    return quoted.append('"').toString();
  }
}
