package io.revenueos.cro.pipeline;

import io.revenueos.cro.pipeline.Snapshot.Entry;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of a deal between two snapshots, as far as a period is concerned.
 *
 * @param dealId the CRM's
 * @param valueOrNull what it is worth now; what it was worth before when it is gone or names no
 *     value any more
 */
public record Movement(String dealId, Kind kind, @Nullable BigDecimal valueOrNull) {
  /** What became of it. */
  public enum Kind {
    /** It was not there before. */
    NEW,
    /** It was expected after the period and is now expected in it. */
    PULLED_IN,
    /** It was expected in the period and is now expected after it. */
    PUSHED_OUT,
    /** It was open and is won. */
    WON,
    /** It was open and is lost. */
    LOST,
    /** It was there and is not any more, or its row cannot be counted any more. */
    GONE;

    /** In lower_snake_case, for machines. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Optional<BigDecimal> value() {
    return Optional.ofNullable(valueOrNull);
  }

  /** In the order of the deals' ids. A deal that is new and closed at once is its close. */
  public static List<Movement> between(Snapshot before, Snapshot now, Period period) {
    List<Movement> movements = new ArrayList<>();
    now.deals()
        .forEach(
            (id, entry) ->
                kind(before.deals().get(id), entry, period)
                    .ifPresent(
                        kind ->
                            movements.add(
                                new Movement(id, kind, value(before.deals().get(id), entry)))));
    before
        .deals()
        .forEach(
            (id, entry) -> {
              if (!now.deals().containsKey(id)) {
                movements.add(new Movement(id, Kind.GONE, entry.valueOrNull()));
              }
            });
    return List.copyOf(movements);
  }

  private static @Nullable BigDecimal value(@Nullable Entry before, Entry now) {
    return now.valueOrNull() == null && before != null ? before.valueOrNull() : now.valueOrNull();
  }

  private static Optional<Kind> kind(@Nullable Entry before, Entry now, Period period) {
    if (before != null && before.outcome().closed()) {
      return Optional.empty();
    }
    if (now.outcome().closed()) {
      return Optional.of(now.outcome() == Outcome.WON ? Kind.WON : Kind.LOST);
    }
    if (before == null) {
      return Optional.of(Kind.NEW);
    }
    LocalDate then = before.expectedCloseOrNull();
    LocalDate today = now.expectedCloseOrNull();
    if (then == null || today == null || Objects.equals(then, today)) {
      return Optional.empty();
    }
    if (!then.isBefore(period.end()) && period.contains(today)) {
      return Optional.of(Kind.PULLED_IN);
    }
    return period.contains(then) && !today.isBefore(period.end())
        ? Optional.of(Kind.PUSHED_OUT)
        : Optional.empty();
  }
}
