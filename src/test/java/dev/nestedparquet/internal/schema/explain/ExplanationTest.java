package dev.nestedparquet.internal.schema.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nestedparquet.batch.BatchFiller;
import dev.nestedparquet.batch.RowRange;
import dev.nestedparquet.internal.schema.DataSetFiles;
import dev.nestedparquet.internal.schema.Gallery;
import dev.nestedparquet.internal.schema.check.Meanings;
import dev.nestedparquet.internal.schema.explain.Sample.Counted;
import dev.nestedparquet.internal.schema.fill.DataSetFiller;
import dev.nestedparquet.internal.schema.model.DataSetFile;
import dev.nestedparquet.internal.schema.model.Lengths;
import dev.nestedparquet.internal.schema.model.Node;
import dev.nestedparquet.schema.DataSet;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the explanation of a file says is what its rows are like. */
final class ExplanationTest {
  private static final String FILE =
      """
      nested-parquet: 1
      name: visits
      lists: {pages: [home, cart, help]}
      entities: {user: {count: 5k, fields: {plan: {type: string, null: 10%, pick: {free: 3, paid: 1}}}}}
      columns:
        id: {type: int64, null: never, sequence: {start: 1}}
        at: {type: timestamp(ms), sorted: {start: 2024-01-01, step: 1m, jitter: 90s}}
        user:
          null: 20%
          let: {u: {ref: user}}
          present: {key+plan: 3, key: 1}
          fields: {key: {type: int32, expr: u.key}, plan: {type: string, dictionary: true, pick: [free, paid]}}
        pages:
          null: 50%
          length: {0: 20, 1-3: 80}
          list: {fields: {name: {type: string, null: 25%, pick: pages}, took: {type: duration(us), uniform: [1ms, 3s]}}}
        scores: {length: {fixed: 3}, list: {type: float32, normal: {mean: 0, sigma: 1, min: -4, max: 4}}}
        tags: {length: {uniform: [0, 4]}, map: {key: {type: string, pattern: "[a-z]{4}"}, value: {type: bool, pick: {true: 1, false: 9}}}}
        slow: {type: bool, expr: "max(pages.took) > cast('2s' as duration(us))"}
      """;

  private static DataSetFile read(String text) {
    return DataSetFiles.read("test", text, null, Map.of());
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = DataSetFiles.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static Stream<DataSetFile> files() throws IOException {
    return Stream.concat(
            Gallery.names().stream().map(Gallery::text),
            Stream.of(
                FILE,
                resource("contacts.yaml"),
                resource("every-source.yaml"),
                resource("every-type.yaml")))
        .map(ExplanationTest::read);
  }

  @Test
  void eachColumnHasALine() {
    DataSetFile file = read(FILE);
    assertThat(Explanation.lines(file, new DataSetFiller(file, 0, Map.of())))
        .containsExactly(
            """
            column             type                           null  absent  length   distinct  bytes/row  values
            id                 int64, required                   -       -                all          8  sequence from 1 by 1
            at                 timestamp(ms)                     -       -                  -       8.13  sorted from 2024-01-01T00:00:00.000 by 1m, jitter 90s
            user               struct                          20%       -                          8.38
              key              int32                             -     20%              5,000       4.13  expr u.key
              plan             string, dictionary of int32     25%     20%                  2       4.13  pick free, paid
            pages              list                            50%       -     1.6                 ~16.4  length 0 20%, 1-3 80%
              list.element     struct                            -   42.9%                         ~12.3
                name           string                          25%   42.9%                  3       ~5.7  pick pages home, cart, help
                took           duration(us)                      -   42.9%          2,999,001        6.5  uniform 1ms to 3s
            scores             fixed list                        -       -       3                  12.5  length 3
              list.element     float32                           -       -                  -       12.4  normal, -4 to 4
            tags               map                               -       -       2                 ~20.9  length uniform 0 to 4
              key_value.key    string                            -   9.09%            456,976      ~16.3  pattern, up to 4 characters
              key_value.value  bool                              -   9.09%                  2        0.5  pick true 10%, false 90%
            slow               bool                         ~60.3%       -                  2       0.25  expr max(pages.took) > cast('2s' as duration(us))
            a row                                                                                  ~74.5
            user               entity                                                   5,000
              plan             string                          10%                          2             pick free 75%, paid 25%

            rows    up to 153,722,838,879,792, by columns.at: its source has 153722838879792 values, for up to 1 a row
            """
                .lines()
                .toArray(String[]::new));
  }

  /** A share is of so many positions that chance moves it by no more than this. */
  private static double chance(Counted counted) {
    return 5 * 0.5 / Math.sqrt((double) Math.max(1, counted.slots));
  }

  @ParameterizedTest
  @MethodSource("files")
  void whatTheFileSaysIsWhatTheRowsAreLike(DataSetFile file) {
    Sample sample = Sample.of(file, new DataSetFiller(file, 1, Map.of()));
    Shares shares = new Shares(Meanings.of(file), sample);
    file.columns().forEach(column -> compare(column, null, shares, sample));
  }

  private static void compare(Node node, Node parent, Shares shares, Sample sample) {
    Counted counted = sample.of(node);
    boolean hasRuns = node.head().nulls().runs() != null;
    if (!hasRuns) {
      assertThat(shares.nulls(node, parent).value())
          .as("nulls of %s", node.head().path())
          .isCloseTo(counted.nullShare(), within(chance(counted)));
    }
    Lengths lengths =
        node instanceof Node.ListNode list
            ? list.lengths()
            : node instanceof Node.MapNode map ? map.lengths() : null;
    if (lengths != null && lengths.runs() == null && counted.slots > 0) {
      assertThat(shares.length(node, lengths).value())
          .as("length of %s", node.head().path())
          .isCloseTo(counted.meanLength(), within((double) lengths.most() * chance(counted)));
      assertThat(shares.empty(node, lengths).value())
          .as("empty lists of %s", node.head().path())
          .isCloseTo(counted.emptyShare(), within(chance(counted)));
    }
    node.children().forEach(child -> compare(child, node, shares, sample));
  }

  @ParameterizedTest
  @MethodSource("files")
  void theBytesOfARowAreThoseOfTheBuffers(DataSetFile file) {
    BatchFiller filler = new DataSetFiller(file, 0, Map.of());
    String line =
        Explanation.lines(file, filler).stream()
            .filter(one -> one.startsWith("a row "))
            .findFirst()
            .orElseThrow();
    double told = Double.parseDouble(line.replaceAll("[^0-9.]", ""));
    BatchFiller own = filler.forProducer();
    RowRange rows =
        new RowRange(0, own.rowsOfBatch(new RowRange(0, Math.min(10_000, file.rows().rows()))));
    try (BufferAllocator allocator = new RootAllocator();
        VectorSchemaRoot root = VectorSchemaRoot.create(own.schema(), allocator)) {
      own.fill(rows, root);
      double bytes = 0;
      for (FieldVector vector : root.getFieldVectors()) {
        bytes += vector.getBufferSize();
      }
      // Half a percent of rounding by three digits, and what chance does to lengths.
      assertThat(told).isCloseTo(bytes / rows.rows(), within(0.05 * bytes / rows.rows() + 0.5));
    }
  }

  @Test
  void howManyListsAreEmptyIsDeclaredWhereTheirLengthSaysIt() {
    DataSetFile file =
        read(
            """
            nested-parquet: 1
            name: lists
            columns:
              fixed: {length: {const: 2}, list: {type: int32, const: 1}}
              empty: {length: {const: 0}, list: {type: int32, const: 1}}
              some: {length: {uniform: [1, 3]}, list: {type: int32, const: 1}}
              any: {length: {uniform: [0, 4]}, list: {type: int32, const: 1}}
              long: {length: {geometric: {mean: 3, min: 1, max: 9}}, list: {type: int32, const: 1}}
              short: {length: {geometric: {mean: 3, max: 9}}, list: {type: int32, const: 1}}
            """);
    Sample sample = Sample.of(file, new DataSetFiller(file, 1, Map.of()));
    Shares shares = new Shares(Meanings.of(file), sample);
    assertThat(
            file.columns().stream()
                .map(column -> shares.empty(column, ((Node.ListNode) column).lengths()))
                .toList())
        .startsWith(
            Figure.declared(0),
            Figure.declared(1),
            Figure.declared(0),
            Figure.declared(0.2),
            Figure.declared(0))
        .last()
        .extracting(Figure::isMeasured)
        .isEqualTo(true);
    file.columns().forEach(column -> compare(column, null, shares, sample));
  }

  @Test
  void aParameterChangesWhatIsSaid() {
    DataSet dataSet =
        DataSet.of(
            FILE.replace("name: visits", "name: visits\nparameters: {some: 20%}")
                .replace("null: 20%", "null: $some"));
    assertThat(dataSet.explain(0, Map.of("some", "40%")))
        .contains(
            "user               struct                          40%       -                          8.38");
  }

  @Test
  void floatingPointIsWrittenOutUnlessItWouldBeLong() {
    String columns =
        """
        nested-parquet: 1
        name: numbers
        columns:
          some: {type: float64, uniform: [-180, 2000], digits: 1}
          more: {type: float64, const: 1e300}
        """;
    assertThat(DataSet.of(columns).explain(0, Map.of()))
        .anyMatch(line -> line.endsWith("uniform -180 to 2000, 1 digits"))
        .anyMatch(line -> line.endsWith("const 1E+300"));
  }
}
