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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The store of the tests does what it is told, and nothing wrong besides. */
final class TestStoreTest {
  private static TestStore store;

  @BeforeAll
  static void startStore() throws IOException {
    store = TestStore.start();
  }

  @AfterAll
  static void stopStore() throws InterruptedException {
    if (store != null) {
      store.close();
    }
  }

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
                  store.put("marker/", "");
                  return null;
                }));
      }
      for (Future<?> each : written) {
        each.get();
      }
    } finally {
      writers.shutdownNow();
    }
    assertThat(store.contents("marker/")).containsOnlyKeys("");
  }

  @Test
  void aPartOfAnUploadThatWasAbortedIsRefused() throws IOException {
    try (UploadChannel upload = store.borrowClient().create("aborted")) {
      upload.write(ByteBuffer.allocate(9 << 20));
      assertThat(store.unfinishedUploads("aborted")).contains("aborted");
      store.borrowClient().abortUploads("aborted");
      assertThat(store.unfinishedUploads("aborted")).isEmpty();
      assertThatExceptionOfType(ObjectStoreException.class)
          .isThrownBy(() -> upload.write(ByteBuffer.allocate(9 << 20)))
          .withMessageContaining("NoSuchUpload");
    }
  }

  @Test
  void requestsFailAsOftenAsTheyAreTo() throws IOException {
    store.put("there", "content");
    store.failTimes(1, 403, "HEAD", "^/bucket/there");
    assertThatExceptionOfType(ObjectStoreException.class)
        .isThrownBy(() -> store.borrowClient().bytes("there"));
    assertThat(store.borrowClient().bytes("there")).isEqualTo("content".length());
    store.failNoMore();
  }

  @Test
  void aFailureThatNoRequestMetIsAnErrorOfItsTestAlone() throws IOException {
    store.fail(403, "PUT", "^/bucket/never");
    store.put("other", "content");
    assertThatThrownBy(store::failNoMore)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("no request has failed")
        .hasMessageContaining("status=403&method=PUT");
    store.failNoMore();
    store.put("never", "content");
    assertThat(store.contents("never")).containsEntry("", "content");
  }
}
