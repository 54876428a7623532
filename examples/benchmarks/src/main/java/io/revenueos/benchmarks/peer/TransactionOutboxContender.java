package io.revenueos.benchmarks.peer;

import com.gruelbox.transactionoutbox.Dialect;
import com.gruelbox.transactionoutbox.Instantiator;
import com.gruelbox.transactionoutbox.Persistor;
import com.gruelbox.transactionoutbox.Submitter;
import com.gruelbox.transactionoutbox.ThreadLocalContextTransactionManager;
import com.gruelbox.transactionoutbox.TransactionManager;
import com.gruelbox.transactionoutbox.TransactionOutbox;
import com.gruelbox.transactionoutbox.TransactionOutboxEntry;
import io.revenueos.benchmarks.load.About;
import io.revenueos.benchmarks.load.Backlog;
import io.revenueos.benchmarks.load.Chunks;
import io.revenueos.benchmarks.load.Contender;
import io.revenueos.benchmarks.load.Crew;
import io.revenueos.benchmarks.load.Lane;
import io.revenueos.benchmarks.load.Live;
import io.revenueos.benchmarks.load.Tally;
import java.sql.SQLException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** transaction-outbox: a scheduled method call per unit. */
public final class TransactionOutboxContender implements Contender {
  private static final String NAME = "transaction-outbox";
  private static final int THREADS = 8;

  @Override
  public About about() {
    return new About(
        NAME,
        Versions.titled(NAME),
        "One row, inserted in the host's transaction (in bulk: batches of inserts), then locked,"
            + " read and deleted in a transaction of its own. Executed at least once, retried by a"
            + " background flush; nothing is kept. %d threads that are handed the units in memory"
                .formatted(THREADS)
            + " after the commit, as it recommends; the flush never has to help.");
  }

  @Override
  public void createTables(Lane lane) {
    outbox(
            TransactionManager.fromDataSource(lane.pool()),
            new Tally(0),
            Submitter.withExecutor(Runnable::run))
        .initialize();
  }

  @Override
  public List<String> tables() {
    return List.of("txno_outbox");
  }

  /** What is called; the outbox makes a proxy of it. */
  public interface Unit {
    void carryOut(int unit);
  }

  private static TransactionOutbox outbox(
      TransactionManager transactions, Tally tally, Submitter submitter) {
    Unit work = tally::executed;
    return TransactionOutbox.builder()
        .transactionManager(transactions)
        .persistor(Persistor.forDialect(Dialect.POSTGRESQL_9))
        .instantiator(Instantiator.using(type -> work))
        .submitter(submitter)
        .initializeImmediately(false)
        .build();
  }

  private static int unit(TransactionOutboxEntry entry) {
    return (Integer) entry.getInvocation().getArgs()[0];
  }

  @Override
  public Backlog backlog(Lane lane, Tally tally) {
    ThreadLocalContextTransactionManager transactions =
        TransactionManager.fromDataSource(lane.pool());
    Queue<TransactionOutboxEntry> accepted = new ConcurrentLinkedQueue<>();
    TransactionOutbox outbox = outbox(transactions, tally, (entry, process) -> accepted.add(entry));
    outbox.initialize();
    return new Backlog() {
      @Override
      public void acceptAll(int units) throws SQLException {
        Chunks.of(lane.plan())
            .run(
                units,
                (from, to) ->
                    transactions.inTransaction(
                        () -> {
                          for (int unit = from; unit < to; unit++) {
                            outbox.schedule(Unit.class).carryOut(unit);
                          }
                        }));
      }

      @Override
      public void acceptOne(int unit) {
        transactions.inTransaction(() -> outbox.schedule(Unit.class).carryOut(unit));
      }

      @Override
      public void drain() throws SQLException {
        new Crew(THREADS)
            .run(
                () -> {
                  for (TransactionOutboxEntry entry = accepted.poll();
                      entry != null;
                      entry = accepted.poll()) {
                    outbox.processNow(entry);
                    tally.committed(unit(entry));
                  }
                });
      }

      @Override
      public void close() {
        // Its threads end with what they do.
      }
    };
  }

  @Override
  public Live live(Lane lane, Tally tally) {
    ThreadLocalContextTransactionManager transactions =
        TransactionManager.fromDataSource(lane.pool());
    ExecutorService workers = Executors.newFixedThreadPool(THREADS);
    TransactionOutbox outbox =
        outbox(
            transactions,
            tally,
            (entry, process) ->
                workers.execute(
                    () -> {
                      process.accept(entry);
                      tally.committed(unit(entry));
                    }));
    outbox.initialize();
    return new Live() {
      @Override
      public void submit(int unit) {
        transactions.inTransaction(() -> outbox.schedule(Unit.class).carryOut(unit));
      }

      @Override
      public void close() {
        workers.shutdownNow();
      }
    };
  }
}
