package io.revenueos.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.policy.Answer;
import io.revenueos.kernel.policy.Fact;
import io.revenueos.kernel.policy.Policy;
import io.revenueos.kernel.store.InMemoryKernelStore;
import io.revenueos.kernel.testkit.SettableClock;
import io.revenueos.kernel.testkit.TestEvents;
import io.revenueos.kernel.testkit.TestPolicies;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReplayTest {
  private static final Fact<BigDecimal> LIMIT = Fact.ratio("limit", "0.2");
  private static final Fact<String> SEGMENT = Fact.text("segment", "unknown");

  /** Says in its reason everything that it knows. */
  private static final Policy TELLING =
      TestPolicies.answering(
              "test.telling_v1",
              (event, facts) ->
                  new Answer.Noop(
                      TestPolicies.noop("test.telling_v1")
                          .name()
                          .reason(
                              ".told",
                              "%s, %s, %s"
                                  .formatted(
                                      facts.get(LIMIT), facts.get(SEGMENT), facts.get(Fact.NOW)))))
          .knowing(LIMIT, SEGMENT, Fact.NOW);

  private final SettableClock clock = TestKernels.clock();
  private final InMemoryKernelStore store = new InMemoryKernelStore();

  @Test
  void theFactsOfADecisionAreDefaultsSettingsTheTimeAndWhatTheHostProvides() {
    try (Kernel kernel = kernel("gold")) {
      ProcessedEvent byDefault = kernel.ingest(TestEvents.event().build());
      setLimit(kernel, "0.35");
      ProcessedEvent bySetting = kernel.ingest(TestEvents.event().correlatedBy("req-2").build());

      assertThat(facts(byDefault).toJson())
          .isEqualTo(
              "{\"limit\":0.2,\"now\":\"2026-01-05T10:00:00Z\",\"segment\":\"gold, deal D-1\"}");
      assertThat(facts(bySetting).toJson())
          .isEqualTo(
              "{\"limit\":0.35,\"now\":\"2026-01-05T10:00:00Z\",\"segment\":\"gold, deal D-1\"}");
    }
  }

  @Test
  void aDecisionIsRecomputedAlthoughTimeSettingsAndMetricsMovedOn() {
    EventId id;
    try (Kernel kernel = kernel("gold")) {
      id = kernel.ingest(TestEvents.event().build()).eventId();
      setLimit(kernel, "0.9");
    }
    clock.advance(Duration.ofDays(365));

    try (Kernel later = kernel("silver")) {
      List<Replay> replays = later.replay(TestEvents.SCOPE, id);

      assertThat(replays).hasSize(1).allMatch(Replay::same);
      assertThat(replays.get(0).recomputed()).contains(replays.get(0).recorded().decision());
      assertThat(later.replay(TestEvents.SCOPE, new EventId(99))).isEmpty();
    }
  }

  @Test
  void aPolicyThatChangedItsMindOrIsGoneIsNotTheSame() {
    EventId id;
    try (Kernel kernel = kernelWith(TestPolicies.allow("test.a_v1"))) {
      id = kernel.ingest(TestEvents.event().build()).eventId();
    }
    try (Kernel changed = kernelWith(TestPolicies.block("test.a_v1"));
        Kernel without = kernelWith()) {
      Replay differs = changed.replay(TestEvents.SCOPE, id).get(0);
      Replay gone = without.replay(TestEvents.SCOPE, id).get(0);

      assertThat(differs.same()).isFalse();
      assertThat(differs.recomputed()).isPresent();
      assertThat(gone.same()).isFalse();
      assertThat(gone.recomputed()).isEmpty();
    }
  }

  @Test
  void aTenantsSettingThatIsNoLongerValidFailsTheEvent() {
    store.register(TestKernels.tenant(JsonObject.of("settings", Map.of("limit", "a fifth"))));
    try (Kernel kernel = kernel("gold")) {
      ProcessedEvent failed = kernel.ingest(TestEvents.event().build());

      assertThat(failed.error())
          .hasValueSatisfying(
              error ->
                  assertThat(error)
                      .contains("policy test.telling_v1 failed")
                      .contains("limit: expected a number from 0 to 1, found \"a fifth\""));
    }
  }

  private static void setLimit(Kernel kernel, String limit) {
    kernel.register(
        TestKernels.tenant(JsonObject.of("settings", Map.of("limit", new BigDecimal(limit)))));
  }

  private static JsonObject facts(ProcessedEvent processed) {
    assertThat(processed.decisions()).hasSize(1);
    return processed.decisions().get(0).decision().facts().values();
  }

  private Kernel kernel(String segment) {
    return Kernel.builder()
        .store(store)
        .clock(clock)
        .policy(TELLING)
        .fact(SEGMENT, event -> segment + ", " + event.entity())
        .build();
  }

  private Kernel kernelWith(Policy... policies) {
    KernelBuilder builder = Kernel.builder().store(store).clock(clock);
    List.of(policies).forEach(builder::policy);
    return builder.build();
  }
}
