package io.revenueos.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class StandingTest {
  @Test
  void theMedianIsTakenOfEveryFigureByItself() {
    Standing standing = standing(round(10, 3), round(30, 1), round(20, 2));

    assertThat(standing.median()).isEqualTo(round(20, 2));
  }

  @Test
  void ofTwoRoundsItIsTheirMiddle() {
    assertThat(standing(round(10, 1), round(20, 2)).median()).isEqualTo(round(15, 1.5));
  }

  @Test
  void percentilesAreThoseOfTheSlowestShare() {
    long[] millis = LongStream.rangeClosed(1, 100).map(n -> n * 1_000_000).toArray();

    assertThat(Latency.of(millis)).isEqualTo(new Latency(50, 95, 99));
  }

  @Test
  void aSingleMeasurementIsEveryPercentile() {
    assertThat(Latency.of(new long[] {7_000_000})).isEqualTo(new Latency(7, 7, 7));
  }

  private static Standing standing(Round... rounds) {
    return new Standing(new About("a", "A", "nothing"), List.copyOf(Arrays.asList(rounds)));
  }

  private static Round round(double speed, double time) {
    return new Round(
        new Round.Throughput(speed, speed, speed),
        new Round.Singles(speed, speed),
        new Latency(time, time, time));
  }
}
