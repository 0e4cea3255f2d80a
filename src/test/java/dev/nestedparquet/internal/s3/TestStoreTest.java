package dev.nestedparquet.internal.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The store of the tests does what it is told, and nothing wrong besides. */
final class TestStoreTest {
  @RegisterExtension private static final TestStore STORE = TestStore.ofClass();

  /** As Arrow does, which makes the markers of a file's directories again for each file. */
  @Test
  void manyCanWriteTheSameObjectAtATime() throws Exception {
    ExecutorService writers = Executors.newFixedThreadPool(8);
    try {
      List<Future<?>> written = new ArrayList<>();
      for (int i = 0; i < 800; i++) {
        written.add(
            writers.submit(
                () -> {
                  STORE.put("marker/", "");
                  return null;
                }));
      }
      for (Future<?> each : written) {
        each.get();
      }
    } finally {
      writers.shutdownNow();
    }
    assertThat(STORE.contents("marker/")).containsOnlyKeys("");
  }

  @Test
  void aPartOfAnUploadThatWasAbortedIsRefused() throws IOException {
    try (UploadChannel upload = STORE.borrowClient().create("aborted")) {
      upload.write(ByteBuffer.allocate(9 << 20));
      assertThat(STORE.unfinishedUploads("aborted")).contains("aborted");
      STORE.borrowClient().abortUploads("aborted");
      assertThat(STORE.unfinishedUploads("aborted")).isEmpty();
      assertThatExceptionOfType(ObjectStoreException.class)
          .isThrownBy(() -> upload.write(ByteBuffer.allocate(9 << 20)))
          .withMessageContaining("NoSuchUpload");
    }
  }

  @Test
  void requestsFailAsOftenAsTheyAreTo() throws IOException {
    STORE.put("there", "content");
    STORE.failTimes(1, 403, "HEAD", "^/bucket/there");
    assertThatExceptionOfType(ObjectStoreException.class)
        .isThrownBy(() -> STORE.borrowClient().bytes("there"));
    assertThat(STORE.borrowClient().bytes("there")).isEqualTo("content".length());
    STORE.failNoMore();
  }

  @Test
  void aFailureThatNoRequestMetIsAnErrorOfItsTestAlone() throws IOException {
    STORE.fail(403, "PUT", "^/bucket/never");
    STORE.put("other", "content");
    assertThatThrownBy(STORE::failNoMore)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("no request has failed")
        .hasMessageContaining("status=403&method=PUT");
    STORE.failNoMore();
    STORE.put("never", "content");
    assertThat(STORE.contents("never")).containsEntry("", "content");
  }
}
