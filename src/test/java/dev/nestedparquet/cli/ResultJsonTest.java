package dev.nestedparquet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class ResultJsonTest {
  private static final ObjectNode JSON = JsonNodeFactory.instance.objectNode().put("rows", 3);

  @Test
  void printsOneLine() throws IOException {
    StringWriter text = new StringWriter();
    ResultJson.print(JSON, new PrintWriter(text));
    assertThat(text).hasToString("{\"rows\":3}" + System.lineSeparator());
  }

  @Test
  void saysThatNobodyGotTheResult() {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int octet) throws IOException {
            throw new IOException("no space left on device");
          }
        };
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(
            () -> ResultJson.print(JSON, new PrintWriter(full, false, StandardCharsets.UTF_8)))
        .withMessageContaining("stdout");
  }
}
