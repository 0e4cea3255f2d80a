package dev.nestedparquet.internal.schema.model;

/** Where something stands in the file. Lines and columns are counted from 1. */
public record Place(int line, int column) implements Comparable<Place> {
  public static final Place START = new Place(1, 1);

  /** So many characters further on in the line. */
  public Place plus(int characters) {
    return new Place(line, column + characters);
  }

  @Override
  public int compareTo(Place other) {
    return line != other.line
        ? Integer.compare(line, other.line)
        : Integer.compare(column, other.column);
  }

  @Override
  public String toString() {
    return line + ":" + column;
  }
}
