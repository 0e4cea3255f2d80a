package dev.nestedparquet.internal.manifest;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nestedparquet.internal.s3.TestStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ObjectStoreDataSetTest {
  private static final String TEMPORARY = "java.io.tmpdir";

  private final String temporaryBefore = System.getProperty(TEMPORARY);

  @TempDir private Path temporary;

  @AfterEach
  void useTheUsualTemporaryDirectoryAgain() {
    System.setProperty(TEMPORARY, temporaryBefore);
  }

  @Test
  void saysThatThereIsNoRoomForCopiesAndTheWayOut() throws Exception {
    try (TestStore store = TestStore.start()) {
      Path none = temporary.resolve("none");
      System.setProperty(TEMPORARY, none.toString());
      assertThatThrownBy(() -> DataSetFiles.in(store.newLocation()))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith(
              "cannot make a directory for copies of files in the temporary directory " + none)
          .hasMessageContaining("NoSuchFile")
          .hasMessageContaining("TMPDIR=DIR");
      Files.createDirectory(none);
      DataSetFiles.in(store.newLocation()).close();
    }
  }
}
