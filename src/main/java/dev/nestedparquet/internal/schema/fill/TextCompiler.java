package dev.nestedparquet.internal.schema.fill;

import dev.nestedparquet.internal.schema.draw.Purpose;
import dev.nestedparquet.internal.schema.model.DataSetFile;
import dev.nestedparquet.internal.schema.model.Lengths;
import dev.nestedparquet.internal.schema.model.Source;
import dev.nestedparquet.internal.schema.model.Type;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Makes kernels of sources of text and bytes. */
final class TextCompiler {
  private static final BigDecimal ALL_BITS = BigDecimal.valueOf(8);

  private final SourceCompiler sources;
  private final DataSetFile file;
  private final Context context;

  TextCompiler(SourceCompiler sources, DataSetFile file, Context context) {
    this.sources = sources;
    this.file = file;
    this.context = context;
  }

  Compiled compile(Source source) {
    if (source instanceof Source.Template template) {
      return template(template);
    } else if (source instanceof Source.Pattern pattern) {
      PatternTexts texts = new PatternTexts(pattern.pattern());
      return Compiled.ofTexts(TextKernels.pattern(context.key(), texts), Sizes.upTo(texts.most()));
    } else if (source instanceof Source.Text text) {
      return text(text);
    }
    return bytes((Source.Bytes) source);
  }

  private Compiled text(Source.Text text) {
    LengthCompiler.Drawn lengths = lengths(text.length());
    if (text.words() == null) {
      TextTable characters = new TextTable(PatternTexts.characters(text.alphabet()));
      return Compiled.ofTexts(
              TextKernels.characters(context.key(), withRuns(text.length(), lengths), characters),
              lengths.sizes().times(characters.longest()))
          .positional(text.length().runs() == null);
    }
    List<byte[]> words =
        file.lists().get(text.words()).texts().stream()
            .map(word -> word.getBytes(StandardCharsets.UTF_8))
            .toList();
    TextTable table = new TextTable(words);
    return Compiled.ofTexts(
            TextKernels.words(context.key(), withRuns(text.length(), lengths), table),
            lengths.sizes().times(table.longest() + 1L))
        .positional(text.length().runs() == null);
  }

  /** Most bytes that one of a text's length counts for: a character, a word, a byte. */
  static long longestUnit(Source source, DataSetFile file) {
    if (!(source instanceof Source.Text text)) {
      return 1;
    } else if (text.words() == null) {
      return new TextTable(PatternTexts.characters(text.alphabet())).longest();
    }
    long longest = 0;
    for (String word : file.lists().get(text.words()).texts()) {
      longest = Math.max(longest, word.getBytes(StandardCharsets.UTF_8).length);
    }
    return longest + 1;
  }

  private LengthCompiler.Drawn lengths(Lengths lengths) {
    return new LengthCompiler(sources).compile(lengths, context.ofLength());
  }

  private TextKernels.TextLengths withRuns(Lengths lengths, LengthCompiler.Drawn drawn) {
    long key = context.firstKey(Purpose.LENGTH_RUNS);
    return new TextKernels.TextLengths(drawn.kernel(), RunPositions.of(lengths.runs(), key));
  }

  private Compiled bytes(Source.Bytes bytes) {
    LengthCompiler.Drawn lengths = lengths(bytes.length());
    TextKernels.TextLengths drawn = withRuns(bytes.length(), lengths);
    Kernel kernel =
        bytes.entropy().compareTo(ALL_BITS) == 0
            ? TextKernels.bytes(context.key(), drawn)
            : TextKernels.bytes(
                context.key(),
                drawn,
                (long) (StrictMath.pow(2, bytes.entropy().doubleValue()) + 0.5));
    return Compiled.ofTexts(kernel, lengths.sizes()).positional(bytes.length().runs() == null);
  }

  private Compiled template(Source.Template template) {
    List<TemplateKernel.Piece> pieces = new ArrayList<>();
    Sizes bytes = Sizes.fixed(0);
    boolean canBeNull = false;
    boolean isPositional = true;
    StringBuilder before = new StringBuilder();
    for (Source.Piece piece : template.pieces()) {
      if (piece instanceof Source.Piece.Literal literal) {
        before.append(literal.text());
        continue;
      }
      Source.Piece.PartOf of = (Source.Piece.PartOf) piece;
      Source.Part part = template.parts().get(of.part());
      Context at = context.ofPart(of.part());
      Compiled compiled =
          part.type() == null
              ? ComputedCompiler.part((Source.Computed) part.source(), of.width(), at)
              : sources.compile(part.source(), drawnAs(part), at);
      canBeNull |= compiled.canBeNull();
      isPositional &= compiled.isPositional();
      if (isWords(part, compiled)) {
        // A literal in front becomes a part of each word.
        byte[] prefix = before.toString().getBytes(StandardCharsets.UTF_8);
        before.setLength(0);
        TextTable words = compiled.choice().texts().behind(prefix);
        pieces.add(TemplateKernel.Piece.word(compiled.choice().numbers(), words));
        bytes = bytes.plus(compiled.bytes()).plus(Sizes.fixed(prefix.length));
        continue;
      }
      bytes = bytes.plus(literal(before, pieces));
      bytes = bytes.plus(part(part, of, compiled, pieces));
    }
    bytes = bytes.plus(literal(before, pieces));
    Kernel texts = new TemplateKernel(pieces);
    Kernel kernel = isPositional && !canBeNull ? new WantedTexts(texts) : texts;
    return new Compiled(kernel, bytes, canBeNull, isPositional, null);
  }

  /** The type that a part is drawn as: units of a narrow float could not be told from its value. */
  private static Type drawnAs(Source.Part part) {
    return part.type() instanceof Type.Floating && digits(part.source()) != null
        ? new Type.Floating(Double.SIZE)
        : part.type();
  }

  private static boolean isWords(Source.Part part, Compiled compiled) {
    return part.type() instanceof Type.Text && compiled.choice() != null;
  }

  /** Adds a text that is always the same, if there is one. */
  private static Sizes literal(StringBuilder text, List<TemplateKernel.Piece> pieces) {
    if (text.length() == 0) {
      return Sizes.fixed(0);
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    text.setLength(0);
    pieces.add(TemplateKernel.Piece.literal(bytes));
    return Sizes.fixed(bytes.length);
  }

  private Sizes part(
      Source.Part part,
      Source.Piece.PartOf of,
      Compiled compiled,
      List<TemplateKernel.Piece> pieces) {
    Type type = part.type() == null ? byKind(compiled) : part.type();
    if (type instanceof Type.Int number && (number.signed() || number.bits() < Long.SIZE)) {
      pieces.add(TemplateKernel.Piece.number(compiled.kernel(), of.width()));
      return Sizes.upTo(Math.max(Digits.MOST, of.width() + 1L));
    }
    Compiled text =
        type instanceof Type.Text
            ? compiled
            : Formats.compile(compiled, type, digits(part.source()), of.width(), context.fields());
    pieces.add(TemplateKernel.Piece.text(text.kernel(), context.fields().scratch(text.bytes())));
    return text.bytes();
  }

  /** The type of an expression that has none: its texts, or its numbers. */
  private static Type byKind(Compiled compiled) {
    return compiled.bytes() == null ? Type.int64() : Type.string();
  }

  /** Digits of a law of floating point; null if it has none. */
  private static Integer digits(Source source) {
    return source instanceof Source.Uniform uniform
        ? uniform.digits()
        : source instanceof Source.Continuous law ? law.digits() : null;
  }
}
