package io.revenueos.kernel.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.testkit.RandomJson;
import io.revenueos.kernel.testkit.Seeds;
import io.revenueos.kernel.testkit.TestEvents;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Timeout;

/** Whatever comes in is an event or an {@link InvalidInputException}, and soon. */
@Timeout(60)
class EventFuzzTest {
  private static final int TRIES_PER_SEED = 200;
  private static final List<String> NASTY =
      List.of(
          "{",
          "}",
          "[",
          "]",
          "\"",
          ",",
          ":",
          "\\",
          "\\u",
          "\\u0000",
          "\\uD83C",
          "\0",
          "\uD83C",
          "\uFEFF",
          "1e999999999",
          "1e-999999999",
          "-",
          "NaN",
          "null",
          "true",
          "{}",
          "[]",
          "\"tenant_id\":1,",
          "[".repeat(200),
          "{\"a\":".repeat(5_000),
          "9".repeat(3_000),
          "/*",
          "//");

  @Seeds
  void randomTextIsRefused(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < TRIES_PER_SEED; i++) {
      byte[] bytes = new byte[random.nextInt(60)];
      random.nextBytes(bytes);
      accepts(new String(bytes, StandardCharsets.ISO_8859_1));
      accepts("{\"" + new String(bytes, StandardCharsets.UTF_16));
      accepts(soup(random));
    }
  }

  @Seeds
  void aMutatedEventIsAnEventOrRefused(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < TRIES_PER_SEED; i++) {
      String text = valid(random);
      for (int mutations = 1 + random.nextInt(3); mutations > 0; mutations--) {
        text = mutated(text, random);
      }
      accepts(text);
    }
  }

  @Seeds
  void anEventOfAnyPayloadIsAccepted(long seed) {
    assertThat(accepts(valid(new Random(seed)))).isTrue();
  }

  /** Whether the text is an event; fails on any exception but the one for invalid input. */
  private static boolean accepts(String text) {
    try {
      assertThat(KernelEvent.parse(text)).isNotNull();
      return true;
    } catch (InvalidInputException refused) {
      assertThat(refused.getMessage()).isNotBlank();
      return false;
    } catch (RuntimeException | Error wrong) {
      throw new AssertionError("not refused properly: <%s>".formatted(text), wrong);
    }
  }

  private static String valid(Random random) {
    KernelEvent event =
        TestEvents.event().withAll(JsonObject.of(new RandomJson(random).members(3))).build();
    return JsonObject.of("tenant_id", event.scope().tenant().toString())
        .with("type", event.type().name())
        .with("source", event.source())
        .with("entity_type", event.entity().type())
        .with("entity_id", event.entity().id())
        .with("correlation_id", event.correlationId().value())
        .with("occurred_at", "2026-01-05T10:00:00Z")
        .with("payload", event.payload())
        .toJson();
  }

  private static String mutated(String text, Random random) {
    int from = random.nextInt(text.length() + 1);
    int to = Math.min(text.length(), from + random.nextInt(8));
    return switch (random.nextInt(5)) {
      case 0 -> text.substring(0, from);
      case 1 -> text.substring(0, from) + text.substring(to);
      case 2 -> text.substring(0, to) + text.substring(from);
      case 3 -> text.substring(0, from) + (char) random.nextInt(0x10000) + text.substring(to);
      default -> text.substring(0, from) + nasty(random) + text.substring(to);
    };
  }

  private static String soup(Random random) {
    StringBuilder soup = new StringBuilder("{");
    for (int i = random.nextInt(12); i > 0; i--) {
      soup.append(nasty(random));
    }
    return soup.toString();
  }

  private static String nasty(Random random) {
    return NASTY.get(random.nextInt(NASTY.size()));
  }
}
