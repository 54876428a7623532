package io.revenueos.kernel.handler;

import static io.revenueos.kernel.testkit.RefusalAssert.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.action.ActionType;
import io.revenueos.kernel.action.KernelAction;
import io.revenueos.kernel.action.OutboxMessage;
import io.revenueos.kernel.action.OutboxMessage.Channel;
import io.revenueos.kernel.action.Target;
import io.revenueos.kernel.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutboundHandlerTest {
  private static final OutboundHandler HANDLER = new OutboundHandler();
  private static final KernelAction EMAIL =
      HandlerFixture.action(ActionType.OUTBOUND_EMAIL, Target.Kind.LEAD);

  @Test
  void aMessageIsReservedWithItsContent() {
    OutboxMessage message =
        send(EMAIL.with("subject", "Welcome").with("body", "Hi").with("schedule", null));

    assertThat(message.channel()).isEqualTo(Channel.EMAIL);
    assertThat(message.recipient()).isEqualTo("a@b.example");
    assertThat(message.content()).isEqualTo(JsonObject.of("subject", "Welcome").with("body", "Hi"));
    assertThat(message.scheduledAt()).isEqualTo(HandlerFixture.NOW);
    assertThat(message.idempotencyKey()).isEqualTo("event:7/test.reason/lead X-1/email");
    assertThat(message.target().target()).isEqualTo(Target.of("lead", "X-1"));
    assertThat(message.target().rowId()).isEmpty();
  }

  @Test
  void aMessageIsLinkedToTheRowOfItsTarget() {
    OutboxMessage message =
        HandlerFixture.empty()
            .row("row@b.example", null)
            .effect(HANDLER, EMAIL, OutboxMessage.class);

    assertThat(message.recipient()).isEqualTo("row@b.example");
    assertThat(message.target().rowId()).contains(HandlerFixture.ROW);
  }

  @ParameterizedTest
  @CsvSource({"OUTBOUND_EMAIL, EMAIL", "OUTBOUND_SMS, SMS", "OUTBOUND_VOICE, VOICE"})
  void everyChannelHasItsActionType(String type, Channel channel) {
    KernelAction action = HandlerFixture.action(new ActionType(type), Target.Kind.LEAD);
    OutboxMessage message =
        HandlerFixture.empty()
            .row("a@b.example", "+43 660 1234567")
            .effect(HANDLER, action, OutboxMessage.class);

    assertThat(message.channel()).isEqualTo(channel);
    assertThat(message.recipient())
        .isEqualTo(channel == Channel.EMAIL ? "a@b.example" : "+43 660 1234567");
    assertThat(message.idempotencyKey()).endsWith("/" + channel.stored());
    assertThat(HANDLER.types()).contains(action.type());
  }

  @ParameterizedTest
  @CsvSource({
    // anchor, offset in hours, when
    "2026-01-06T10:00:00Z, 0, 2026-01-06T10:00:00Z",
    "2026-01-07T10:00:00Z, -24, 2026-01-06T10:00:00Z",
    "2026-01-06T12:00:00+02:00, 0.5, 2026-01-06T10:30:00Z",
    "2026-01-06T09:00:00Z, -24, 2026-01-05T10:00:00Z",
    "2026-01-06T10:00:00Z, -24, 2026-01-05T10:00:00Z",
    "2020-01-01T00:00:00Z, 0, 2026-01-05T10:00:00Z",
    "2026-01-06T10:00:00.123456789Z, 0, 2026-01-06T10:00:00.123456Z"
  })
  void aScheduleIsRelativeToItsAnchorAndAtOnceWhenThatIsPast(
      String anchor, Double offset, Instant when) {
    assertThat(
            send(EMAIL.with("schedule", Map.of("anchor", anchor, "offset_hours", offset)))
                .scheduledAt())
        .isEqualTo(when);
  }

  @Test
  void anAnchorWithoutAnOffsetIsTheMoment() {
    assertThat(send(EMAIL.with("schedule", Map.of("anchor", "2026-01-06T10:00:00Z"))).scheduledAt())
        .isEqualTo("2026-01-06T10:00:00Z");
  }

  @Test
  void aBrokenScheduleIsRefusedNotSentAtOnce() {
    for (Object anchor :
        List.of("tomorrow", "", 12, "+10000-01-01T00:00:00Z", "-0001-01-01T00:00:00Z")) {
      assertRefused(() -> send(EMAIL.with("schedule", Map.of("anchor", anchor))))
          .withCode("invalid_action")
          .at("parameters.schedule.anchor")
          .saying("expected an ISO-8601 instant of the years 1 to 9999, found ");
    }
    assertRefused(() -> send(EMAIL.with("schedule", Map.of()))).saying("found nothing");
    assertRefused(() -> send(EMAIL.with("schedule", "2026-01-06T10:00:00Z")))
        .at("parameters.schedule")
        .saying("expected an object, found \"2026-01-06T10:00:00Z\"");
    assertRefused(
            () ->
                send(
                    EMAIL.with(
                        "schedule",
                        Map.of("anchor", "2026-01-06T10:00:00Z", "offset_hours", "soon"))))
        .saying("expected hours as a number");
  }

  private static OutboxMessage send(KernelAction action) {
    return HandlerFixture.payload("email", "a@b.example")
        .effect(HANDLER, action, OutboxMessage.class);
  }
}
