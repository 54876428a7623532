package io.revenueos.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.cli.Cli.Result;
import io.revenueos.kernel.jdbc.Database;
import io.revenueos.kernel.jdbc.PooledDatabase;
import io.revenueos.kernel.jdbc.testkit.Rows;
import io.revenueos.kernel.jdbc.testkit.TestDatabases;
import io.revenueos.kernel.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Input that is wrong gets an error that says what is wrong with it; nothing of it is stored, and
 * the lines around it are processed.
 */
class BadInputTest {
  /**
   * A wrong line, and what its error says.
   *
   * @param octets one byte a character
   */
  private record Bad(String octets, String code, String field, String message) {
    static Bad line(String line, String code, String field, String message) {
      return new Bad(line, code, field, message);
    }

    byte[] bytes() {
      return octets.getBytes(ISO_8859_1);
    }

    @Override
    public String toString() {
      return code + " " + field + ": " + message;
    }
  }

  private static final String GOOD = Events.lead("L-1");

  private static final List<Bad> CORPUS =
      List.of(
          Bad.line("{\"tenant_id\":", "invalid_json", "", "not valid JSON at "),
          Bad.line("nonsense", "invalid_json", "", "not valid JSON at "),
          Bad.line("[]", "invalid_json", "", "expected a JSON object, found an array"),
          Bad.line("17", "invalid_json", "", "expected a JSON object, found \"17\""),
          Bad.line(GOOD + GOOD, "invalid_json", "", "found more text"),
          Bad.line("{}", "invalid_event", "tenant_id", "required, but missing"),
          Bad.line(
              GOOD.replace(Events.TENANT, "abc"),
              "invalid_event",
              "tenant_id",
              "expected a UUID, found \"abc\""),
          Bad.line(
              GOOD.replace("\"" + Events.TENANT + "\"", "17"),
              "invalid_event",
              "tenant_id",
              "expected a UUID, found 17"),
          Bad.line(
              GOOD.replace("\"source\":\"cmo_campaigns\",", ""),
              "invalid_event",
              "source",
              "required, but missing"),
          Bad.line(
              GOOD.replace("lead_captured", "Lead Captured"),
              "invalid_event",
              "type",
              "expected [a-z][a-z0-9_.]* of at most 100 characters, found \"Lead Captured\""),
          Bad.line(
              GOOD.replace("\"payload\":{", "\"payload\":[{").replace("}}", "}]}"),
              "invalid_event",
              "payload",
              "expected a JSON object, found an array"),
          Bad.line(
              GOOD.replace("\"payload\"", "\"occurred_at\":\"yesterday\",\"payload\""),
              "invalid_event",
              "occurred_at",
              "expected an ISO-8601 instant such as 2026-01-05T10:00:00Z, found \"yesterday\""),
          Bad.line(
              GOOD.replace("\"payload\"", "\"mode\":\"shadow\",\"payload\""),
              "invalid_event",
              "\"mode\"",
              "unknown field; allowed: tenant_id"),
          Bad.line(
              Events.lead("L-2", "{\"note\":\"" + "x".repeat(2 << 20) + "\"}"),
              "invalid_event",
              "payload",
              "expected at most 1,048,576 bytes as JSON, found 2,097,"),
          Bad.line(
              Events.lead("L-2", "{\"note\":\"a\\u0000b\"}"),
              "invalid_json",
              "payload.note",
              "NUL character (U+0000) at position 2 is not allowed"),
          Bad.line(
              Events.lead("L-2", "{\"note\":\"a\u0000b\"}"), "invalid_json", "", "not valid JSON"),
          Bad.line(
              Events.lead("L-2", "{\"note\":\"\\ud83d\"}"),
              "invalid_json",
              "payload.note",
              "lone surrogate U+D83D at position 1"),
          Bad.line(
              Events.lead("L-2", "{\"note\":1,\"note\":2}"),
              "invalid_json",
              "payload.note",
              "duplicate key"),
          Bad.line(
              Events.lead("L-2", "{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000)),
              "invalid_json",
              "payload.a.a.a.a",
              "nested deeper than 100 levels"),
          Bad.line(
              Events.lead("L-2", "{\"n\":1e100000000}"),
              "invalid_json",
              "payload.n",
              "1000 digits"),
          Bad.line(
              Events.lead("L-2\\u001b[31m"),
              "invalid_event",
              "entity_id",
              "control character U+001B at position 4 is not allowed"),
          Bad.line(
              "{\"tenant_id\":\"\u00C3(\"}",
              "invalid_encoding",
              "",
              "expected UTF-8, found the byte 0xC3 at position 15 of the line"),
          Bad.line(
              " ".repeat(EventLines.MAX_LINE_BYTES) + "x",
              "line_too_long",
              "",
              "expected a line of at most 6,356,992 bytes, found 6,356,993"));

  static Stream<Arguments> cases() {
    return Stream.of(Database.values())
        .flatMap(kind -> CORPUS.stream().map(bad -> Arguments.of(kind, bad)));
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void badLinesAmongGoodOnesAreNamedAndNothingOfThemIsStored(Database kind) {
    String url = TestDatabases.emptyUrl(kind);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    for (int i = 0; i < CORPUS.size(); i++) {
      file.writeBytes(CORPUS.get(i).bytes());
      file.writeBytes(("\n" + Events.lead("good-" + i) + "\r\n").getBytes(UTF_8));
    }

    Result result =
        Cli.on(url).with(new ByteArrayInputStream(file.toByteArray())).run("run", "-", "--json");

    assertThat(result.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(result.err()).doesNotContain("Exception", "\tat ");
    List<JsonObject> lines = result.json();
    assertThat(lines).hasSize(2 * CORPUS.size());
    for (int i = 0; i < CORPUS.size(); i++) {
      JsonObject refused = lines.get(2 * i);
      JsonObject good = lines.get(2 * i + 1);
      assertThat(refused.keys()).containsExactly("line", "error");
      assertThat(refused.decimal("line").orElseThrow()).isEqualByComparingTo(2 * i + 1 + "");
      assertIs(CORPUS.get(i), Events.error(refused));
      assertThat(good.text("status")).contains("completed");
    }
    try (PooledDatabase database = PooledDatabase.open(url)) {
      Rows rows = Rows.of(database.dataSource());
      String good = Integer.toString(CORPUS.size());
      assertThat(rows.lines("select count(*) from kernel_events")).containsExactly(good);
      assertThat(rows.lines("select count(*) from kernel_events where entity_id like 'good-%'"))
          .containsExactly(good);
      assertThat(rows.lines("select count(*) from kernel_event_queue")).containsExactly("0");
      assertThat(rows.lines("select count(*) from tasks")).containsExactly(good);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aBadQuestionGetsNoVerdict(Database kind, Bad bad) {
    // One database of each kind will do: nothing is stored.
    String url = kind == Database.H2 ? "jdbc:h2:mem:bad-questions" : Shared.POSTGRES;

    Result result =
        Cli.on(url).with(new ByteArrayInputStream(bad.bytes())).run("guard", "-", "--json");

    assertThat(result.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(result.err()).startsWith("error: ").doesNotContain("Exception", "\tat ");
    JsonObject error = Events.error(result.onlyJson());
    if (bad.code().equals("invalid_encoding")) {
      assertThat(error.text("message")).contains("expected UTF-8, found other bytes");
    } else if (bad.code().equals("line_too_long")) {
      assertThat(error.text("code")).contains("file_too_large");
    } else {
      assertIs(bad, error);
    }
    assertThat(Cli.on(url).run("stats", "--json").out()).contains("\"completed\":0,\"failed\":0");
  }

  private static final class Shared {
    private static final String POSTGRES = TestDatabases.emptyUrl(Database.POSTGRESQL);
  }

  private static void assertIs(Bad bad, JsonObject error) {
    assertThat(error.text("code")).contains(bad.code());
    assertThat(error.text("field").orElse("")).startsWith(bad.field());
    assertThat(error.has("field")).isEqualTo(!bad.field().isEmpty());
    assertThat(error.text("message").orElse("")).contains(bad.message());
  }
}
