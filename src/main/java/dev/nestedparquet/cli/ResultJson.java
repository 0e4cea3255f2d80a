package dev.nestedparquet.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.PrintWriter;

/** Prints a command's result on stdout: for a program, which must not take silence for success. */
final class ResultJson {
  private ResultJson() {}

  /**
   * Prints one object, on one line.
   *
   * @param out the command's writer, in front of {@code System.out}
   * @throws IOException if stdout is full or closed; neither of the two says so by itself
   */
  static void print(JsonNode json, PrintWriter out) throws IOException {
    out.println(json);
    if (out.checkError() || System.out.checkError()) {
      throw new IOException("the result could not be written to stdout");
    }
  }

  /**
   * Prints an error where the result would have been. Whoever reads none of it has stderr and the
   * exit code.
   */
  static void printError(String message, int exitCode, PrintWriter out) {
    if (!System.out.checkError()) { // Else this was the error.
      out.println(
          JsonNodeFactory.instance.objectNode().put("error", message).put("exitCode", exitCode));
      out.flush();
    }
  }
}
