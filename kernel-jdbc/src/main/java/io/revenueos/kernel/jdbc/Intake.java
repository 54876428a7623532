package io.revenueos.kernel.jdbc;

import io.revenueos.kernel.store.Arrival;
import io.revenueos.kernel.store.Wake;
import java.time.Instant;
import java.util.List;

/**
 * Events to be added, all or none.
 *
 * @param wake whom the commit tells; only PostgreSQL's commit can
 */
record Intake(List<Arrival> arrivals, Gate gate, Instant at, Wake wake) {

  /** The same with other events. */
  Intake of(List<Arrival> others) {
    return new Intake(others, gate, at, wake);
  }
}
