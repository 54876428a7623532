package io.revenueos.kernel.jdbc;

import static io.revenueos.kernel.jdbc.SqlErrors.translating;

import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.event.Receipt;
import io.revenueos.kernel.store.Accepted;
import io.revenueos.kernel.store.Admission;
import io.revenueos.kernel.store.Arrival;
import io.revenueos.kernel.store.HostTransaction;
import io.revenueos.kernel.store.Wake;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A transaction on a connection of the host's: an event accepted here commits with the host's
 * business change, or rolls back with it. On PostgreSQL the commit also wakes other nodes when this
 * one has no workers.
 *
 * <p>The connection stays the host's: it is never committed, rolled back, closed or set otherwise.
 * After an error of the database PostgreSQL wants the whole transaction rolled back.
 */
public final class JdbcHostTransaction implements HostTransaction {
  private final Connection connection;
  private final Database database;
  private final EventAppender appender;

  private JdbcHostTransaction(Connection connection, Database database) {
    this.connection = connection;
    this.database = database;
    this.appender = new EventAppender(database, new TenantsTable());
  }

  /**
   * @param connection to the kernel's database, with auto-commit switched off
   * @throws InvalidInputException when it would commit each statement by itself
   * @throws io.revenueos.kernel.error.UnavailableException when it is closed or broken
   */
  public static HostTransaction on(Connection connection) {
    try {
      if (connection.getAutoCommit()) {
        throw new InvalidInputException(
            "invalid_connection",
            "connection",
            "expected a transaction, found auto-commit; call setAutoCommit(false) first, and"
                + " commit() after");
      }
      return new JdbcHostTransaction(connection, Database.of(connection));
    } catch (SQLException unreachable) {
      throw Database.unreachable(unreachable);
    }
  }

  @Override
  public List<Receipt> accept(
      List<KernelEvent> events, Admission admission, Instant at, Wake wake) {
    List<Arrival> arrivals = events.stream().map(Arrival::queued).toList();
    Intake intake = new Intake(arrivals, Gate.of(events, admission), at, wake);
    return translating(
        () -> {
          try (Link link = new Link(connection, () -> Sql.jdbi(connection).open())) {
            return accept(link, intake);
          }
        });
  }

  private List<Receipt> accept(Link link, Intake intake) {
    if (database == Database.POSTGRESQL && intake.arrivals().size() == 1) {
      Optional<Accepted> added =
          LoneEventInsert.addForHost(
              RoundTrip.ofHost(link, database, intake.gate().scope()), intake);
      if (added.isPresent()) {
        return List.of(added.get().receipt());
      }
    }
    return appender.append(() -> RoundTrip.ofHost(link, database, intake.gate().scope()), intake);
  }
}
