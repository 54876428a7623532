package io.revenueos.benchmarks.load;

import io.revenueos.benchmarks.load.Round.Throughput;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Measures contenders against each other. In each round one thing is measured of all of them before
 * the next, and each round begins with another contender: a disk that is slower for a minute, or
 * what a neighbour has left to the server, disturbs all.
 */
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
    List<Turn> turns = new ArrayList<>();
    List<List<Round>> rounds = new ArrayList<>();
    try {
      for (Contender contender : contenders) {
        turns.add(ready(contender));
      }
      for (int round = 1; round <= plan.rounds(); round++) {
        rounds.add(round(turns, round));
      }
    } finally {
      turns.forEach(Turn::close);
    }
    return IntStream.range(0, turns.size())
        .mapToObj(
            place ->
                new Standing(
                    turns.get(place).about(), rounds.stream().map(all -> all.get(place)).toList()))
        .toList();
  }

  private Turn ready(Contender contender) throws SQLException {
    String name = contender.about().name();
    progress.accept("warm-up   " + name);
    Turn turn = new Turn(contender, Lane.open(databases.apply(name), plan));
    try {
      turn.warmUp();
      return turn;
    } catch (SQLException | RuntimeException failed) {
      turn.close();
      throw failed;
    }
  }

  /** One of the things that are measured, and how it is told. */
  private record Phase<T>(String name, Measurement<T> measurement, Function<T, String> words) {
    private interface Measurement<T> {
      T of(Turn turn) throws SQLException;
    }

    static final Phase<Throughput> BACKLOG =
        new Phase<>("backlog", Turn::backlog, backlog -> rate(backlog.endToEnd()));
    static final Phase<Double> ONE = new Phase<>("one per call", Turn::acceptedByOne, Phase::rate);
    static final Phase<Double> MANY =
        new Phase<>(LoadPlan.CALLERS + " callers", Turn::acceptedByMany, Phase::rate);
    static final Phase<Latency> LATENCY =
        new Phase<>("latency", Turn::latency, latency -> "p50 %.2f ms".formatted(latency.p50()));

    private static String rate(double perSecond) {
      return "%,.0f units/s".formatted(perSecond);
    }
  }

  private List<Round> round(List<Turn> turns, int number) throws SQLException {
    List<Throughput> backlogs = ofEach(turns, number, Phase.BACKLOG);
    List<Double> byOne = ofEach(turns, number, Phase.ONE);
    List<Double> byMany = ofEach(turns, number, Phase.MANY);
    List<Latency> latencies = ofEach(turns, number, Phase.LATENCY);
    return IntStream.range(0, turns.size())
        .mapToObj(
            place ->
                new Round(
                    backlogs.get(place),
                    new Round.Singles(byOne.get(place), byMany.get(place)),
                    latencies.get(place)))
        .toList();
  }

  /** In the order of the turns, whoever comes first. */
  private <T> List<T> ofEach(List<Turn> turns, int round, Phase<T> phase) throws SQLException {
    List<Integer> places = new ArrayList<>(IntStream.range(0, turns.size()).boxed().toList());
    Collections.rotate(places, 1 - round);
    Map<Integer, T> measured = new TreeMap<>();
    for (int place : places) {
      Turn turn = turns.get(place);
      T figure = phase.measurement().of(turn);
      measured.put(place, figure);
      progress.accept(
          "round %d/%d %-12s %-18s %s"
              .formatted(
                  round,
                  plan.rounds(),
                  phase.name(),
                  turn.about().name(),
                  phase.words().apply(figure)));
    }
    return List.copyOf(measured.values());
  }
}
