package dev.nestedparquet.internal.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

final class ObjectStoreTest {
  private static final int MIB = 1 << 20;

  @RegisterExtension private static final TestStore SERVER = TestStore.ofClass();
  private static ObjectStore store;

  @TempDir private Path directory;

  @BeforeAll
  static void borrowClient() {
    store = SERVER.borrowClient();
  }

  @AfterEach
  void noUploadIsLeft() throws IOException {
    SERVER.failNoMore();
    assertThat(SERVER.unfinishedUploads("")).isEmpty();
  }

  private static byte[] randomBytes(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  private static void upload(String key, byte[] bytes) throws IOException {
    try (UploadChannel out = store.create(key)) {
      for (int start = 0; start < bytes.length; start += 3_000_000) {
        int length = Math.min(3_000_000, bytes.length - start);
        assertThat(out.write(ByteBuffer.wrap(bytes, start, length))).isEqualTo(length);
      }
    }
  }

  private static byte[] read(String key) throws IOException {
    try (InputStream in = store.read(key)) {
      return in.readAllBytes();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 8 * MIB - 1, 8 * MIB, 8 * MIB + 1, 20 * MIB})
  void anUploadIsWhatWasWrittenWhateverItsSize(int size) throws IOException {
    byte[] bytes = randomBytes(size);
    upload("upload", bytes);
    assertThat(read("upload")).isEqualTo(bytes);
    assertThat(store.bytes("upload")).isEqualTo(size);
  }

  @ParameterizedTest
  @ValueSource(strings = {"partNumber=2", "uploadId="})
  void anUploadThatFailsLeavesNothing(String request) throws IOException {
    SERVER.fail(403, request.startsWith("part") ? "PUT" : "POST", request);
    assertThatExceptionOfType(ObjectStoreException.class)
        .isThrownBy(() -> upload("failed", randomBytes(20 * MIB)))
        .withMessageContaining("while writing failed");
    assertThat(store.bytes("failed")).isEqualTo(-1);
  }

  @Test
  void nothingCanBeWrittenAfterTheEnd() throws IOException {
    UploadChannel out = store.create("closed");
    out.close();
    assertThat(out.isOpen()).isFalse();
    assertThatExceptionOfType(ClosedChannelException.class)
        .isThrownBy(() -> out.write(ByteBuffer.allocate(1)));
  }

  private static S3Client newClient() {
    return S3Client.builder()
        .endpointOverride(SERVER.endpoint())
        .forcePathStyle(true)
        .region(Region.US_EAST_1)
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }

  /** As an object above 5 GiB has to be, with the smallest parts that are allowed. */
  @Test
  void copiesLargeObjectsInParts() throws IOException {
    byte[] bytes = randomBytes(12 * MIB + 1);
    upload("large", bytes);
    try (S3Client client = newClient()) {
      new ServerSideCopy(client, TestStore.BUCKET, 5 * MIB).copy("large", "copy of large");
    }
    assertThat(read("copy of large")).isEqualTo(bytes);
    assertThat(SERVER.requests())
        .filteredOn(request -> request.startsWith("PUT /bucket/copy of large?partNumber="))
        .hasSize(3);
  }

  @Test
  void aCopyInPartsThatFailsLeavesNothing() throws IOException {
    upload("large", randomBytes(12 * MIB));
    SERVER.fail(403, "PUT", "failed copy.partNumber=2");
    try (S3Client client = newClient()) {
      assertThatExceptionOfType(RuntimeException.class)
          .isThrownBy(
              () ->
                  new ServerSideCopy(client, TestStore.BUCKET, 5 * MIB)
                      .copy("large", "failed copy"));
    }
    assertThat(store.bytes("failed copy")).isEqualTo(-1);
  }

  @Test
  void listsAndDeletesMoreObjectsThanFitARequest() throws IOException {
    for (int i = 0; i < 1_001; i++) {
      SERVER.put("many/" + i, "");
    }
    List<String> keys = IntStream.range(0, 1_001).mapToObj(i -> "many/" + i).sorted().toList();
    assertThat(store.list("many/")).extracting(StoredObject::key).isEqualTo(keys);
    assertThat(store.directory("many/").objects()).hasSize(1_001);
    store.delete(keys);
    assertThat(store.list("many/")).isEmpty();
  }

  @Test
  void showsWhatIsDirectlyThere() throws IOException {
    for (String name : new String[] {"dir/", "dir/a", "dir/sub/b", "dir/sub/c", "dirty"}) {
      SERVER.put(name, "x");
    }
    assertThat(store.directory("dir/").objects())
        .extracting(StoredObject::key)
        .containsExactly("dir/a");
    assertThat(store.directory("dir/").directories()).containsExactly("sub");
  }

  @Test
  void downloadsWhatIsThereAndTellsWhatIsNot() throws IOException {
    byte[] bytes = randomBytes(MIB);
    upload("there", bytes);
    Path file = directory.resolve("file");
    assertThat(store.download("there", file, () -> false)).isTrue();
    assertThat(file).hasBinaryContent(bytes);
    assertThat(store.download("not there", directory.resolve("none"), () -> false)).isFalse();
    assertThat(directory.resolve("none")).doesNotExist();
  }

  @Test
  void aDownloadThatIsCancelledLeavesNoFile() throws IOException {
    upload("long", randomBytes(MIB));
    assertThatExceptionOfType(CancellationException.class)
        .isThrownBy(() -> store.download("long", directory.resolve("file"), () -> true));
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void anObjectCanHaveAnyName() throws IOException {
    String name = "a b/ü+%41&=;'\"?#/x";
    SERVER.put(name, "content");
    store.copy(name, "copy of it");
    assertThat(new String(read("copy of it"), StandardCharsets.UTF_8)).isEqualTo("content");
    store.delete(Arrays.asList(name, "copy of it"));
    assertThat(store.bytes(name)).isEqualTo(-1);
  }
}
