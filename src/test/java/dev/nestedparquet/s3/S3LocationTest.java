package dev.nestedparquet.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class S3LocationTest {
  private static S3Location parse(String text) {
    return S3Location.parse(text, null, Map.of());
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
    assertThat(S3Location.isNamedBy(text)).isTrue();
    assertThat(parse(text)).isEqualTo(new S3Location(bucket, prefix, null));
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
    assertThatIllegalArgumentException().isThrownBy(() -> parse(text));
  }

  @Test
  void takesTheEndpointFromWhoeverIsNearest() {
    Map<String, String> both =
        Map.of("AWS_ENDPOINT_URL", "http://all", "AWS_ENDPOINT_URL_S3", "http://s3");
    assertThat(S3Location.parse("s3://bucket", "http://option:1", both).endpoint())
        .isEqualTo(URI.create("http://option:1"));
    assertThat(S3Location.parse("s3://bucket", null, both).endpoint())
        .isEqualTo(URI.create("http://s3"));
    assertThat(
            S3Location.parse("s3://bucket", null, Map.of("AWS_ENDPOINT_URL", "http://all"))
                .endpoint())
        .isEqualTo(URI.create("http://all"));
    assertThat(parse("s3://bucket").endpoint()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"localhost:9000", "ftp://host", "http://", "http://u@h", "http://h/path", "a b"})
  void refusesAnEndpointThatIsNone(String endpoint) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> S3Location.parse("s3://bucket", endpoint, Map.of()))
        .withMessageContainingAll(endpoint, "http://HOST:PORT");
  }

  @Test
  void tellsArrowTheSame() {
    assertThat(parse("s3://bucket/a b/100%+ü").arrowUri("x", "eu-west-1"))
        .isEqualTo("s3://bucket/a%20b/100%25%2B%C3%BC/x?region=eu-west-1");
    assertThat(
            S3Location.parse("s3://bucket", "http://127.0.0.1:9000/", Map.of())
                .arrowUri("x", "us-east-1"))
        .isEqualTo("s3://bucket/x?region=us-east-1&scheme=http&endpoint_override=127.0.0.1%3A9000");
  }
}
