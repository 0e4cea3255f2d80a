package dev.nestedparquet.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.PrintWriter;

/**
 * Prints a command's result on stdout as JSON, for programs. A result that can't be printed is a
 * failure, so that no program takes silence for success.
 */
final class ResultJson {
  private ResultJson() {}

  /**
   * Prints one object, on one line.
   *
   * @param out the command's writer, which writes to {@code System.out}
   * @throws IOException if stdout is full or closed; neither {@code out} nor {@code System.out}
   *     throws it by itself
   */
  static void print(JsonNode json, PrintWriter out) throws IOException {
    out.println(json);
    if (out.checkError() || System.out.checkError()) {
      throw new IOException("the result could not be written to stdout");
    }
  }

  /**
   * Prints an error in the place of the result. If that fails, stderr and the exit code still tell
   * the error.
   */
  static void printError(String message, int exitCode, PrintWriter out) {
    if (!System.out.checkError()) { // Otherwise stdout itself may be the error.
      out.println(
          JsonNodeFactory.instance.objectNode().put("error", message).put("exitCode", exitCode));
      out.flush();
    }
  }
}
