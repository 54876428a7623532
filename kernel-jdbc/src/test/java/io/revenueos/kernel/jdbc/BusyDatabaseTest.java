package io.revenueos.kernel.jdbc;

import static io.revenueos.kernel.testkit.KernelAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.action.RetryPolicy;
import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.event.EventStatus;
import io.revenueos.kernel.jdbc.testkit.StagedNode;
import io.revenueos.kernel.tenant.TenantScope;
import io.revenueos.kernel.testkit.SettableClock;
import io.revenueos.kernel.testkit.SignalLog;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A PostgreSQL that says to come again, always for the same event; and one that lacks a right. */
class BusyDatabaseTest {
  private static final int EVENTS = 40;
  private static final int POISON = 7;
  private static final RetryPolicy TWICE =
      new RetryPolicy(2, Duration.ofMillis(10), 1, Duration.ofMillis(10), 0);
  private static final String TRIGGER =
      """
      create function test_harm() returns trigger language plpgsql as $$
      begin
        if new.idempotency_key like 'event:8/%%' then
          %s;
        end if;
        return new;
      end $$;
      create trigger harm before insert on tasks for each row execute function test_harm();
      """;

  private final String url = StagedNode.newDatabase();
  private final TenantScope scope = StagedNode.newTenant();

  private StagedNode node() {
    // Long enough for a loaded machine, and shorter than the sleep.
    return StagedNode.on(
        url + "&options=-c%20statement_timeout=1000", builder -> builder.retry(TWICE));
  }

  private List<EventId> emitted(StagedNode node) {
    return IntStream.range(0, EVENTS)
        .mapToObj(n -> node.kernel().emit(StagedNode.event(scope, "D-" + n, 0)).eventId())
        .toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "raise exception 'as if somebody else were there' using errcode = '40001'",
        "raise exception 'as if it were locked' using errcode = '55P03'",
        "perform pg_sleep(30)"
      })
  void anEventThatItIsNeverReadyForDiesAloneAndTheOthersAreDone(String harm) {
    try (StagedNode node = node()) {
      node.rows().execute(TRIGGER.formatted(harm));
      List<EventId> ids = emitted(node);

      node.start();

      assertThat(node.kernel().awaitDrained(SignalLog.PATIENCE.multipliedBy(4))).isTrue();
      assertThat(node.kernel()).event(ids.get(POISON)).isDead("attempts_exhausted").hasAttempts(2);
      assertThat(node.rows().lines("select count(*) from tasks"))
          .containsExactly(String.valueOf(EVENTS - 1));
    }
  }

  @Test
  void nothingDiesOfARightThatIsMissing() {
    SettableClock clock = SettableClock.at("2026-01-05T10:00:00Z");
    RetryPolicy hourly = new RetryPolicy(2, Duration.ofHours(1), 1, Duration.ofHours(1), 0);
    try (StagedNode node = StagedNode.on(url, builder -> builder.retry(hourly).clock(clock))) {
      node.rows().execute("revoke insert on kernel_actions from revenueos_app");
      List<EventId> ids = emitted(node);
      for (int i = 0; i < 4; i++) {
        node.kernel().runDue();
        clock.advance(Duration.ofHours(1));
      }
      assertThat(node.kernel().control().stats().events())
          .containsEntry(EventStatus.FAILED, (long) EVENTS)
          .containsEntry(EventStatus.DEAD, 0L);

      node.rows().execute("grant insert on kernel_actions to revenueos_app");
      node.kernel().runDue();

      for (EventId id : ids) {
        assertThat(node.kernel()).event(id).isCompleted();
      }
    }
  }
}
