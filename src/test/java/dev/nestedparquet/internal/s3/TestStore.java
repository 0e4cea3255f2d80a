package dev.nestedparquet.internal.s3;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.nestedparquet.dataset.Destination.ObjectStorePrefix;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * An object store in a process of its own, with one bucket, whose answers a test can spoil.
 *
 * <p>It is moto's, from {@code .venv}, which {@code scripts/verify.sh} makes; without it, tests are
 * skipped.
 *
 * <pre>{@code
 * @RegisterExtension private static final TestStore STORE = TestStore.ofClass();
 * }</pre>
 */
public final class TestStore
    implements AutoCloseable, BeforeAllCallback, AfterEachCallback, AfterAllCallback {
  private static final Path PYTHON = Path.of(".venv/bin/python").toAbsolutePath();
  private static final Path SERVER = Path.of("src/test/python/object_store.py");

  public static final String BUCKET = "bucket";

  /** Null until it is started. */
  private Process process;

  private URI endpoint;
  private ObjectStore store;

  /** What a test made fail, as the server is told; null if answers are right. */
  private String fault;

  private TestStore() {}

  /** A store that a class of tests has in common. After each test, answers are right again. */
  public static TestStore ofClass() {
    return new TestStore();
  }

  /** A store of a test's own, which the caller closes. */
  public static TestStore start() throws IOException {
    TestStore store = new TestStore();
    store.startServer();
    return store;
  }

  private void startServer() throws IOException {
    assumeTrue(
        Files.isExecutable(PYTHON) && hasMoto(), "no moto in .venv; scripts/verify.sh installs it");
    process =
        new ProcessBuilder(PYTHON.toString(), SERVER.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    BufferedReader out = process.inputReader();
    String port = out.readLine();
    if (port == null) {
      throw new IOException("the object store did not start: " + SERVER);
    }
    endpoint = URI.create("http://127.0.0.1:" + port);
    request("PUT", "/" + BUCKET);
    store = ObjectStore.connect(location("any"), Map.of());
  }

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    startServer();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    failNoMore();
  }

  @Override
  public void afterAll(ExtensionContext context) throws InterruptedException {
    close();
  }

  private static boolean hasMoto() throws IOException {
    try {
      return new ProcessBuilder(PYTHON.toString(), "-c", "import moto, flask")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  public URI endpoint() {
    return endpoint;
  }

  public ObjectStorePrefix location(String prefix) {
    return new ObjectStorePrefix(BUCKET, prefix, endpoint);
  }

  /** A prefix that no other test uses, below another one of which that is true. */
  public ObjectStorePrefix newLocation() {
    return location(UUID.randomUUID() + "/data");
  }

  public ObjectStore borrowClient() {
    return store;
  }

  public void put(String key, String content) throws IOException {
    try (WritableByteChannel out = store.create(key)) {
      out.write(ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8)));
    }
  }

  /** Keys below a prefix with what the objects hold. */
  public SortedMap<String, String> contents(String prefix) throws IOException {
    SortedMap<String, String> contents = new TreeMap<>();
    for (StoredObject object : store.list(prefix)) {
      try (InputStream in = store.read(object.key())) {
        contents.put(
            object.key().substring(prefix.length()),
            new String(in.readAllBytes(), StandardCharsets.ISO_8859_1));
      }
    }
    return contents;
  }

  /** Uploads below a prefix that were begun, and neither completed nor aborted. */
  public String unfinishedUploads(String prefix) throws IOException {
    return request("GET", "/" + BUCKET + "?uploads&prefix=" + encode(prefix))
        .lines()
        .filter(line -> line.contains("<Key>"))
        .reduce("", String::concat);
  }

  /**
   * Makes requests fail from now on.
   *
   * @param path regular expression of path, '?' and query
   */
  public void fail(int status, String method, String path) {
    failTimes(Integer.MAX_VALUE, status, method, path);
  }

  /** Makes the next so many requests fail; the SDK tries each three times. */
  public void failTimes(int times, int status, String method, String path) {
    failNoMore();
    fault = "status=" + status + "&method=" + method + "&path=" + encode(path) + "&times=" + times;
    String unused = unchecked("/_fault?" + fault);
  }

  /**
   * Makes answers right again.
   *
   * @throws AssertionError if no request has failed though some were to: whatever a test shows
   *     then, it doesn't show it of a store that fails
   */
  public void failNoMore() {
    String failed = unchecked("/_fault?status=0");
    String wanted = fault;
    fault = null;
    if (wanted != null && failed.equals("0")) {
      throw new AssertionError("no request has failed, though those were to with " + wanted);
    }
  }

  private String unchecked(String path) {
    try {
      return request("PUT", path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All requests so far, as {@code METHOD path?query}. */
  public List<String> requests() throws IOException {
    return request("GET", "/_requests").lines().toList();
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private String request(String method, String path) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection) endpoint.resolve(path).toURL().openConnection();
    connection.setRequestMethod(method);
    connection.setRequestProperty("Host", "s3.amazonaws.com");
    connection.setRequestProperty("Authorization", "AWS4-HMAC-SHA256 Credential=a/b/us-east-1/s3/");
    try (InputStream in = connection.getInputStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** As a power cut would. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Stops it in the middle of whatever it does: connections stay open, and get no answer. */
  public void freeze() throws IOException, InterruptedException {
    new ProcessBuilder("sh", "-c", "kill -STOP " + process.pid()).start().waitFor();
  }

  @Override
  public void close() throws InterruptedException {
    if (store != null) {
      store.close();
    }
    if (process != null) {
      kill();
    }
  }
}
