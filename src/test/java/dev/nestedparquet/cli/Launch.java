package dev.nestedparquet.cli;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How a test starts the program: as a process of its own, from the compiled classes and with the
 * flags of {@code scripts/nested-parquet}, in an empty working directory and with a temporary
 * directory that nobody else uses.
 */
final class Launch {
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin/java").toString();

  /** Background jobs ignore SIGINT, and so do their children and a JVM among these. */
  private static final List<String> DEFAULT_SIGNALS =
      List.of("env", "--default-signal=HUP,INT,TERM");

  private static final List<String> OFF_HEAP_FLAGS =
      List.of(
          "-XX:+UseSerialGC",
          "-Xms16m",
          "-Xmx256m",
          "-XX:TieredStopAtLevel=1",
          "-XX:-UsePerfData",
          "-XX:MaxDirectMemorySize=2g",
          "--add-opens=java.base/java.nio=ALL-UNNAMED",
          "-XX:+IgnoreUnrecognizedVMOptions",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  private final Path root;
  private final List<String> jvmFlags = new ArrayList<>(OFF_HEAP_FLAGS);
  private final Map<String, String> environment = new HashMap<>();
  private List<String> program = List.of("-cp", classPath(), NestedParquet.class.getName());
  private List<String> launcher = List.of();
  private boolean terminal;

  private Launch(Path root) {
    this.root = root;
    jvmFlags.add("-Djava.io.tmpdir=" + temporary());
    environment.put("ARROW_IO_THREADS", "4");
    environment.put("LC_ALL", "C.UTF-8");
  }

  /** Keeps everything below a directory of the test's own; can be called again for the same one. */
  static Launch in(Path root) throws IOException {
    Launch launch = new Launch(root);
    Files.createDirectories(launch.work());
    Files.createDirectories(launch.temporary());
    return launch;
  }

  Launch jvm(String... flags) {
    jvmFlags.addAll(List.of(flags));
    return this;
  }

  Launch environment(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** Has another program start this one, whose command line follows its own. */
  Launch below(String... launcher) {
    this.launcher = List.of(launcher);
    return this;
  }

  /** Leaves the jars out that have this in their names, as in an installation that is broken. */
  Launch without(String jar) {
    String entries =
        Arrays.stream(classPath().split(File.pathSeparator))
            .filter(entry -> !Path.of(entry).getFileName().toString().contains(jar))
            .collect(Collectors.joining(File.pathSeparator));
    program = List.of("-cp", entries, NestedParquet.class.getName());
    return this;
  }

  /** Starts {@code java -jar}, without any other flag. */
  Launch jar(Path jar) {
    jvmFlags.clear();
    jvmFlags.add("-Djava.io.tmpdir=" + temporary());
    environment.remove("ARROW_IO_THREADS");
    program = List.of("-jar", jar.toString());
    return this;
  }

  /** Starts a script. */
  Launch script(Path script) {
    environment.put("NESTED_PARQUET_JAVA_OPTIONS", "-Djava.io.tmpdir=" + temporary());
    environment.remove("ARROW_IO_THREADS");
    program = List.of(script.toString());
    jvmFlags.clear();
    return this;
  }

  /** Gives the program a terminal: what it prints is the outcome's {@code out}. */
  Launch inTerminal() {
    terminal = true;
    return this;
  }

  /** The working directory. */
  Path work() {
    return root.resolve("work");
  }

  Path temporary() {
    return root.resolve("tmp");
  }

  /** Names in the working directory: of what a run made there. */
  List<String> made() {
    return names(work());
  }

  static List<String> names(Path directory) {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  RunningCommand start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(DEFAULT_SIGNALS);
    command.addAll(launcher);
    if (!jvmFlags.isEmpty()) {
      command.add(JAVA);
      command.addAll(jvmFlags);
    }
    command.addAll(program);
    command.addAll(List.of(arguments));
    if (terminal) {
      String line =
          "exec "
              + command.stream()
                  .map(word -> "'" + word.replace("'", "'\\''") + "'")
                  .collect(Collectors.joining(" "));
      command = List.of("script", "--quiet", "--flush", "--return", "--command", line, "/dev/null");
    }
    ProcessBuilder builder = new ProcessBuilder(command).directory(work().toFile());
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    builder.environment().putAll(environment);
    return RunningCommand.start(builder, root);
  }

  /** Starts the program and waits for its end. */
  RunningCommand.Outcome run(String... arguments) throws IOException, InterruptedException {
    try (RunningCommand command = start(arguments)) {
      return command.await();
    }
  }

  private static String classPath() {
    String entries =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !entry.endsWith("test-classes"))
            .collect(Collectors.joining(File.pathSeparator));
    return unpackedNatives() + File.pathSeparator + entries;
  }

  /** Arrow's libraries, inflated once for all runs, as the launcher does it. */
  private static Path unpackedNatives() {
    Path directory = Path.of("target", "test-natives").toAbsolutePath();
    String architecture = System.getProperty("os.arch").replace("amd64", "x86_64");
    for (String library : List.of("arrow_dataset_jni", "arrow_cdata_jni")) {
      String name = library + "/" + architecture + "/" + System.mapLibraryName(library);
      Path file = directory.resolve(name);
      try (InputStream in = ClassLoader.getSystemResourceAsStream(name)) {
        if (in != null && !Files.exists(file)) {
          Files.createDirectories(file.getParent());
          Files.copy(in, file);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return directory;
  }
}
