package dev.nestedparquet.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Runs the program with each writer in one JVM. The build makes the class archive (or AOT cache),
 * which shortens the start, of the classes that these runs load.
 */
final class StartupTraining {
  /** Has what files have most, and what the built-in ones don't. */
  private static final String FILE =
      """
      nested-parquet: 1
      name: training
      parameters: {skew: 1}
      lists: {first: {builtin: en/first-names}}
      columns:
        name: {type: string, null: 20%, template: "{f} {n}", parts: {f: {pick: first, zipf: $skew}, n: {uniform: [1, 9]}}}
        lists:
          null: 40%
          length: {1: 45, 2: 10, 3-5: 5}
          list:
            present: {number+kind: 90, number: 5, kind: 4, none: 1}
            fields:
              number: {type: string, template: "+91-{id:08}", parts: {id: {expr: "5 * row + slot"}}}
              kind: {type: string, dictionary: uint8, pick: {a: 55, b: 35, c: 10}}
      """;

  private StartupTraining() {}

  /** Writes data sets below the directory that is the first argument, and ends the JVM. */
  public static void main(String[] args) throws IOException {
    for (String writer : new String[] {"shredder", "dataset"}) {
      run(command(args[0], writer));
    }
    run("generate", "--schema", "orders", "-n", "20k", "-o", args[0] + "/orders", "-q");
    Path file = Path.of(args[0] + ".yaml");
    Files.writeString(file, FILE);
    run("generate", "--schema", file.toString(), "-n", "20k", "-o", args[0] + "/file", "-q");
    NestedParquet.main(command(args[0], "dataset")); // finds earlier output to overwrite
  }

  private static void run(String... command) {
    int exitCode = NestedParquet.commandLine("generate").execute(command);
    if (exitCode != 0) {
      System.exit(exitCode);
    }
  }

  private static String[] command(String directory, String writer) {
    return new String[] {
      "generate",
      "-n",
      "200k",
      "--writer",
      writer,
      "-o",
      directory + "/" + writer,
      "--overwrite",
      "--json",
      "-q"
    };
  }
}
