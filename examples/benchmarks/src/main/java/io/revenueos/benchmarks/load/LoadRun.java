package io.revenueos.benchmarks.load;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Gives every contender its turn, round by round, so that what disturbs one disturbs all. */
public final class LoadRun {
  private final LoadPlan plan;
  private final UnaryOperator<String> databases;
  private final Consumer<String> progress;

  /**
   * @param databases makes an empty database of a name; returns its URL
   * @param progress is told what was measured
   */
  public LoadRun(LoadPlan plan, UnaryOperator<String> databases, Consumer<String> progress) {
    this.plan = plan;
    this.databases = databases;
    this.progress = progress;
  }

  /**
   * @return in the order of the contenders
   * @throws IllegalStateException when a contender does not do every unit once
   */
  public List<Standing> measure(List<Contender> contenders) throws SQLException {
    Map<Turn, List<Round>> rounds = new LinkedHashMap<>();
    try {
      for (Contender contender : contenders) {
        String name = contender.about().name();
        progress.accept("warm-up   " + name);
        Turn turn = new Turn(contender, Lane.open(databases.apply(name), plan));
        rounds.put(turn, new ArrayList<>());
        turn.warmUp();
      }
      for (int round = 1; round <= plan.rounds(); round++) {
        for (Map.Entry<Turn, List<Round>> entry : rounds.entrySet()) {
          Round measured = entry.getKey().take();
          entry.getValue().add(measured);
          progress.accept(line(round, entry.getKey().about().name(), measured));
        }
      }
    } finally {
      rounds.keySet().forEach(Turn::close);
    }
    return rounds.entrySet().stream()
        .map(entry -> new Standing(entry.getKey().about(), entry.getValue()))
        .toList();
  }

  private String line(int round, String contender, Round measured) {
    return "round %d/%d %-18s %,9.0f units/s   p50 %.2f ms"
        .formatted(
            round,
            plan.rounds(),
            contender,
            measured.backlog().endToEnd(),
            measured.latency().p50());
  }
}
