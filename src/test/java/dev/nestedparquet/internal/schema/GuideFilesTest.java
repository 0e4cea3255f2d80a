package dev.nestedparquet.internal.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nestedparquet.internal.schema.model.DataSetFile;
import dev.nestedparquet.internal.schema.reference.ReferenceRows;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The data-set files that stand in the guides are right, and have rows. */
final class GuideFilesTest {
  @Test
  void filesInGuidesHaveRows() throws IOException {
    assertThat(GuideFiles.texts()).hasSizeGreaterThanOrEqualTo(2);
    for (String text : GuideFiles.texts()) {
      DataSetFile read = DataSetFiles.read("guide", text, null, Map.of());
      assertThat(ReferenceRows.of(read, 0).row(0)).hasSameSizeAs(read.columns());
    }
  }
}
