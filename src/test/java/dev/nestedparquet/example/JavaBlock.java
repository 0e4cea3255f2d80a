package dev.nestedparquet.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * A block of Java of a page in Markdown, or of a Javadoc: statements, to which a test adds what a
 * reader has already.
 *
 * @param statements the block as it is
 */
record JavaBlock(String statements) {
  private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final Pattern SNIPPET =
      Pattern.compile("<pre>\\{@code\n(.*?) \\* \\}</pre>", Pattern.DOTALL);
  private static final String CLASS = "Example";

  /** All of a page, in its order. */
  static List<JavaBlock> of(Path page) throws IOException {
    return BLOCK
        .matcher(Files.readString(page))
        .results()
        .map(block -> new JavaBlock(block.group(1)))
        .toList();
  }

  /** All of a source file's Javadoc, in its order. */
  static List<JavaBlock> ofJavadoc(Path source) throws IOException {
    return SNIPPET
        .matcher(Files.readString(source))
        .results()
        .map(snippet -> new JavaBlock(snippet.group(1).replaceAll("(?m)^ \\* ?", "")))
        .toList();
  }

  /**
   * Compiles the block and runs it.
   *
   * @param imports what a reader's editor adds
   * @param parameters of the method around the block, such as {@code java.nio.file.Path path}
   * @param members of the class around it: what the page leaves to the reader
   * @param directory for the classes
   * @param arguments in the order of the parameters
   * @throws Exception as the block throws it
   */
  void run(
      List<String> imports, String parameters, String members, Path directory, Object... arguments)
      throws Exception {
    StringBuilder source = new StringBuilder();
    imports.forEach(name -> source.append("import ").append(name).append(";\n"));
    source.append("public final class ").append(CLASS).append(" {\n");
    source.append("public static void run(").append(parameters).append(") throws Exception {\n");
    source.append(statements).append("}\n").append(members).append("}\n");
    Path file = Files.writeString(directory.resolve(CLASS + ".java"), source);
    compile(file, directory);
    try (URLClassLoader loader = new URLClassLoader(new URL[] {directory.toUri().toURL()})) {
      for (Method method : loader.loadClass(CLASS).getMethods()) {
        if (method.getName().equals("run")) {
          method.invoke(null, arguments);
        }
      }
    } catch (InvocationTargetException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }

  private static void compile(Path file, Path directory) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    List<String> options =
        List.of("-d", directory.toString(), "-classpath", System.getProperty("java.class.path"));
    boolean compiled =
        compiler
            .getTask(
                messages,
                null,
                null,
                options,
                null,
                compiler.getStandardFileManager(null, null, null).getJavaFileObjects(file))
            .call();
    assertThat(compiled).as("%s\n%s", Files.readString(file), messages).isTrue();
  }
}
