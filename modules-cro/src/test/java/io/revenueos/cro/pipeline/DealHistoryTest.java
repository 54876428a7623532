package io.revenueos.cro.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.revenueos.cro.pipeline.Exclusion.Reason;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DealHistoryTest {
  private static final LocalDate AS_OF = LocalDate.of(2026, 3, 1);
  private static final StageNames STAGES = new StageNames(Set.of("demo"));

  private static DealRow row(
      long row, String id, String stage, @Nullable String value, String engaged, String closed) {
    return new DealRow(
        row,
        id,
        stage,
        "Ada",
        "Plan",
        value == null ? null : new BigDecimal(value),
        engaged.isEmpty() ? null : LocalDate.parse(engaged),
        closed.isEmpty() ? null : LocalDate.parse(closed));
  }

  private static DealHistory history(DealRow... rows) {
    return DealHistory.of(List.of(rows), STAGES, AS_OF, Map.of());
  }

  @Test
  void rowsThatCannotBeCountedAreKeptOutWithTheReason() {
    DealHistory history =
        history(
            row(2, "good", "closed_won", "10", "2026-01-01", "2026-02-01"),
            row(3, "reversed", "closed_lost", null, "2026-02-02", "2026-02-01"),
            row(4, "negative", "demo", "-1", "2026-01-01", ""),
            row(5, "stage", "dmeo", "1", "2026-01-01", ""),
            row(6, "empty", "", "1", "2026-01-01", ""),
            row(7, "future", "closed_won", "1", "2026-01-01", "2026-03-01"),
            row(8, "undated", "closed_won", "1", "2026-01-01", ""),
            row(9, "unvalued", "closed_won", null, "2026-01-01", "2026-02-01"),
            row(10, "unstarted", "demo", "1", "", ""),
            row(11, "later", "demo", "1", "2026-03-01", ""),
            row(12, "excel", "closed_won", "1", "1900-01-01", "2026-02-01"),
            row(13, "epoch", "demo", "1", "1970-01-01", ""),
            row(14, "slip", "demo", "1000000000000", "2026-01-01", ""));
    assertThat(history.deals()).extracting(DealRecord::id).containsExactly("good");
    assertThat(history.excluded())
        .extracting(Exclusion::row, Exclusion::reason)
        .containsExactly(
            tuple(3L, Reason.DATES_REVERSED),
            tuple(4L, Reason.NEGATIVE_VALUE),
            tuple(5L, Reason.UNKNOWN_STAGE),
            tuple(6L, Reason.UNKNOWN_STAGE),
            tuple(7L, Reason.CLOSED_IN_FUTURE),
            tuple(8L, Reason.CLOSED_WITHOUT_DATE),
            tuple(9L, Reason.WON_WITHOUT_VALUE),
            tuple(10L, Reason.NO_START_DATE),
            tuple(11L, Reason.STARTS_IN_FUTURE),
            tuple(12L, Reason.IMPLAUSIBLE_START),
            tuple(13L, Reason.IMPLAUSIBLE_START),
            tuple(14L, Reason.VALUE_TOO_LARGE));
    assertThat(history.excluded().get(4).detail())
        .isEqualTo("closed_won on 2026-03-01, known is until 2026-02-28");
    assertThat(history.excluded().get(9).detail())
        .isEqualTo("work begins on 1900-01-01, expected a day from 1980-01-01 on");
    assertThat(history.excluded().get(11).detail())
        .isEqualTo("the value is 1.00000E+12, expected less than 1,000,000,000,000");
    assertThat(history.excludedByReason()).containsEntry(Reason.UNKNOWN_STAGE, 2L);
  }

  @Test
  void anOldStartAndALargeValueThatCanBeTrueAreKept() {
    DealHistory history =
        history(
            row(2, "old", "demo", "1", "1980-01-01", ""),
            row(3, "large", "demo", "999999999999.99", "2026-01-01", ""));
    assertThat(history.deals()).extracting(DealRecord::id).containsExactly("old", "large");
  }

  @Test
  void aRowThatStandsTwiceCountsOnceAndOneThatIsContradictedNever() {
    DealHistory history =
        history(
            row(2, "a", "demo", "1", "2026-01-01", ""),
            row(3, "b", "demo", "1", "2026-01-01", ""),
            row(4, "a", "demo", "1", "2026-01-01", ""),
            row(5, "b", "closed_lost", "1", "2026-01-01", "2026-01-05"));
    assertThat(history.deals()).extracting(DealRecord::id).containsExactly("a");
    assertThat(history.excluded()).extracting(Exclusion::row).containsExactly(3L, 4L, 5L);
    assertThat(history.excluded()).extracting(Exclusion::reason).containsOnly(Reason.DUPLICATE_ID);
  }

  @Test
  void aTenantsOwnStageIsKnownWhenItIsUsedOften() {
    List<DealRow> rows =
        new ArrayList<>(Collections.nCopies(199, row(2, "a", "angebot", "1", "2026-01-01", "")));
    rows.add(row(3, "b", "angbeot", "1", "2026-01-01", ""));
    StageNames stages = StageNames.usedIn(rows);
    assertThat(stages.knows("angebot")).isTrue();
    assertThat(stages.knows("angbeot")).isFalse();
    assertThat(stages.knows("closed_lost")).isTrue();
  }

  @Test
  void anEarlierMorningKnowsNothingLater() {
    DealHistory history =
        history(
            row(2, "closed", "closed_won", "10", "2026-01-01", "2026-01-09"),
            row(3, "open", "closed_won", "10", "2026-01-01", "2026-01-10"),
            row(4, "later", "demo", "10", "2026-01-10", ""));
    DealHistory known = history.asKnownOn(LocalDate.of(2026, 1, 10));
    assertThat(known.deals()).extracting(DealRecord::id).containsExactly("closed", "open");
    assertThat(known.deals().get(1).isOpen()).isTrue();
    assertThat(known.deals().get(1).value()).isEmpty();
    assertThat(known.won()).isEqualTo(1);
  }

  @Test
  void aWonDealThatOutweighsAllOthersIsNoted() {
    List<DealRow> rows = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      rows.add(row(i, "D" + i, "closed_won", "10", "2026-01-01", "2026-02-01"));
    }
    DealRow slip = row(9, "slip", "closed_won", "91", "2026-01-01", "2026-02-01");
    DealRow large = row(9, "large", "closed_won", "90", "2026-01-01", "2026-02-01");
    DealRow open = row(10, "open", "demo", "9000", "2026-01-01", "");

    assertThat(with(rows, slip, open).outweighing()).map(DealRecord::id).contains("slip");
    assertThat(with(rows, large, open).outweighing()).isEmpty();
    assertThat(with(rows.subList(0, 8), slip).outweighing()).as("of nine").isEmpty();
  }

  @Test
  void aWonDealOfMoreThanAHundredTimesAllOthersIsKeptOut() {
    List<DealRow> rows = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      rows.add(row(i, "D" + i, "closed_won", "10", "2026-01-01", "2026-02-01"));
    }
    DealRow slip = row(7, "slip", "closed_won", "10000.01", "2026-01-01", "2026-02-01");
    DealRow large = row(8, "large", "closed_won", "10000.00", "2026-01-01", "2026-02-01");
    DealRow huge = row(6, "huge", "closed_won", "999999999999", "2026-01-01", "2026-02-01");
    DealRow lost = row(9, "lost", "closed_lost", "999999999999", "2026-01-01", "2026-02-01");

    assertThat(with(rows, huge, lost, slip).excluded())
        .containsExactly(
            new Exclusion(
                6,
                "huge",
                Reason.VALUE_TOO_LARGE,
                "the value is 999999999999, expected at most 100 times the 10100.01 of all other"
                    + " won deals"),
            new Exclusion(
                7,
                "slip",
                Reason.VALUE_TOO_LARGE,
                "the value is 10000.01, expected at most 100 times the 100 of all other won deals"));
    assertThat(with(rows, huge, slip).won()).isEqualTo(10);
    assertThat(with(rows, large, lost).excluded()).isEmpty();
    assertThat(with(rows.subList(0, 9), slip).excluded()).as("of ten").isEmpty();
  }

  @Test
  void besideDealsThatAreWorthNothingNoValueIsTooLarge() {
    List<DealRow> rows = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      rows.add(row(i, "D" + i, "closed_won", "0", "2026-01-01", "2026-02-01"));
    }
    DealRow one = row(10, "one", "closed_won", "5", "2026-01-01", "2026-02-01");
    assertThat(with(rows, one).excluded()).isEmpty();
  }

  private static DealHistory with(List<DealRow> rows, DealRow... more) {
    List<DealRow> all = new ArrayList<>(rows);
    all.addAll(List.of(more));
    return DealHistory.of(all, STAGES, AS_OF, Map.of());
  }
}
