package io.revenueos.cmo.scoring;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Points by rules that hold for everybody: what is used until a tenant has conversions to learn
 * from. They are a convention, not a measurement, and say so by their version. Profile up to 45
 * points (email, phone, company, segment), source up to 20, engagement up to 35 (meetings, forms,
 * touches); who opted out loses 20.
 */
public final class LeadRules implements LeadScorer {
  private static final String VERSION = "lead_rules_v1";

  private final List<LeadRule> rules = LeadRule.version1();

  @Override
  public String version() {
    return VERSION;
  }

  /** Which of a table's columns the rules can use, by the name of the rule. */
  public Map<String, String> columnsUsed(LeadTable table) {
    Map<String, String> used = new LinkedHashMap<>();
    for (LeadRule rule : rules) {
      table.columns().stream()
          .filter(column -> rule.columns().contains(LeadRule.key(column)))
          .findFirst()
          .ifPresent(column -> used.put(rule.name(), column));
    }
    return used;
  }

  @Override
  public List<LeadScore> score(LeadTable table) {
    Map<String, String> used = columnsUsed(table);
    return IntStream.range(0, table.size()).mapToObj(lead -> scoreOf(table, lead, used)).toList();
  }

  private LeadScore scoreOf(LeadTable table, int lead, Map<String, String> used) {
    List<Signal> signals = new ArrayList<>();
    int sum = 0;
    for (LeadRule rule : rules) {
      String column = used.get(rule.name());
      if (column == null) {
        continue;
      }
      int place = table.indexOf(column);
      int points = rule.points().of(table.normalised(lead).get(place));
      if (points != 0) {
        signals.add(new Signal(column, table.row(lead).get(place), points));
        sum += points;
      }
    }
    signals.sort(Comparator.comparingDouble(signal -> -Math.abs(signal.contribution())));
    int score = Math.max(0, Math.min(100, sum));
    return new LeadScore(score, Grade.ofPoints(score), LeadScore.Unit.POINTS, 0, signals, VERSION);
  }
}
