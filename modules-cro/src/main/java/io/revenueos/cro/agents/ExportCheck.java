package io.revenueos.cro.agents;

import io.revenueos.cro.pipeline.Outcome;
import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.json.Text;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Figures of an export are the host's word, and cannot be counted again here; but they must not
 * contradict each other. Their form is for the schema.
 */
final class ExportCheck {
  private static final String CODE = "invalid_request";
  private static final String ROOT = "export";
  private static final String PIPELINE = ROOT + ".pipeline";
  private static final String CLOSED = "closed";
  private static final String WON = "won";
  private static final String DEALS = "deals";

  /** What rounding may make of a share. */
  private static final BigDecimal SLACK = new BigDecimal("0.001");

  private ExportCheck() {}

  /**
   * @throws InvalidInputException naming the first figure that others contradict
   */
  static void require(JsonObject export) {
    JsonObject pipeline = export.object("pipeline").orElseThrow();
    day(pipeline.text("as_of").orElseThrow());
    JsonObject total = pipeline.object("baseline").orElseThrow();
    baseline(PIPELINE + ".baseline", total);
    long open = Checked.count(pipeline, "open_deals");
    equal(PIPELINE + ".deals", Checked.count(pipeline, DEALS), open + Checked.count(total, CLOSED));
    stages(pipeline);
    groups(pipeline, "product", total);
    groups(pipeline, "owner", total);
    for (String some : List.of("open_without_value", "open_without_expected_close")) {
      atMost(PIPELINE + "." + some, Checked.count(pipeline, some), open);
    }
    once(pipeline, "excluded", "reason");
    long keptOut = Checked.count(export, "kept_out");
    equal(ROOT + ".kept_out", keptOut, Checked.sum(pipeline, "excluded", "rows"));
    equal(
        ROOT + ".rows",
        Checked.count(export, "rows"),
        Checked.count(pipeline, DEALS) + keptOut + Checked.count(export, "unreadable"));
  }

  private static void day(String asOf) {
    try {
      LocalDate.parse(asOf);
    } catch (DateTimeException none) {
      throw new InvalidInputException(
          CODE, PIPELINE + ".as_of", "expected a day, found " + Text.quoted(asOf));
    }
  }

  private static void stages(JsonObject pipeline) {
    once(pipeline, "stages", "stage");
    long others =
        pipeline.object("other_stages").map(rest -> Checked.count(rest, DEALS)).orElse(0L);
    equal(
        PIPELINE + ".stages",
        Checked.sum(pipeline, "stages", DEALS) + others,
        Checked.count(pipeline, DEALS));
    if (pipeline.object("other_stages").isEmpty()) {
      JsonObject total = pipeline.object("baseline").orElseThrow();
      long won = Checked.count(total, WON);
      ends(pipeline, Outcome.WON, won);
      ends(pipeline, Outcome.LOST, Checked.count(total, CLOSED) - won);
    }
  }

  /** Deals in the stages of an end; nothing is said where none of them is named. */
  private static void ends(JsonObject pipeline, Outcome end, long expected) {
    List<JsonObject> named =
        Checked.objects(pipeline, "stages").stream()
            .filter(stage -> Outcome.ofStage(stage.text("stage").orElseThrow()) == end)
            .toList();
    if (!named.isEmpty()) {
      long found = named.stream().mapToLong(stage -> Checked.count(stage, DEALS)).sum();
      equal(PIPELINE + ".stages", found, expected);
    }
  }

  private static void once(JsonObject pipeline, String list, String one) {
    Set<String> names = new HashSet<>();
    for (JsonObject named : Checked.objects(pipeline, list)) {
      String name = named.text(one).orElseThrow();
      if (!names.add(name)) {
        throw new InvalidInputException(
            CODE,
            PIPELINE + "." + list,
            "expected each %s once, found twice %s".formatted(one, Text.quoted(name)));
      }
    }
  }

  private static void groups(JsonObject pipeline, String one, JsonObject total) {
    String key = one + "s";
    String place = PIPELINE + "." + key;
    once(pipeline, key, one);
    List<JsonObject> named = Checked.objects(pipeline, key);
    for (int i = 0; i < named.size(); i++) {
      baseline("%s[%d]".formatted(place, i), named.get(i));
    }
    JsonObject rest = pipeline.object("other_" + key).orElse(null);
    if (rest != null) {
      baseline(PIPELINE + ".other_" + key, rest);
    }
    for (String figure : List.of(CLOSED, WON)) {
      long sum =
          Checked.sum(pipeline, key, figure) + (rest == null ? 0 : Checked.count(rest, figure));
      atMost(place, sum, Checked.count(total, figure));
    }
  }

  private static void baseline(String place, JsonObject baseline) {
    long closed = Checked.count(baseline, CLOSED);
    long won = Checked.count(baseline, WON);
    atMost(place + ".won", won, closed);
    BigDecimal rate = baseline.decimal("win_rate").orElse(null);
    if (rate == null ? closed > 0 : closed == 0 || !isShare(rate, won, closed)) {
      throw new InvalidInputException(
          CODE,
          place + ".win_rate",
          "expected %d won of %d closed as a share, and null of none, found %s"
              .formatted(won, closed, rate == null ? "null" : rate.toPlainString()));
    }
    for (String median : List.of("cycle_days", "deal_size")) {
      BigDecimal found = baseline.decimal(median).orElse(null);
      if (won == 0 && found != null) {
        throw new InvalidInputException(
            CODE,
            place + "." + median,
            "expected null, the median of no won deal, found " + found.toPlainString());
      }
    }
  }

  private static boolean isShare(BigDecimal rate, long won, long closed) {
    BigDecimal all = BigDecimal.valueOf(closed);
    return rate.multiply(all).subtract(BigDecimal.valueOf(won)).abs().compareTo(all.multiply(SLACK))
        <= 0;
  }

  private static void equal(String place, long found, long expected) {
    if (found != expected) {
      throw new InvalidInputException(
          CODE, place, "expected %,d by the other figures, found %,d".formatted(expected, found));
    }
  }

  private static void atMost(String place, long found, long most) {
    if (found > most) {
      throw new InvalidInputException(
          CODE,
          place,
          "expected at most %,d by the other figures, found %,d".formatted(most, found));
    }
  }
}
