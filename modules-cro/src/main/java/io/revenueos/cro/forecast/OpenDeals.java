package io.revenueos.cro.forecast;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The open pipeline on a morning. A deal older than any that ever closed is a zombie: it is counted
 * and kept out of everything else.
 *
 * <p>An open deal is worth its product's list price times what won deals brought of theirs so far.
 * Without a list price it is worth what won deals of its product brought on average, and without
 * those what any won deal did. The value that an export shows for it is not used: a past export
 * would have shown another.
 */
final class OpenDeals {
  private static final int ARRIVAL_DAYS = 91;

  private final Timeline timeline;
  private final int origin;
  private final Map<String, double[]> wonByProduct = new HashMap<>();
  private final double[] valueByAge;
  private double realised;
  private double listed;
  private double wonValue;
  private int wonCount;
  private int oldestClosed = -1;
  private int live;
  private int zombies;
  private double zombieValue;
  private double arrivals;
  private double arrivalValue;

  OpenDeals(Timeline timeline, int origin) {
    this.timeline = timeline;
    this.origin = origin;
    this.valueByAge = new double[Math.max(1, origin + 1)];
    timeline.deals().forEach(this::learn);
    timeline.deals().forEach(this::count);
  }

  private void learn(TimedDeal deal) {
    if (deal.closed() >= origin) {
      return;
    }
    oldestClosed = Math.max(oldestClosed, deal.closed() - deal.engaged());
    if (!deal.won()) {
      return;
    }
    wonCount++;
    wonValue += deal.value();
    if (deal.hasListPrice()) {
      realised += deal.value();
      listed += deal.list();
    }
    double[] sums = wonByProduct.computeIfAbsent(deal.deal().product(), first -> new double[2]);
    sums[0] += deal.value();
    sums[1]++;
  }

  private void count(TimedDeal deal) {
    if (deal.engaged() < origin && deal.engaged() >= origin - ARRIVAL_DAYS) {
      arrivals++;
      arrivalValue += valueOf(deal);
    }
    if (!deal.openOn(origin)) {
      return;
    }
    double value = valueOf(deal);
    valueByAge[origin - deal.engaged()] += value;
    if (isZombie(deal)) {
      zombies++;
      zombieValue += value;
    } else {
      live++;
    }
  }

  /** Whether it is older than any deal that had closed by the morning of the origin. */
  boolean isZombie(TimedDeal deal) {
    return oldestClosed >= 0 && origin - deal.engaged() > oldestClosed;
  }

  /** What an open deal would bring if it were won. */
  double valueOf(TimedDeal deal) {
    if (deal.hasListPrice()) {
      return deal.list() * (listed > 0 ? realised / listed : 1);
    }
    double[] sums = wonByProduct.get(deal.deal().product());
    if (sums != null) {
      return sums[0] / sums[1];
    }
    return wonCount > 0 ? wonValue / wonCount : 0;
  }

  /** The value of live deals by their age in days. */
  double[] valueByAge() {
    return oldestClosed < 0
        ? valueByAge.clone()
        : Arrays.copyOf(valueByAge, Math.min(valueByAge.length, oldestClosed + 1));
  }

  /** The value of live deals. */
  double value() {
    return Arrays.stream(valueByAge()).sum();
  }

  /** The value of deals up to an age in days, whether live or not. */
  double valueUpTo(int age) {
    return Arrays.stream(valueByAge).limit(age + 1L).sum();
  }

  int live() {
    return live;
  }

  int zombies() {
    return zombies;
  }

  double zombieValue() {
    return zombieValue;
  }

  /** The age in days above which a deal is a zombie; negative when none ever closed. */
  int oldestClosed() {
    return oldestClosed;
  }

  /** What comes in per day by the last 91 days, in value if it were all won. */
  double arrivingValuePerDay() {
    int first = timeline.deals().isEmpty() ? origin : timeline.deals().get(0).engaged();
    int days = Math.min(ARRIVAL_DAYS, origin - first);
    return days <= 0 || arrivals == 0 ? 0 : arrivalValue / days;
  }
}
