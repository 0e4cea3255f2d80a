package dev.nestedparquet.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.nestedparquet.dataset.Destination.ObjectStorePrefix;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationTest {
  private static Path parsed(String text) {
    return ((Destination.Directory) Destination.parse(text, null)).path();
  }

  @ParameterizedTest
  @CsvSource({
    "file:/tmp/a b, /tmp/a b",
    "file:/tmp/a%20b, /tmp/a b",
    "file:///tmp/a b/c%20d, /tmp/a b/c d",
    "FILE:/tmp/a b/, /tmp/a b",
    "file:/tmp/höhe 😀, /tmp/höhe 😀",
    "file:/tmp/h%C3%B6he, /tmp/höhe",
    "file:/tmp/100%, /tmp/100%",
    "file:/tmp/100%25, /tmp/100%",
    "file:/tmp/a%2520b, /tmp/a%20b",
    "file:/tmp/[a]{b}|^`c, /tmp/[a]{b}|^`c",
    "/tmp/a%20b, /tmp/a%20b",
    "a b, a b"
  })
  void aFileUriMayHaveSpacesAsTheyAreOrEncoded(String text, String path) {
    assertThat(parsed(text)).isEqualTo(Path.of(path));
  }

  @Test
  void aDecomposedLetterStaysTwoCharacters() {
    assertThat(parsed("file:/tmp/o\u0308")).isEqualTo(Path.of("/tmp/o\u0308"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"file:/tmp/a#b", "file:/tmp/a?b", "file:relative dir", "file://host/x y"})
  void whatAUriSaysOtherwiseIsRefusedAsItWasTyped(String text) {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> parsed(text))
        .withMessageStartingWith(text + " is neither a directory nor a file: URI");
  }

  private static ObjectStorePrefix prefix(String text) {
    return ObjectStorePrefix.parse(text, null, Map.of());
  }

  @ParameterizedTest
  @CsvSource({
    "s3://bucket, bucket, ''",
    "s3://bucket/, bucket, ''",
    "S3://bucket/a, bucket, a",
    "s3://bucket/a/b/, bucket, a/b",
    "s3://my.bucket-7/a b%20/ü, my.bucket-7, a b%20/ü"
  })
  void namesABucketAndAPrefix(String text, String bucket, String prefix) {
    assertThat(prefix(text)).isEqualTo(new ObjectStorePrefix(bucket, prefix, null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s3://",
        "s3:///a",
        "s3://ab/a",
        "s3://Bucket/a",
        "s3://key:secret@bucket/a",
        "s3://bucket/a?region=eu",
        "s3://bucket/a#b",
        "s3://bucket//a",
        "s3://bucket/a//",
        "s3://bucket/./a",
        "s3://bucket/a/..",
        "s3://bucket/a\nb"
      })
  void refusesWhatNoStoreOrArrowCanTake(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> prefix(text));
  }

  @Test
  void takesTheEndpointFromWhoeverIsNearest() {
    Map<String, String> both =
        Map.of("AWS_ENDPOINT_URL", "http://all", "AWS_ENDPOINT_URL_S3", "http://s3");
    assertThat(ObjectStorePrefix.parse("s3://bucket", "http://option:1", both).endpoint())
        .isEqualTo(URI.create("http://option:1"));
    assertThat(ObjectStorePrefix.parse("s3://bucket", null, both).endpoint())
        .isEqualTo(URI.create("http://s3"));
    assertThat(
            ObjectStorePrefix.parse("s3://bucket", null, Map.of("AWS_ENDPOINT_URL", "http://all"))
                .endpoint())
        .isEqualTo(URI.create("http://all"));
    assertThat(prefix("s3://bucket").endpoint()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"localhost:9000", "ftp://host", "http://", "http://u@h", "http://h/path", "a b"})
  void refusesAnEndpointThatIsNone(String endpoint) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ObjectStorePrefix.parse("s3://bucket", endpoint, Map.of()))
        .withMessageContainingAll(endpoint, "http://HOST:PORT");
  }

  @Test
  void theFactoriesSayTheSame() {
    assertThat(Destination.directory(Path.of("a b"))).isEqualTo(Destination.parse("a b", null));
    assertThat(Destination.s3("s3://bucket/a", URI.create("http://h:1")))
        .isEqualTo(Destination.parse("s3://bucket/a", "http://h:1"))
        .isEqualTo(new ObjectStorePrefix("bucket", "a", URI.create("http://h:1")));
    assertThatIllegalArgumentException().isThrownBy(() -> Destination.s3("bucket/a"));
    assertThatIllegalArgumentException().isThrownBy(() -> Destination.parse("a", "http://h:1"));
    assertThatIllegalArgumentException().isThrownBy(() -> Destination.parse("", null));
  }
}
