package dev.nestedparquet.internal.contact;

import static dev.nestedparquet.internal.contact.ReferenceDraws.TWO_TO_32;
import static dev.nestedparquet.internal.contact.ReferenceDraws.below;
import static dev.nestedparquet.internal.contact.ReferenceDraws.draw;
import static dev.nestedparquet.internal.contact.ReferenceDraws.highHalf;
import static dev.nestedparquet.internal.contact.ReferenceDraws.key;
import static dev.nestedparquet.internal.contact.ReferenceDraws.lowHalf;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/**
 * The specification of {@code f(seed, i)} as plain code: one row at a time, with strings, without
 * anything that makes the filler fast, and sharing no code with it.
 */
public final class ReferenceContacts {
  /** A phone; both parts may be null. */
  public record Phone(String number, String type) {}

  /** A contact; both parts may be null. */
  public record Contact(String name, List<Phone> phones) {}

  private final Names firstNames;
  private final Names lastNames;
  private final long nameKey;
  private final long rowKey;
  private final long phoneKey;

  /** The contacts of a seed and a skew. */
  public ReferenceContacts(long seed, double skew) {
    nameKey = key(seed, 1);
    rowKey = key(seed, 2);
    phoneKey = key(seed, 3);
    firstNames = new Names("first-names.txt", skew, key(seed, 4));
    lastNames = new Names("last-names.txt", skew, key(seed, 5));
  }

  /** Contact of a row. */
  public Contact contact(long row) {
    long draw = draw(rowKey, row);
    String name = below(lowHalf(draw), 20, 100) ? null : name(draw(nameKey, row));
    int count = phoneCount(highHalf(draw));
    if (count == 0) {
      return new Contact(name, null);
    }
    List<Phone> phones = new ArrayList<>();
    for (int slot = 0; slot < count; slot++) {
      phones.add(phone(phoneKey, 5 * row + slot));
    }
    return new Contact(name, phones);
  }

  /** Contacts of the rows {@code [first, first + rows)}. */
  public List<Contact> contacts(long first, int rows) {
    List<Contact> contacts = new ArrayList<>(rows);
    for (int i = 0; i < rows; i++) {
      contacts.add(contact(first + i));
    }
    return contacts;
  }

  /** The names of a list, in its order. */
  public static List<String> lines(String resource) {
    try (InputStream in = ReferenceContacts.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String name(long draw) {
    return firstNames.pick(lowHalf(draw)) + " " + lastNames.pick(highHalf(draw));
  }

  /** Phones of a row, 0 for a null list. */
  public static int phoneCount(long bits) {
    if (below(bits, 40, 100)) {
      return 0;
    } else if (below(bits, 85, 100)) {
      return 1;
    } else if (below(bits, 95, 100)) {
      return 2;
    } else if (below(bits, 29, 30)) {
      return 3;
    }
    return below(bits, 59, 60) ? 4 : 5;
  }

  /** A phone by its id. */
  public static Phone phone(long key, long id) {
    long draw = draw(key, id);
    String number = String.format("+91-99-%08d", id);
    String type = phoneType(highHalf(draw));
    long state = lowHalf(draw);
    if (below(state, 90, 100)) {
      return new Phone(number, type);
    } else if (below(state, 95, 100)) {
      return new Phone(number, null);
    }
    return new Phone(null, below(state, 99, 100) ? type : null);
  }

  /** The label of a phone's type. */
  public static String phoneType(long bits) {
    if (below(bits, 55, 100)) {
      return "Mobile";
    }
    return below(bits, 90, 100) ? "Work" : "Home";
  }

  /** First names, the commonest first. */
  List<String> firstNamesByRank() {
    return firstNames.byRank;
  }

  /** Last names, the commonest first. */
  List<String> lastNamesByRank() {
    return lastNames.byRank;
  }

  /** A name list with ranks, picked from by the alias method. */
  private static final class Names {
    final List<String> list;
    final List<String> byRank;
    private final double[] split;
    private final int[] alias;

    Names(String resource, double skew, long key) {
      list = lines(resource);
      byRank = shuffled(list, key);
      split = new double[list.size()];
      alias = new int[list.size()];
      buildColumns(skew);
    }

    /** Fisher-Yates, inside out: each name takes a random place, whose name moves to the end. */
    private static List<String> shuffled(List<String> list, long key) {
      List<String> shuffled = new ArrayList<>();
      for (String name : list) {
        int at = shuffled.size();
        shuffled.add(name);
        Collections.swap(
            shuffled, at, (int) Long.remainderUnsigned(draw(key, at), shuffled.size()));
      }
      return shuffled;
    }

    /** Vose's algorithm: columns that are too low are filled up from the last that is not. */
    private void buildColumns(double skew) {
      int n = list.size();
      double total = 0;
      for (int rank = n; rank >= 1; rank--) {
        total += StrictMath.pow(rank, -skew);
      }
      double[] height = new double[n];
      for (int rank = 1; rank <= n; rank++) {
        height[list.indexOf(byRank.get(rank - 1))] = StrictMath.pow(rank, -skew) / total * n;
      }
      Deque<Integer> low = new ArrayDeque<>();
      Deque<Integer> high = new ArrayDeque<>();
      for (int i = 0; i < n; i++) {
        split[i] = 1;
        alias[i] = i;
        (height[i] < 1 ? low : high).push(i);
      }
      while (!low.isEmpty() && !high.isEmpty()) {
        int i = low.pop();
        int donor = high.peek();
        split[i] = height[i];
        alias[i] = donor;
        height[donor] -= 1 - height[i];
        if (height[donor] < 1) {
          low.push(high.pop());
        }
      }
    }

    /** The bits, as a fraction, choose a column; what is left of them, a height in it. */
    String pick(long bits) {
      long scaled = bits * list.size();
      int column = (int) (scaled / TWO_TO_32);
      boolean own = scaled % TWO_TO_32 < Math.round(split[column] * TWO_TO_32);
      return list.get(own ? column : alias[column]);
    }
  }
}
