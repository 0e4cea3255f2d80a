package dev.nestedparquet.internal.schema.read;

import dev.nestedparquet.internal.schema.model.Place;
import dev.nestedparquet.internal.schema.read.YamlValue.Entry;
import dev.nestedparquet.internal.schema.read.YamlValue.Mapping;
import dev.nestedparquet.internal.schema.read.YamlValue.Scalar;
import dev.nestedparquet.internal.schema.read.YamlValue.Sequence;
import dev.nestedparquet.internal.schema.read.YamlValue.Wrong;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads YAML from a text, event by event, so that limits hold before anything is built.
 *
 * <p><em>Threading:</em> one thread, for one text.
 */
public final class YamlReader {
  /** Characters of a file, and of its values; what an alias stands for counts wherever it is. */
  public static final int MOST_CHARACTERS = 1 << 20;

  /** Values of a file; what an alias stands for counts wherever it is used. */
  public static final int MOST_VALUES = 200_000;

  /** Values inside of values. */
  public static final int MOST_DEPTH = 256;

  /** A value that has a name, and what it costs to use it once more. */
  private record Anchored(YamlValue value, int values, int characters, int depth) {}

  /** Reading can't go on. */
  private static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1;
    private final transient Place place;

    Unreadable(Place place, String message) {
      super(message);
      this.place = place;
    }
  }

  private final String text;
  private final Problems problems;
  private final Map<String, Anchored> anchors = new HashMap<>();
  private Iterator<Event> events;
  private int values;
  private int characters;

  /** Depth of the deepest value since it was last set to 0. */
  private int deepest;

  private YamlReader(String text, Problems problems) {
    this.text = text;
    this.problems = problems;
  }

  /** The text's only document; null if it can't be read, or not within the limits. */
  public static YamlValue read(String text, Problems problems) {
    return new YamlReader(text, problems).read();
  }

  private YamlValue read() {
    try {
      if (text.length() > MOST_CHARACTERS) {
        throw new Unreadable(
            Place.START, "the file has more than " + MOST_CHARACTERS + " characters");
      }
      LoadSettings settings =
          LoadSettings.builder().setCodePointLimit(MOST_CHARACTERS).setUseMarks(true).build();
      events = new Parse(settings).parseString(text).iterator();
      return document();
    } catch (Unreadable e) {
      problems.add(e.place, "", e.getMessage());
    } catch (MarkedYamlEngineException e) {
      Optional<Mark> mark = e.getProblemMark().or(e::getContextMark);
      String context = e.getContext() == null ? "" : e.getContext() + ": ";
      problems.add(mark.map(YamlReader::place).orElse(Place.START), "", context + e.getProblem());
    } catch (ReaderException e) {
      problems.add(
          placeOf(e.getPosition()),
          "",
          "a character that YAML does not allow: U+" + Integer.toHexString(e.getCodePoint()));
    } catch (YamlEngineException e) {
      problems.add(Place.START, "", e.getMessage().lines().findFirst().orElse("no YAML"));
    }
    return null;
  }

  private YamlValue document() throws Unreadable {
    YamlValue root = null;
    while (events.hasNext()) {
      Event event = events.next();
      if (event instanceof NodeEvent node) {
        if (root != null) {
          throw new Unreadable(place(event), "a second document; a file has one");
        }
        root = value(node, 1);
      }
    }
    if (root == null) {
      throw new Unreadable(Place.START, "the file is empty");
    }
    return root;
  }

  private YamlValue value(NodeEvent event, int depth) throws Unreadable {
    count(event, 1, event instanceof ScalarEvent text ? text.getValue().length() : 0, depth);
    if (event instanceof AliasEvent alias) {
      return aliased(alias, depth);
    }
    int valuesBefore = values - 1;
    int charactersBefore = characters;
    int deepestBefore = deepest;
    deepest = depth;
    YamlValue value;
    if (event instanceof ScalarEvent scalar) {
      value = new Scalar(place(event), scalar.getValue(), scalar.isPlain());
      charactersBefore -= scalar.getValue().length();
      refuseTag(scalar.getTag(), event);
      if (scalar.getValue().codePoints().anyMatch(c -> c >= 0xD800 && c <= 0xDFFF)) {
        problems.add(place(event), "", "half of a surrogate pair is no character");
      }
    } else {
      value =
          event.getEventId() == Event.ID.MappingStart
              ? mapping(event, depth)
              : sequence(event, depth);
      refuseTag(((CollectionStartEvent) event).getTag(), event);
    }
    if (event.getAnchor().isPresent()) {
      String name = event.getAnchor().get().getValue();
      anchors.put(
          name,
          new Anchored(
              value, values - valuesBefore, characters - charactersBefore, deepest - depth));
    }
    deepest = Math.max(deepest, deepestBefore);
    return value;
  }

  private void count(Event event, int more, int length, int depth) throws Unreadable {
    values += more;
    characters += length;
    if (values > MOST_VALUES) {
      throw new Unreadable(
          place(event), "the file has more than " + MOST_VALUES + " values, aliases written out");
    }
    if (characters > MOST_CHARACTERS) {
      throw new Unreadable(
          place(event),
          "values have more than " + MOST_CHARACTERS + " characters, aliases written out");
    }
    if (depth > MOST_DEPTH) {
      throw new Unreadable(place(event), "values are nested more than " + MOST_DEPTH + " deep");
    }
    deepest = Math.max(deepest, depth);
  }

  private YamlValue aliased(AliasEvent event, int depth) throws Unreadable {
    String name = event.getAlias().getValue();
    Anchored anchored = anchors.get(name);
    if (anchored == null) {
      problems.add(
          place(event),
          "",
          "*" + name + " stands for nothing: &" + name + " does not end before it");
      return new Wrong(place(event));
    }
    // The alias itself is counted already.
    count(event, anchored.values() - 1, anchored.characters(), depth + anchored.depth());
    return anchored.value();
  }

  private void refuseTag(Optional<String> tag, Event event) {
    if (tag.isPresent()) {
      problems.add(place(event), "", "the tag " + tag.get() + " has no meaning here; leave it out");
    }
  }

  private YamlValue sequence(Event start, int depth) throws Unreadable {
    List<YamlValue> items = new ArrayList<>();
    while (events.next() instanceof NodeEvent item) {
      items.add(value(item, depth + 1));
    }
    return new Sequence(place(start), items);
  }

  private YamlValue mapping(Event start, int depth) throws Unreadable {
    List<Entry> entries = new ArrayList<>();
    Map<String, Place> keys = new HashMap<>();
    Set<Place> reported = new HashSet<>();
    while (events.next() instanceof NodeEvent first) {
      YamlValue key = value(first, depth + 1);
      YamlValue value = value((NodeEvent) events.next(), depth + 1);
      if (!(key instanceof Scalar scalar)) {
        problems.add(key.place(), "", key.kind() + " can be no key; a key is a word");
        continue;
      }
      Place earlier = keys.putIfAbsent(scalar.text(), key.place());
      if (earlier == null) {
        entries.add(new Entry(scalar, value));
      } else if (reported.add(key.place())) {
        problems.add(
            key.place(), "", "the key " + scalar.kind() + " is there already, at " + earlier);
      }
    }
    return new Mapping(place(start), entries);
  }

  private static Place place(Event event) {
    return event.getStartMark().map(YamlReader::place).orElse(Place.START);
  }

  private static Place place(Mark mark) {
    return new Place(mark.getLine() + 1, mark.getColumn() + 1);
  }

  /** The place of a code point by its index. */
  private Place placeOf(int index) {
    int line = 1;
    int column = 1;
    int[] codePoints = text.codePoints().limit(Math.max(0, index)).toArray();
    for (int codePoint : codePoints) {
      column = codePoint == '\n' ? 1 : column + 1;
      line += codePoint == '\n' ? 1 : 0;
    }
    return new Place(line, column);
  }
}
