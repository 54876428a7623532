package io.revenueos.cro.forecast;

import io.revenueos.cro.pipeline.Sighting;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** Where open deals were seen, by deal. Immutable. */
final class Spells {
  /** By the deal's id, the earliest first; a stage that is seen again and again is one spell. */
  private final Map<String, List<Spell>> byDeal = new HashMap<>();

  private final List<Spell> all = new ArrayList<>();

  /**
   * @param sightings the earliest first
   * @param number of a sighting's day
   */
  Spells(List<TimedDeal> deals, List<Sighting> sightings, ToIntFunction<Sighting> number) {
    Map<String, TimedDeal> byId = new HashMap<>();
    deals.forEach(deal -> byId.put(deal.deal().id(), deal));
    for (Sighting seen : sightings) {
      TimedDeal deal = byId.get(seen.dealId());
      int day = number.applyAsInt(seen);
      if (deal != null && day >= deal.engaged() && day <= deal.closed()) {
        add(new Spell(deal, seen.stage(), day));
      }
    }
  }

  private void add(Spell spell) {
    List<Spell> before =
        byDeal.computeIfAbsent(spell.deal().deal().id(), first -> new ArrayList<>());
    if (before.isEmpty() || !before.get(before.size() - 1).stage().equals(spell.stage())) {
      before.add(spell);
      all.add(spell);
    }
  }

  /** Those that had begun before the morning of a day. */
  List<Spell> before(int origin) {
    return all.stream().filter(spell -> spell.from() < origin).toList();
  }

  /** The stage in which a deal was last seen before the morning of a day. */
  Optional<String> stage(TimedDeal deal, int origin) {
    return byDeal.getOrDefault(deal.deal().id(), List.of()).stream()
        .filter(spell -> spell.from() < origin)
        .reduce((earlier, later) -> later)
        .map(Spell::stage);
  }

  /** Whether it is the first of its deal. */
  boolean isFirst(Spell spell) {
    return byDeal.getOrDefault(spell.deal().deal().id(), List.of()).get(0).equals(spell);
  }
}
