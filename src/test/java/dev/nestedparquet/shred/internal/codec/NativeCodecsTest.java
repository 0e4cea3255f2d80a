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
  void aReasonOfSeveralLinesIsOneLine() {
    assertThatThrownBy(
            () ->
                NativeCodecs.loading(
                    "none such",
                    () -> {
                      throw new UnsatisfiedLinkError("cannot load:\n  what it says\n");
                    }))
        .hasMessageContaining("(cannot load:; what it says)");
  }

  @Test
  void aLoaderThatSaysNothingIsNamedByItsError() {
    assertThatThrownBy(
            () ->
                NativeCodecs.loading(
                    "none such",
                    () -> {
                      throw new ExceptionInInitializerError();
                    }))
        .hasMessageContaining("(java.lang.ExceptionInInitializerError)");
  }

  @Test
  void aTemporaryDirectoryThatIsNotThereIsSaidToBeNone() {
    String before = System.getProperty("java.io.tmpdir");
    System.setProperty("java.io.tmpdir", "/proc/none");
    try {
      assertThatThrownBy(() -> NativeCodecs.loading("none such", () -> "never"))
          .isInstanceOf(CodecFailure.class)
          .hasMessageContaining("directory /proc/none (there is no such directory)");
    } finally {
      System.setProperty("java.io.tmpdir", before);
    }
  }
}
