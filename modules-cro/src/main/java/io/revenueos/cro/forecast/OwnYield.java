package io.revenueos.cro.forecast;

import java.util.OptionalDouble;

/**
 * The open pipeline times the share of it that was won in such a window in the past. Then as now
 * without the deals that are older than any that has closed by now: what counted as a zombie back
 * then depended on how little had been seen.
 */
final class OwnYield implements Rule {
  @Override
  public OptionalDouble forecast(Known known, Window window) {
    int lead = known.number(window.from()) - known.origin();
    int oldest = known.open().oldestClosed();
    double won = 0;
    double open = 0;
    int last = known.origin() - lead - window.length();
    int first = Math.max(known.start(), last - TrackRecord.MAX_WINDOWS * TrackRecord.STEP_DAYS);
    for (int past = last; past >= first; past -= TrackRecord.STEP_DAYS) {
      won += known.won(past + lead, past + lead + window.length());
      open += known.openOn(past).valueUpTo(oldest);
    }
    return open > 0
        ? OptionalDouble.of(won / open * known.open().valueUpTo(oldest))
        : OptionalDouble.empty();
  }
}
