package dev.nestedparquet.internal.schema.read;

import java.util.Collection;
import java.util.Locale;

/** The word that was most likely meant. */
public final class LikelyWord {
  private static final int LONGEST = 60;
  private static final int MOST_WORDS = 5_000;

  private LikelyWord() {}

  /** {@code "; did you mean length?"}, or nothing if no word is near. */
  public static String hint(String word, Collection<String> words) {
    String best = null;
    int bestDistance = Math.max(1, word.length() / 3) + 1;
    if (word.length() > LONGEST || words.size() > MOST_WORDS) {
      return "";
    }
    for (String candidate : words) {
      if (candidate.length() <= LONGEST) {
        int distance = distance(lower(word), lower(candidate));
        if (distance < bestDistance && distance < candidate.length()) {
          best = candidate;
          bestDistance = distance;
        }
      }
    }
    return best == null ? "" : "; did you mean " + Quoted.shortened(best) + "?";
  }

  private static String lower(String word) {
    return word.toLowerCase(Locale.ROOT).replace('-', '_');
  }

  /** Letters to insert, drop, replace, or swap with their neighbour. */
  private static int distance(String one, String other) {
    int[] beforeLast = new int[other.length() + 1];
    int[] last = new int[other.length() + 1];
    int[] current = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      current[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int[] free = beforeLast;
      beforeLast = last;
      last = current;
      current = free;
      current[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        boolean same = one.charAt(i - 1) == other.charAt(j - 1);
        int least = Math.min(last[j - 1] + (same ? 0 : 1), 1 + Math.min(last[j], current[j - 1]));
        boolean swapped =
            i > 1
                && j > 1
                && one.charAt(i - 1) == other.charAt(j - 2)
                && one.charAt(i - 2) == other.charAt(j - 1);
        current[j] = swapped ? Math.min(least, beforeLast[j - 2] + 1) : least;
      }
    }
    return current[other.length()];
  }
}
