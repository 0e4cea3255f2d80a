package dev.nestedparquet.internal.schema.parse;

import dev.nestedparquet.internal.schema.grammar.SourceKeys;
import dev.nestedparquet.internal.schema.model.Lengths;
import dev.nestedparquet.internal.schema.model.Source;
import dev.nestedparquet.internal.schema.model.Source.Piece;
import dev.nestedparquet.internal.schema.model.TextPattern;
import dev.nestedparquet.internal.schema.model.Type;
import dev.nestedparquet.internal.schema.model.ValueList;
import dev.nestedparquet.internal.schema.read.LikelyWord;
import dev.nestedparquet.internal.schema.read.Located;
import dev.nestedparquet.internal.schema.read.Quoted;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads sources of text and bytes. */
final class TextSources {
  /** Characters of a text, bytes of a value. */
  static final int MOST_LENGTH = 1 << 24;

  private static final Pattern PART = Pattern.compile("([^{}:]+)(?::0([1-9][0-9]?))?");
  private static final Set<String> TEXTS =
      Set.of("const", "pick", "template", "pattern", "text", "switch");

  private final SourceReader sources;
  private final NamedLists lists;

  TextSources(SourceReader sources, NamedLists lists) {
    this.sources = sources;
    this.lists = lists;
  }

  Source template(Located at, Located partsAt) {
    String text = at.text("a template such as \"{first} {last}\"");
    Map<String, Source.Part> parts = new LinkedHashMap<>();
    if (partsAt != null && partsAt.requireMapping("parts by their names")) {
      List<String> keys = partsAt.keys();
      List<Located> values = partsAt.values();
      for (int i = 0; i < keys.size(); i++) {
        parts.put(keys.get(i), part(values.get(i)));
      }
    }
    List<Piece> pieces = text == null ? null : pieces(at, text, parts);
    if (pieces == null) {
      return null;
    }
    Set<String> used = new HashSet<>();
    pieces.forEach(piece -> used.add(piece instanceof Piece.PartOf of ? of.part() : ""));
    for (String name : parts.keySet()) {
      if (!used.contains(name)) {
        partsAt.problemOf(name, "the template has no {" + Quoted.shortened(name) + "}");
      }
    }
    return new Source.Template(List.copyOf(pieces), Collections.unmodifiableMap(parts));
  }

  private Source.Part part(Located at) {
    if (!at.requireMapping("a source, such as {pick: [a, b]},")) {
      return new Source.Part(at.place(), null, null);
    }
    at.allow(SourceKeys.part().names());
    List<String> found = SourceReader.found(at);
    Type type = null;
    if (at.has("type")) {
      type = LeafReader.type(at.get("type"));
      if (type instanceof Type.Binary || type instanceof Type.FixedBinary) {
        at.get("type").problem(type + " is no text; a part is anything but binary");
      }
    } else if (found.size() == 1 && !found.get(0).equals("expr")) {
      type = TEXTS.contains(found.get(0)) ? Type.string() : Type.int64();
    }
    if (type instanceof Type.Floating && !at.has("digits")) {
      at.problem(type + " has no one text; use decimal(18,2) or so, or digits beside a law");
    }
    return new Source.Part(at.place(), type, sources.read(at, type));
  }

  private static List<Piece> pieces(Located at, String text, Map<String, Source.Part> parts) {
    List<Piece> pieces = new ArrayList<>();
    StringBuilder literal = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean twice = i + 1 < text.length() && text.charAt(i + 1) == c;
      if ((c == '{' || c == '}') && twice) {
        literal.append(c);
        i++;
      } else if (c == '{' && text.indexOf('}', i) > 0) {
        if (literal.length() > 0) {
          pieces.add(new Piece.Literal(literal.toString()));
          literal.setLength(0);
        }
        int end = text.indexOf('}', i);
        Piece piece = piece(at, text.substring(i + 1, end), parts);
        if (piece != null) {
          pieces.add(piece);
        }
        i = end;
      } else if (c == '{' || c == '}') {
        at.problem("has a lone " + c + "; for the character itself, write it twice");
        return null;
      } else {
        literal.append(c);
      }
    }
    if (literal.length() > 0) {
      pieces.add(new Piece.Literal(literal.toString()));
    }
    return pieces;
  }

  private static Piece piece(Located at, String text, Map<String, Source.Part> parts) {
    Matcher matcher = PART.matcher(text);
    if (!matcher.matches()) {
      at.problem("'{" + Quoted.shortened(text) + "}' is no part such as {id} or {id:08}");
      return null;
    }
    String name = matcher.group(1);
    int width = matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2));
    Source.Part part = parts.get(name);
    if (part == null) {
      at.problem(
          "there is no part '"
              + Quoted.shortened(name)
              + "'"
              + LikelyWord.hint(name, parts.keySet())
              + "; parts: has "
              + Quoted.some(parts.keySet()));
      return null;
    }
    if (width > 0 && part.type() != null && !(part.type() instanceof Type.Int)) {
      at.problem(
          "{" + Quoted.shortened(text) + "} pads an integer, and the part is " + part.type());
    }
    return new Piece.PartOf(name, width);
  }

  Source pattern(Located at) {
    String text = at.text("a pattern such as \"[A-Z]{2}-[0-9]{6}\"");
    TextPattern pattern = text == null ? null : PatternReader.read(at, text);
    return pattern == null ? null : new Source.Pattern(pattern);
  }

  Source text(Located at) {
    at.allow(SourceKeys.TEXT.names());
    Lengths length = length(at);
    Located words = at.get("words");
    Located alphabet = at.get("alphabet");
    if (words != null && alphabet != null) {
      words.problem("does not go with alphabet; leave out the one or the other");
    }
    ValueList list = words == null ? null : lists.list(words);
    return new Source.Text(
        length, words != null ? null : Alphabets.read(alphabet), list == null ? null : list.name());
  }

  private Lengths length(Located at) {
    Located length = at.require("length", "of each, such as {length: {3-20: 1}}");
    return length == null ? null : new LengthReader(sources, lists).read(length, MOST_LENGTH);
  }

  Source bytes(Located at, Type type) {
    at.allow(SourceKeys.BYTES.names());
    Located entropy = at.get("entropy");
    BigDecimal bits =
        entropy == null
            ? BigDecimal.valueOf(8)
            : Numbers.between(entropy, "bits of entropy a byte", "0", "8");
    Lengths length;
    if (type instanceof Type.FixedBinary fixed) {
      if (at.has("length")) {
        at.problemOf("length", "is " + fixed.bytes() + ", as the type says; leave it out");
      }
      length = new Lengths.Fixed(fixed.bytes());
    } else {
      length = length(at);
    }
    return new Source.Bytes(length, bits);
  }
}
