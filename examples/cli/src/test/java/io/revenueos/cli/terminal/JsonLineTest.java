package io.revenueos.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.json.JsonObject;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JsonLineTest {
  @Test
  void everyKindOfValueIsWritten() {
    JsonLine line =
        JsonLine.of("text", "a\"b\\c")
            .with("number", 17L)
            .with("decimal", new BigDecimal("1E+3"))
            .with("flag", true)
            .with("nothing", (Object) null)
            .with("absent", Optional.empty())
            .with("present", Optional.of("x"))
            .with("list", Arrays.asList(1, null, "z"))
            .with("object", JsonLine.of("a", List.of()))
            .with("stored", (Object) JsonObject.of("b", List.of(new BigDecimal("0.50"))));

    assertThat(line)
        .hasToString(
            "{\"text\":\"a\\\"b\\\\c\",\"number\":17,\"decimal\":1000,\"flag\":true,"
                + "\"nothing\":null,\"present\":\"x\",\"list\":[1,null,\"z\"],"
                + "\"object\":{\"a\":[]},\"stored\":{\"b\":[0.50]}}");
  }

  @Test
  void whatCouldSteerATerminalIsEscapedAndReadBackTheSame() {
    String hostile = "\u001B[31m\u009B1A\u202E\n\u0000 \uD83D\uDE00 \u00FC";

    String json = JsonLine.of("x", hostile.replace("\u0000", "")).toString();

    assertThat(json).contains("\\u001B", "\\u009B", "\\u202E", "\\u000A", "\uD83D\uDE00", "\u00FC");
    assertThat(JsonObject.parse(json).text("x")).contains(hostile.replace("\u0000", ""));
    assertThat(JsonLine.of("x", "\uD83D\u0000")).hasToString("{\"x\":\"\\uD83D\\u0000\"}");
  }
}
