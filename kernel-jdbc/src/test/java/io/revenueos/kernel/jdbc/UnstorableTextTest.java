package io.revenueos.kernel.jdbc;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.revenueos.kernel.action.OutboxMessage;
import io.revenueos.kernel.action.Reason;
import io.revenueos.kernel.action.Recommendation;
import io.revenueos.kernel.action.RowTarget;
import io.revenueos.kernel.action.Target;
import io.revenueos.kernel.action.Task;
import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.tenant.Tenant;
import io.revenueos.kernel.testkit.TestEvents;
import java.time.Instant;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What one database would store and the other would not, no value can hold. */
class UnstorableTextTest {
  private static final Instant NOW = Instant.parse("2026-11-20T10:15:30.123456Z");

  @ParameterizedTest
  @ValueSource(strings = {"a\0b", "a\uD83D", "\uDE00b", "\uDE00\uD83D"})
  void whatNoDatabaseStoresCannotGetAsFarAsOne(String text) {
    RowTarget target = new RowTarget(Target.of(Target.Kind.LEAD, "L-1"), null);
    assertRefused(() -> TestEvents.event().with("key", text).build());
    assertRefused(() -> TestEvents.event().with(text, "value").build());
    assertRefused(() -> TestEvents.event().correlatedBy(text).build());
    assertRefused(() -> TestEvents.event().idempotencyKey(text).build());
    assertRefused(() -> TestEvents.event().from(text).build());
    assertRefused(() -> TestEvents.event().about("deal", text).build());
    assertRefused(() -> TestEvents.event().about(text, "D-1").build());
    assertRefused(() -> new Reason("code", text));
    assertRefused(() -> new Reason(text, "text"));
    assertRefused(() -> Target.of(Target.Kind.LEAD, text));
    assertRefused(() -> new Task(target, "key", text, "", NOW, Task.Priority.LOW));
    assertRefused(() -> new Task(target, "key", "title", text, NOW, Task.Priority.LOW));
    assertRefused(() -> new Task(target, text, "title", "", NOW, Task.Priority.LOW));
    assertRefused(() -> message(target, text, "ada@example.com"));
    assertRefused(() -> message(target, "key", text));
    assertRefused(() -> recommendation(target, text, "title", ""));
    assertRefused(() -> recommendation(target, "key", text, ""));
    assertRefused(() -> recommendation(target, "key", "title", text));
    assertRefused(() -> Tenant.of(TestEvents.TENANT, "slug", text));
    assertRefused(() -> Tenant.of(TestEvents.TENANT, "slug", "Name").describedAs(text));
  }

  private static OutboxMessage message(RowTarget target, String key, String recipient) {
    return new OutboxMessage(
        target, key, OutboxMessage.Channel.SMS, recipient, JsonObject.empty(), NOW);
  }

  private static Recommendation recommendation(
      RowTarget target, String key, String title, String description) {
    return new Recommendation(
        target, key, Recommendation.Kind.EXPAND, Task.Priority.LOW, title, description);
  }

  private static void assertRefused(ThrowingCallable making) {
    assertThatThrownBy(making).isInstanceOf(InvalidInputException.class);
  }
}
