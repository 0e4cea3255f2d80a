package dev.nestedparquet.internal.schema.read;

import java.util.List;

/** A data-set file that is wrong; the message has a line for each error, in the file's order. */
public final class RefusedFileException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  public RefusedFileException(List<String> lines) {
    super(String.join("\n", lines));
  }
}
