import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import net.datafaker.Faker;

/**
 * Takes the English name lists out of Datafaker when the project is built: one name a line, sorted,
 * without duplicates. Datafaker itself, and the parsing of its YAML, stay out of every run.
 */
final class ExtractNameLists {
  private ExtractNameLists() {}

  public static void main(String[] args) throws IOException {
    Path directory = Path.of(args[0]);
    Files.createDirectories(directory);
    write(directory.resolve("first-names.txt"), "name.male_first_name", "name.female_first_name");
    write(directory.resolve("last-names.txt"), "name.last_name");
  }

  private static void write(Path file, String... keys) throws IOException {
    Faker faker = new Faker(Locale.ENGLISH);
    TreeSet<String> names = new TreeSet<>();
    for (String key : keys) {
      Object list = faker.fakeValuesService().fetchObject(key, faker.getContext());
      if (!(list instanceof List<?> values) || values.isEmpty()) {
        throw new IllegalStateException("Datafaker has no list " + key + ": " + list);
      }
      values.forEach(name -> names.add(name.toString()));
    }
    Files.writeString(file, String.join("\n", names) + "\n", StandardCharsets.UTF_8);
  }
}
