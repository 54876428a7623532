package io.revenueos.benchmarks.load;

import java.sql.SQLException;
import java.util.List;

/**
 * A way to get units of work done durably: each is accepted, so that it survives a crash, and done
 * once. The load program gives every contender an empty database of its own, and one turn after the
 * other.
 */
public interface Contender {
  About about();

  /** Called once, on an empty database. */
  void createTables(Lane lane) throws SQLException;

  /** The tables that a round starts without rows in. */
  List<String> tables();

  /** Opens a round's backlog. Nothing works on it before {@link Backlog#drain()}. */
  Backlog backlog(Lane lane, Tally tally) throws SQLException;

  /** Opens a round's live work, ready to do a unit as soon as it is submitted. */
  Live live(Lane lane, Tally tally) throws SQLException;
}
