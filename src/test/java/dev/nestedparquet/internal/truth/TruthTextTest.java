package dev.nestedparquet.internal.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nestedparquet.batch.Truth;
import java.util.LinkedHashMap;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What is written of a truth has all of it, and is read as the same. */
final class TruthTextTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static Map<String, Map<String, Object>> written(Truth truth, boolean isWhole)
      throws Exception {
    Map<String, Map<String, Object>> byPath = new LinkedHashMap<>();
    for (int i = 0; i < truth.columns().size(); i++) {
      byPath.put(truth.columns().get(i).path(), TruthText.members(truth, i, isWhole));
    }
    return read(JSON.writeValueAsString(byPath));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Map<String, Object>> read(String json) throws Exception {
    return JSON.readValue(json, LinkedHashMap.class);
  }

  @Property(tries = 500)
  void isReadAsTheSame(@ForAll long seed) throws Exception {
    Truth truth = new RandomTruths(seed).next();
    Truth whole = TruthReader.whole(written(truth, true));
    assertThat(whole).isEqualTo(truth);
    assertThat(TruthReader.part(written(truth, false), whole)).isEqualTo(truth);
  }

  private static Object text(String type, long order) {
    return ValueText.of(ValueType.of(type), order);
  }

  @Example
  void valuesAreWrittenAsProgramsReadThemExactly() {
    assertThat(text("int64", 9_007_199_254_740_991L)).isEqualTo(9_007_199_254_740_991L);
    assertThat(text("int64", 9_007_199_254_740_992L)).isEqualTo("9007199254740992");
    assertThat(text("uint64", -1 ^ Long.MIN_VALUE)).isEqualTo("18446744073709551615");
    assertThat(text("bool", 1)).isEqualTo(true);
    assertThat(text("float64", Order.of(0.1)).toString()).isEqualTo("0.1");
    assertThat(text("float32", Order.of(0.1f)).toString()).isEqualTo("0.10000000149011612");
    assertThat(text("float64", Order.of(2e-3)).toString()).isEqualTo("0.002");
    assertThat(text("float64", Order.of(Double.parseDouble("1e23"))).toString()).isEqualTo("1E+23");
    assertThat(text("float64", Order.of(-0.0)).toString()).isEqualTo("-0.0");
    assertThat(text("float64", Order.of(2000)).toString()).isEqualTo("2000.0");
    assertThat(text("float64", Order.of(Double.NEGATIVE_INFINITY))).isEqualTo("-Infinity");
    assertThat(text("date", -1)).isEqualTo("1969-12-31");
    assertThat(text("date", Integer.MAX_VALUE)).isEqualTo("+5881580-07-11");
    assertThat(text("time(ms)", 86_399_999)).isEqualTo("23:59:59.999");
    assertThat(text("timestamp(us)", -1)).isEqualTo("1969-12-31T23:59:59.999999");
    assertThat(text("timestamp(s, Europe/Oslo)", 0)).isEqualTo("1970-01-01T00:00:00Z");
    assertThat(text("timestamp(s)", Long.MAX_VALUE)).isEqualTo("+292277026596-12-04T15:30:07");
    assertThat(text("timestamp(s)", Long.MIN_VALUE)).isEqualTo("-292277022657-01-27T08:29:52");
    assertThat(text("duration(ns)", -7)).isEqualTo(-7L);
  }

  /** Of a longer text, the first 128 characters are kept, whole; a text of just these is less. */
  @Example
  void longTextsAreCut() {
    String euros = "\u20ac".repeat(128);
    byte[] whole = euros.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    byte[] longer = (euros + "x").getBytes(java.nio.charset.StandardCharsets.UTF_8);
    assertThat(Order.kept(whole, true)).isEqualTo(whole);
    assertThat(Order.isCut(Order.kept(whole, true), true)).isFalse();
    assertThat(Order.isCut(Order.kept(longer, true), true)).isTrue();
    assertThat(java.util.Arrays.compareUnsigned(whole, Order.kept(longer, true))).isNegative();
  }

  private static void assertRefused(String members, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TruthReader.whole(read("{\"a.b\": " + members + "}")))
        .withMessage(message);
  }

  @Example
  void whatIsNoTruthIsRefusedAndNamed() {
    String head = "{\"type\": \"int8\", \"values\": 1, \"nulls\": 0, \"absent\": 0, ";
    assertRefused("{}", "a.b/type is missing, or no text");
    assertRefused("{\"type\": \"int9x\"}", "a.b/type is int9x, which is none");
    assertRefused(
        "{\"type\": \"struct\", \"values\": -1}", "a.b/values is -1, not a count (0, 1, 2, …)");
    assertRefused("{\"type\": \"struct\", \"values\": 1, \"nulls\": 0}", "a.b/absent is missing");
    assertRefused(head + "\"largest\": 1, \"sum\": 1}", "a.b/smallest is missing");
    assertRefused(
        head + "\"smallest\": \"x\", \"largest\": 1, \"sum\": 1}",
        "a.b/smallest is x, which no int8 can be");
    assertRefused(
        head + "\"smallest\": 1, \"largest\": 1, \"sum\": 1.5}",
        "a.b/sum is 1.5, which no int8 can be");
    assertRefused(
        head + "\"smallest\": 1, \"largest\": 1, \"sum\": 1, \"bytes\": 1}",
        "a.b/bytes is nothing that can be told of this column");
    assertRefused(
        head + "\"smallest\": 1, \"largest\": 1, \"sum\": 1, \"labels\": [1]}",
        "a.b/labels is [1], no object");
    assertRefused(
        "{\"type\": \"list\", \"values\": 1, \"nulls\": 0, \"absent\": 0, \"empty\": 0,"
            + " \"elements\": 40, \"lengths\": {\"40\": 1}}",
        "a.b/lengths/40 is no length, and no range of lengths such as 33-63");
  }

  @Example
  void aPartHasTheColumnsOfTheWholeAndNoOthers() throws Exception {
    String struct = "{\"type\": \"struct\", \"values\": 1, \"nulls\": 0, \"absent\": 0}";
    Truth whole = TruthReader.whole(read("{\"a\": " + struct + "}"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TruthReader.part(read("{}"), whole))
        .withMessage("a is missing");
    String part = "{\"values\": 1, \"nulls\": 0, \"absent\": 0}";
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> TruthReader.part(read("{\"a\": " + part + ", \"b\": " + part + "}"), whole))
        .withMessage("b is no column of the whole");
  }
}
