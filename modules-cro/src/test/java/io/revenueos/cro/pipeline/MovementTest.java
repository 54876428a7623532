package io.revenueos.cro.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.cro.pipeline.Movement.Kind;
import io.revenueos.cro.pipeline.Snapshot.Entry;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MovementTest {
  private static Entry entry(Outcome outcome, @Nullable String expected) {
    return new Entry(outcome, null, expected == null ? null : LocalDate.parse(expected));
  }

  @Test
  void whatBecameOfEachDealIsSaid() {
    Snapshot before =
        new Snapshot(
            LocalDate.of(2026, 1, 1),
            Map.of(
                "in", entry(Outcome.OPEN, "2026-04-01"),
                "out", entry(Outcome.OPEN, "2026-03-31"),
                "same", entry(Outcome.OPEN, "2026-03-31"),
                "won", entry(Outcome.OPEN, null),
                "lost", entry(Outcome.OPEN, "2026-02-01"),
                "old", entry(Outcome.WON, null),
                "gone", entry(Outcome.OPEN, null)));
    Snapshot now =
        new Snapshot(
            LocalDate.of(2026, 2, 1),
            Map.of(
                "in", entry(Outcome.OPEN, "2026-03-31"),
                "out", entry(Outcome.OPEN, "2026-04-01"),
                "same", entry(Outcome.OPEN, "2026-03-31"),
                "won", entry(Outcome.WON, null),
                "lost", entry(Outcome.LOST, null),
                "old", entry(Outcome.WON, null),
                "new", entry(Outcome.OPEN, null)));
    assertThat(Movement.between(before, now, Period.parse("2026-Q1")))
        .containsExactly(
            new Movement("in", Kind.PULLED_IN, null),
            new Movement("lost", Kind.LOST, null),
            new Movement("new", Kind.NEW, null),
            new Movement("out", Kind.PUSHED_OUT, null),
            new Movement("won", Kind.WON, null),
            new Movement("gone", Kind.GONE, null));
  }
}
