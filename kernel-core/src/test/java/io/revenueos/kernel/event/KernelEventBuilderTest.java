package io.revenueos.kernel.event;

import static io.revenueos.kernel.testkit.RefusalAssert.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.tenant.Actor;
import io.revenueos.kernel.tenant.Role;
import io.revenueos.kernel.tenant.UserId;
import io.revenueos.kernel.testkit.TestEvents;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class KernelEventBuilderTest {
  @Test
  void buildsTheSameEventThatItsJsonReads() {
    KernelEvent built =
        KernelEvent.of("discount_attempted")
            .from("crm")
            .in(TestEvents.SCOPE)
            .about("deal", "D-42")
            .correlatedBy("req-7")
            .occurredAt(Instant.parse("2026-01-05T10:00:00Z"))
            .with("old_value", 10_000)
            .with("new_value", 4_000)
            .build();

    KernelEvent read =
        KernelEvent.parse(
            """
            {"tenant_id": "%s", "type": "discount_attempted", "source": "crm",
             "entity_type": "deal", "entity_id": "D-42", "correlation_id": "req-7",
             "occurred_at": "2026-01-05T11:00:00+01:00",
             "payload": {"new_value": 4e3, "old_value": 10000}}
            """
                .formatted(TestEvents.TENANT));

    assertThat(read).isEqualTo(built);
  }

  @Test
  void whoeverActsIsNoPartOfAnEvent() {
    Actor ada = Actor.of(new UserId(UUID.randomUUID()), Role.ADMIN);
    KernelEvent event = TestEvents.event().in(TestEvents.SCOPE.as(ada)).build();

    assertThat(event).isEqualTo(TestEvents.event().build());
    assertThat(event.scope().actor()).isEmpty();
    assertThat(event.tracedBy(null)).isEqualTo(event);
  }

  @Test
  void namesWhatIsMissingAndHowToGiveIt() {
    KernelEventBuilder builder = KernelEvent.of("a");
    assertRefused(builder::build).at("tenant_id").saying("call .in(scope)");
    builder.in(TestEvents.SCOPE);
    assertRefused(builder::build).at("source").saying("call .from(source)");
    builder.from("crm");
    assertRefused(builder::build).at("entity_type").saying("call .about(type, id)");
    builder.about("deal", "D-1");
    assertRefused(builder::build).at("correlation_id").saying("call .correlatedBy(");
    builder.correlatedBy("req-1");
    assertThat(builder.build()).isNotNull();
  }

  @Test
  void aBadPayloadIsRefusedAsAnEventWithItsPath() {
    KernelEventBuilder builder = TestEvents.event().with("note", "a\0");

    assertRefused(builder::build)
        .isInstanceOf(InvalidEventException.class)
        .withCode("invalid_event")
        .at("payload.note")
        .saying("NUL");
  }

  @Test
  void aLaterMemberReplacesAnEarlierOne() {
    assertThat(
            TestEvents.event()
                .with("a", 1)
                .withAll(JsonObject.of("a", 2).with("b", 3))
                .with("b", null)
                .build()
                .payload())
        .isEqualTo(JsonObject.of("a", 2).with("b", null));
  }

  @Test
  void aBuilderCanBeUsedAgainWithoutChangingWhatItBuilt() {
    KernelEventBuilder builder = TestEvents.event().with("a", 1);
    KernelEvent first = builder.build();
    KernelEvent second = builder.with("a", 2).build();

    assertThat(first.payload()).isEqualTo(JsonObject.of("a", 1));
    assertThat(second.payload()).isEqualTo(JsonObject.of("a", 2));
  }
}
