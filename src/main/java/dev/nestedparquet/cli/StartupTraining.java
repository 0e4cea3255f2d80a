package dev.nestedparquet.cli;

/**
 * Runs the program with each writer in one JVM. The build makes the class archive (or AOT cache),
 * which shortens the start, of the classes that these runs load.
 */
final class StartupTraining {
  private StartupTraining() {}

  /** Writes data sets below the directory that is the first argument, and ends the JVM. */
  public static void main(String[] args) {
    for (String writer : new String[] {"shredder", "dataset"}) {
      run(command(args[0], writer));
    }
    run("generate", "--schema", "orders", "-n", "20k", "-o", args[0] + "/orders", "-q");
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
