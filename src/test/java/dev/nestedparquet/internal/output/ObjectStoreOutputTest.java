package dev.nestedparquet.internal.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.nestedparquet.dataset.Destination;
import dev.nestedparquet.dataset.Destination.ObjectStorePrefix;
import dev.nestedparquet.internal.manifest.DataSetNames;
import dev.nestedparquet.internal.s3.ObjectStoreException;
import dev.nestedparquet.internal.s3.TestStore;
import dev.nestedparquet.write.WriteException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ObjectStoreOutputTest extends OutputContract {
  @RegisterExtension private static final TestStore STORE = TestStore.ofClass();

  private ObjectStorePrefix location;

  @BeforeEach
  void chooseLocation() {
    location = STORE.newLocation();
  }

  @AfterEach
  void nothingIsLeftUnseen() throws IOException {
    STORE.failNoMore();
    assertThat(STORE.unfinishedUploads(location.key(""))).isEmpty();
  }

  @Override
  Output open(OutputRules rules) throws IOException {
    return Output.open(location, rules);
  }

  @Override
  void write(String content, String... names) throws IOException {
    for (String name : names) {
      STORE.put(location.key(name), content);
    }
  }

  /** As a run would that takes over. */
  @Override
  void removeStaged(Output output, String name) throws IOException {
    STORE
        .borrowClient()
        .delete(
            contents().keySet().stream()
                .filter(key -> key.startsWith(".") && key.contains("/" + name + "/"))
                .map(location::key)
                .toList());
  }

  @Override
  SortedMap<String, String> contents() throws IOException {
    return STORE.contents(location.key(""));
  }

  /** The parents' markers, which Arrow's file system makes before it makes a file. */
  private void makeMarkers() throws IOException {
    STORE.put(parentMarker(), "");
    STORE.put(location.key(""), "");
  }

  private String parentMarker() {
    return location.key("").replaceFirst("[^/]+/$", "");
  }

  private boolean hasMarkers() throws IOException {
    return STORE.borrowClient().bytes(parentMarker()) >= 0
        || STORE.borrowClient().bytes(location.key("")) >= 0;
  }

  @Test
  void removesTheMarkersThatArrowMadeAndNoneThatWereThere() throws IOException {
    try (Output output = open(false)) {
      makeMarkers();
      publish(output, "new", WHOLE);
    }
    assertThat(hasMarkers()).isFalse();
    assertThat(contents()).containsOnlyKeys(WHOLE);
    STORE.put(parentMarker(), "");
    try (Output output = open(true)) {
      makeMarkers();
      publish(output, "new", WHOLE);
    }
    assertThat(STORE.borrowClient().bytes(parentMarker())).isZero();
    assertThat(contents()).containsOnlyKeys(WHOLE);
  }

  @Test
  void removesMarkersOfParts() throws IOException {
    Output first = openPart(0, false);
    makeMarkers();
    Output second = openPart(1, false);
    first.close();
    assertThat(hasMarkers()).isFalse();
    makeMarkers();
    publish(second, "second", ofPart(1));
    second.close();
    assertThat(hasMarkers()).isFalse();
    assertThat(contents()).containsOnlyKeys(ofPart(1));
  }

  /** Not closed, as if its process had been killed. */
  private Output abandoned(OutputRules rules) throws IOException {
    Output output = open(rules);
    makeMarkers();
    stage(output, "half of it", NAMES.file(0));
    leaveAnUploadOpen(output);
    return output;
  }

  private void leaveAnUploadOpen(Output output) throws IOException {
    WritableByteChannel upload = output.stage(NAMES.file(1)).create();
    upload.write(ByteBuffer.allocate(9 << 20));
    assertThat(STORE.unfinishedUploads(location.key(""))).contains(NAMES.file(1));
  }

  @Test
  void aKilledRunIsNamedAndOneThatOverwritesCleansUpAfterIt() throws IOException {
    Output killed = abandoned(new OutputRules(NAMES, 0, 1, false));
    assertRefused(() -> open(false), "or was killed there (.nested-parquet-", "allow this one");
    try (Output output = open(true)) {
      publish(output, "new", WHOLE);
    }
    assertThat(contents()).containsOnlyKeys(WHOLE);
    assertThat(hasMarkers()).isFalse();
    assertThat(killed).isNotNull();
  }

  @Test
  void aRunThatWasTakenOverFailsAndChangesNothing() throws IOException {
    try (Output first = open(false)) {
      stage(first, "first", WHOLE);
      try (Output second = open(true)) {
        assertThatExceptionOfType(WriteException.class)
            .isThrownBy(() -> first.publish(List.of(WHOLE)))
            .withMessageContaining("another run has taken over " + location);
        publish(second, "second", WHOLE);
      }
    }
    assertThat(contents())
        .containsOnlyKeys(WHOLE)
        .allSatisfy((name, content) -> assertThat(content).isEqualTo("second"));
  }

  @Test
  void aPartIsTakenOverByTheSamePartAlone() throws IOException {
    Output killed = abandoned(new OutputRules(NAMES, 0, 0, false));
    openPart(1, true).close();
    assertThat(contents()).hasSize(2);
    assertRefused(
        () -> openPart(0, false),
        "another run is writing to",
        "was killed there",
        "allow this one to take over");
    openPart(0, true).close();
    assertThat(contents()).isEmpty();
    assertThat(killed).isNotNull();
  }

  @Test
  void aPartLeavesARunOfTheWholeAlone() throws IOException {
    Output whole = abandoned(new OutputRules(NAMES, 0, 1, false));
    assertRefused(() -> openPart(0, false), "another run is writing to");
    openPart(0, true).close();
    assertThat(contents()).hasSize(2);
    whole.close();
    assertThat(contents()).isEmpty();
  }

  @Test
  void refusesAnObjectInThePlaceOfThePrefix() throws IOException {
    STORE.put(location.prefix(), "theirs");
    assertRefused(() -> open(true), "is an object, not a prefix");
  }

  @Test
  void refusesABucketThatIsNotThere() {
    location = new ObjectStorePrefix("no-such-bucket", "data", STORE.endpoint());
    assertRefused(() -> open(true), "there is no bucket 'no-such-bucket'", "create it first");
    location = STORE.newLocation();
  }

  @ParameterizedTest
  @CsvSource({
    "HEAD, ^/bucket, opening the bucket",
    "GET, list-type, listing objects",
    "PUT, note, writing ",
    "POST, delete, deleting objects"
  })
  void refusesWhatItMayNotDoBeforeAnythingIsMade(String method, String path, String what)
      throws IOException {
    STORE.fail(403, method, path);
    assertRefused(() -> open(true), "denies access to " + location, what, "AWS_*");
    STORE.failNoMore();
    assertThat(contents()).isEmpty();
  }

  /** Else the next run would take it for one at work. */
  @Test
  void aRunThatCanNotTakeOverLeavesNoNoteOfItsOwn() throws IOException {
    String stale = DataSetNames.STAGING + "stale/note";
    STORE.put(location.key(stale), "");
    STORE.fail(403, "GET", "list-type.*stale");
    assertRefused(() -> open(true), "denies access to " + location, "listing objects");
    STORE.failNoMore();
    assertThat(contents()).containsOnlyKeys(stale);
    open(true).close();
    assertThat(contents()).isEmpty();
  }

  @Test
  void anUnreachableStoreIsAFailureAndNoRefusal() throws Exception {
    TestStore other = TestStore.start();
    location = other.newLocation();
    other.close();
    assertThatExceptionOfType(ObjectStoreException.class)
        .isThrownBy(() -> open(true))
        .withMessageContainingAll("cannot reach the object store http://", "Connection refused")
        .matches(e -> !e.isRefusal());
    location = STORE.newLocation();
  }

  @Test
  void shortTroubleIsGotOver() throws IOException {
    try (Output output = open(false)) {
      stage(output, "new", WHOLE);
      STORE.failTimes(2, 503, "PUT", location.key(""));
      output.publish(List.of(WHOLE));
    }
    assertThat(contents()).containsOnlyKeys(WHOLE);
  }

  /** Requests of a publication over an older data set that can fail, by what they are. */
  @ParameterizedTest
  @CsvSource({
    "3, 500, PUT, /replaced/contacts-00001",
    "1, 403, PUT, /replaced/_manifest",
    "1, 403, POST, delete",
    "1, 403, PUT, PREFIX/contacts-00000-of-00002.parquet",
    "3, 500, PUT, PREFIX/contacts-00001-of-00002.parquet",
    "1, 403, PUT, PREFIX/_manifest.json"
  })
  void whateverFailsTheOldDataSetIsThereAsItWas(int times, int status, String method, String path)
      throws IOException {
    write("old", WHOLE);
    write("old", new DataSetNames("contacts", 9).file(8));
    write("theirs", "notes.txt");
    Map<String, String> before = contents();
    try (Output output = open(true)) {
      stage(output, "new", WHOLE);
      STORE.failTimes(
          times, status, method, path.replace("PREFIX", "^/bucket/" + location.prefix()));
      assertThatExceptionOfType(WriteException.class)
          .isThrownBy(() -> output.publish(List.of(WHOLE)))
          .withMessageContaining("cannot publish the files");
      STORE.failNoMore();
    }
    assertThat(contents()).isEqualTo(before);
  }

  @Test
  void whatCannotBePutBackIsKept() throws IOException {
    write("old", WHOLE);
    try (Output output = open(true)) {
      stage(output, "new", WHOLE);
      STORE.fail(403, "PUT", "^/bucket/" + location.key(NAMES.file(1)));
      assertThatExceptionOfType(WriteException.class)
          .isThrownBy(() -> output.publish(List.of(WHOLE)))
          .withMessageContaining("nor put back what they replaced, which is in " + location);
      STORE.failNoMore();
    }
    assertThat(contents().keySet()).doesNotContain(DataSetNames.MANIFEST);
    assertThat(contents().entrySet())
        .filteredOn(entry -> entry.getKey().contains("/replaced/"))
        .extracting(entry -> entry.getKey().replaceFirst(".*/", ""), Map.Entry::getValue)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(WHOLE).map(name -> tuple(name, "old")).toList());
  }

  @Test
  void thePrefixCanBeTheWholeBucketAndHaveAnyCharacter() throws IOException {
    for (String prefix : new String[] {"a b/ü+%41&=;'\"", "test/x"}) {
      location = STORE.location(prefix);
      try (Output output = open(false)) {
        publish(output, "new", WHOLE);
      }
      assertThat(contents()).containsOnlyKeys(WHOLE);
    }
  }

  @Test
  void tellsArrowTheSame() {
    assertThat(ArrowUri.of(prefix("s3://bucket/a b/100%+ü", null), "x", "eu-west-1"))
        .isEqualTo("s3://bucket/a%20b/100%25%2B%C3%BC/x?region=eu-west-1");
    assertThat(ArrowUri.of(prefix("s3://bucket", "http://127.0.0.1:9000/"), "x", "us-east-1"))
        .isEqualTo("s3://bucket/x?region=us-east-1&scheme=http&endpoint_override=127.0.0.1%3A9000");
  }

  private static ObjectStorePrefix prefix(String uri, String endpoint) {
    return (ObjectStorePrefix) Destination.parse(uri, endpoint);
  }
}
