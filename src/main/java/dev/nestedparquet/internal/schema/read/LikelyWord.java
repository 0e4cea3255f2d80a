package dev.nestedparquet.internal.schema.read;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;

/** The word that was most likely meant. */
public final class LikelyWord {
  private static final int LONGEST = 60;
  private static final int MOST_WORDS = 2_000;

  /** More mistakes than these make another word. */
  private static final int MOST_MISTAKES = 4;

  private static final int FAR = 1_000;

  private LikelyWord() {}

  /** {@code "; did you mean length?"}, or nothing if no word is near. */
  public static String hint(String word, Collection<String> words) {
    if (word.length() > LONGEST || words.size() > MOST_WORDS) {
      return "";
    }
    String lower = lower(word);
    String best = null;
    int nearest = Math.min(MOST_MISTAKES, Math.max(1, word.length() / 3)) + 1;
    for (String candidate : words) {
      if (Math.abs(candidate.length() - word.length()) < nearest) {
        int distance = distance(lower, lower(candidate), nearest - 1);
        if (distance < nearest && distance < candidate.length()) {
          best = candidate;
          nearest = distance;
        }
      }
    }
    return best == null ? "" : "; did you mean " + Quoted.shortened(best) + "?";
  }

  private static String lower(String word) {
    return word.toLowerCase(Locale.ROOT).replace('-', '_');
  }

  /**
   * Letters to insert, drop, replace, or swap with their neighbour; any number above {@code most}
   * if there are more of them. Cells of the table that are further than that from the diagonal
   * can't matter.
   */
  private static int distance(String one, String other, int most) {
    int[] beforeLast = row(other.length());
    int[] last = row(other.length());
    int[] current = row(other.length());
    for (int j = 0; j <= Math.min(most, other.length()); j++) {
      current[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int[] free = beforeLast;
      beforeLast = last;
      last = current;
      current = free;
      int from = Math.max(1, i - most);
      int to = Math.min(other.length(), i + most);
      current[from - 1] = from == 1 ? i : FAR;
      for (int j = from; j <= to; j++) {
        boolean same = one.charAt(i - 1) == other.charAt(j - 1);
        int least = Math.min(last[j - 1] + (same ? 0 : 1), 1 + Math.min(last[j], current[j - 1]));
        boolean swapped =
            i > 1
                && j > 1
                && one.charAt(i - 1) == other.charAt(j - 2)
                && one.charAt(i - 2) == other.charAt(j - 1);
        current[j] = swapped ? Math.min(least, beforeLast[j - 2] + 1) : least;
      }
      if (to < other.length()) {
        current[to + 1] = FAR;
      }
    }
    return current[other.length()];
  }

  private static int[] row(int length) {
    int[] row = new int[length + 1];
    Arrays.fill(row, FAR);
    return row;
  }
}
