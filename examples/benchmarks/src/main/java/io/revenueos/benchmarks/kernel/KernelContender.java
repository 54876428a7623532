package io.revenueos.benchmarks.kernel;

import io.revenueos.benchmarks.load.About;
import io.revenueos.benchmarks.load.Backlog;
import io.revenueos.benchmarks.load.Chunks;
import io.revenueos.benchmarks.load.Contender;
import io.revenueos.benchmarks.load.Lane;
import io.revenueos.benchmarks.load.Live;
import io.revenueos.benchmarks.load.SampleEvents;
import io.revenueos.benchmarks.load.Tally;
import io.revenueos.benchmarks.load.Workload;
import io.revenueos.cmo.CmoModule;
import io.revenueos.kernel.Kernel;
import io.revenueos.kernel.KernelBuilder;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.event.RecordedEvent;
import io.revenueos.kernel.jdbc.JdbcHostTransaction;
import io.revenueos.kernel.jdbc.JdbcKernelStore;
import io.revenueos.kernel.jdbc.KernelSchema;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.runtime.KernelSignal;
import io.revenueos.kernel.runtime.WorkerOptions;
import io.revenueos.kernel.tenant.TenantId;
import io.revenueos.kernel.tenant.TenantScope;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The kernel, through its public API. */
public final class KernelContender implements Contender {
  private static final List<String> TABLES =
      List.of(
          "kernel_event_queue",
          "kernel_events",
          "kernel_decisions",
          "kernel_actions",
          "tasks",
          "channel_outbox");

  private static final String POLICIES_OFF =
      """
      do $$
      declare
        isolated regclass;
      begin
        for isolated in select oid from pg_class where relrowsecurity loop
          execute format('alter table %s disable row level security', isolated);
        end loop;
      end $$
      """;

  private static final int THREADS = WorkerOptions.defaults().threads();

  private final Workload workload;
  private final SampleEvents samples;
  private final Variant variant;

  private KernelContender(Workload workload, SampleEvents samples, Variant variant) {
    this.workload = workload;
    this.samples = samples;
    this.variant = variant;
  }

  /** Accepts one event, which is committed when it returns. */
  private interface Accepting {
    void accept(Kernel kernel, Lane lane, KernelEvent event) throws SQLException;
  }

  /** What is done to the tables once they are there. */
  private interface Tables {
    void change(Lane lane) throws SQLException;
  }

  /** A way to use the kernel. */
  private record Variant(About about, int nodes, Accepting accepting, Tables tables) {
    Variant(About about, int nodes, Accepting accepting) {
      this(about, nodes, accepting, lane -> {});
    }
  }

  public static KernelContender oneNode(Workload workload) {
    About about =
        new About(
            "kernel",
            "this kernel",
            "Event and queue entry in one commit (in bulk: emitAll; callers at the same time share"
                + " one); claimed, decided and done in batches: decision, two actions"
                + (workload == Workload.EFFECTS ? ", a message, a task" : "")
                + " and the end of the queue entry in one commit per batch. Exactly once in the"
                + " database, in order per lead, duplicates found, everything kept. All options as"
                + " they come.");
    return of(workload, new Variant(about, 1, (kernel, lane, event) -> kernel.emit(event)));
  }

  /** Kernels of their own on one database, with as many threads together as {@link #oneNode}. */
  public static KernelContender twoNodes(Workload workload) {
    About about =
        new About(
            "two-nodes",
            "this kernel, two nodes",
            "As before; two kernels work, with half of the threads each. Events are emitted on the"
                + " first.");
    return of(workload, new Variant(about, 2, (kernel, lane, event) -> kernel.emit(event)));
  }

  /** A single event is accepted in a transaction of the host's, which has nothing else to do. */
  public static KernelContender hostTransactions(Workload workload) {
    About about =
        new About(
            "host-commits",
            "this kernel, the host commits",
            "As the first; a single event is emitted on a connection of the host's, which commits it"
                + " by itself: nothing is shared.");
    return of(workload, new Variant(about, 1, KernelContender::inTransactionOfHost));
  }

  /** What the policies cost; no way to use it. */
  public static KernelContender withoutPolicies(Workload workload) {
    About about =
        new About(
            "no-policies",
            "this kernel, row-level security off",
            "As the first, with the policies of its tables switched off: what they cost.");
    return of(
        workload,
        new Variant(
            about,
            1,
            (kernel, lane, event) -> kernel.emit(event),
            KernelContender::switchPoliciesOff));
  }

  private static void switchPoliciesOff(Lane lane) throws SQLException {
    try (Connection connection = lane.pool().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(POLICIES_OFF);
    }
  }

  private static void inTransactionOfHost(Kernel kernel, Lane lane, KernelEvent event)
      throws SQLException {
    try (Connection connection = lane.pool().getConnection()) {
      connection.setAutoCommit(false);
      kernel.emit(event, JdbcHostTransaction.on(connection));
      connection.commit();
    }
  }

  private static KernelContender of(Workload workload, Variant variant) {
    return new KernelContender(workload, new SampleEvents(workload), variant);
  }

  /** The same with events that are not those of another series. */
  public KernelContender again(int series) {
    return new KernelContender(workload, samples.again(series), variant);
  }

  @Override
  public About about() {
    return variant.about();
  }

  @Override
  public void createTables(Lane lane) throws SQLException {
    KernelSchema.on(lane.pool()).migrate();
    variant.tables().change(lane);
  }

  @Override
  public List<String> tables() {
    return TABLES;
  }

  private Nodes nodes(Lane lane, Tally tally) {
    return new Nodes(Stream.generate(() -> kernel(lane, tally)).limit(variant.nodes()).toList());
  }

  /** Kernels that work together; events are emitted on the first. */
  private record Nodes(List<Kernel> kernels) implements AutoCloseable {
    Kernel first() {
      return kernels.get(0);
    }

    void start() {
      kernels.forEach(Kernel::start);
    }

    @Override
    public void close() {
      kernels.forEach(Kernel::close);
    }
  }

  /** A node with all of the threads, or its share of them; not started. */
  public Kernel kernel(Lane lane, Tally tally) {
    KernelBuilder builder =
        Kernel.builder()
            .store(JdbcKernelStore.on(lane.pool()))
            .workers(WorkerOptions.defaults().threads(THREADS / variant.nodes()))
            .listener(signal -> count(signal, tally));
    if (workload == Workload.EFFECTS) {
      return builder.module(new CmoModule()).build();
    }
    TwoSteps steps = new TwoSteps();
    return builder.policy(steps).handler(steps).build();
  }

  private static void count(KernelSignal signal, Tally tally) {
    if (signal instanceof KernelSignal.BatchCommitted batch) {
      for (RecordedEvent event : batch.record().completed()) {
        tally.done(SampleEvents.unit(event.event().correlationId().value()), 1);
      }
    }
  }

  private KernelEvent event(int unit) {
    return event(TenantScope.of(new TenantId(samples.tenant(unit))), unit);
  }

  /** The event that stands for a unit, as a tenant's. */
  public KernelEvent event(TenantScope scope, int unit) {
    return KernelEvent.of(samples.type())
        .from(samples.source())
        .in(scope)
        .about("lead", samples.lead(unit))
        .correlatedBy(samples.correlation(unit))
        .withAll(JsonObject.parse(samples.payload(unit)))
        .build();
  }

  @Override
  public Backlog backlog(Lane lane, Tally tally) {
    Nodes all = nodes(lane, tally);
    Kernel kernel = all.first();
    return new Backlog() {
      @Override
      public void acceptAll(int units) throws SQLException {
        Chunks.of(lane.plan())
            .run(
                units,
                (from, to) ->
                    kernel.emitAll(
                        IntStream.range(from, to).mapToObj(KernelContender.this::event).toList()));
      }

      @Override
      public void acceptOne(int unit) throws SQLException {
        variant.accepting().accept(kernel, lane, event(unit));
      }

      @Override
      public void drain() {
        all.start();
        tally.await();
      }

      @Override
      public void close() {
        all.close();
      }
    };
  }

  @Override
  public Live live(Lane lane, Tally tally) {
    Nodes all = nodes(lane, tally);
    Kernel kernel = all.first();
    all.start();
    return new Live() {
      @Override
      public void submit(int unit) throws SQLException {
        variant.accepting().accept(kernel, lane, event(unit));
      }

      @Override
      public void close() {
        all.close();
      }
    };
  }
}
