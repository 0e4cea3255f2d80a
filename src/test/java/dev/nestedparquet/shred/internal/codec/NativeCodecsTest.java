package dev.nestedparquet.shred.internal.codec;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** A library that can't be loaded is one clear line. */
final class NativeCodecsTest {
  @Test
  void aLibraryThatCannotBeLoadedIsOneClearLine() {
    Error cause = new ExceptionInInitializerError(new IllegalStateException("no such file"));
    assertThatThrownBy(
            () ->
                NativeCodecs.loading(
                    "none such",
                    () -> {
                      throw cause;
                    }))
        .isInstanceOf(CodecFailure.class)
        .hasCause(cause)
        .hasMessageStartingWith("cannot load the native library of compression none such for ")
        .hasMessageContaining("directory " + System.getProperty("java.io.tmpdir"))
        .hasMessageContaining("(no such file)")
        .hasMessageNotContaining("\n");
  }

  @Test
  void aTemporaryDirectoryThatIsNotThereIsSaidToBeWithoutWriteAccess() {
    String before = System.getProperty("java.io.tmpdir");
    System.setProperty("java.io.tmpdir", "/proc/none");
    try {
      assertThatThrownBy(() -> NativeCodecs.loading("none such", () -> "never"))
          .isInstanceOf(CodecFailure.class)
          .hasMessageContaining("directory /proc/none (no write access)");
    } finally {
      System.setProperty("java.io.tmpdir", before);
    }
  }
}
