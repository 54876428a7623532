package io.revenueos.kernel.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.Approval;
import io.revenueos.kernel.Kernel;
import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.jdbc.testkit.Estate;
import io.revenueos.kernel.jdbc.testkit.KernelFamily;
import io.revenueos.kernel.jdbc.testkit.KernelNode;
import io.revenueos.kernel.jdbc.testkit.Login;
import io.revenueos.kernel.jdbc.testkit.ObservedDataSource;
import io.revenueos.kernel.jdbc.testkit.RepositoryCall;
import io.revenueos.kernel.jdbc.testkit.TestDatabases;
import io.revenueos.kernel.store.KernelStore;
import io.revenueos.kernel.tenant.Role;
import io.revenueos.kernel.tenant.Tenant;
import io.revenueos.kernel.tenant.TenantScope;
import java.sql.Connection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Listens at the driver: every statement that arrives there is a constant of the code. */
class SqlIsWrittenDownTest {
  /** Collects what the driver gets. */
  private static final class Listener implements ObservedDataSource.Observer {
    private final Set<String> statements = new ConcurrentSkipListSet<>();
    private volatile boolean listening;

    @Override
    public void before(Connection connection, String statement) {
      if (listening && !statement.equals(ObservedDataSource.COMMIT)) {
        Stream.of(statement.split(";\n"))
            .map(SqlIsWrittenDownTest::withoutReturning)
            .forEach(statements::add);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void everyStatementThatReachesTheDriverIsAConstant(Database kind) {
    String url = TestDatabases.migratedUrl(kind);
    Listener listener = new Listener();
    try (KernelNode node = KernelNode.on(url, listener)) {
      listener.listening = true;
      doEverything(node.kernel(), node.store());
      listener.listening = false;
    }
    assertThat(listener.statements).hasSizeGreaterThan(25);
    assertThat(constants()).containsAll(listener.statements);
  }

  @ParameterizedTest
  @EnumSource(Login.class)
  void soIsEveryStatementOfARepository(Login login) {
    Estate estate = Estate.of(new KernelFamily(), login);
    Listener listener = new Listener();
    TenantDatabase tables = TenantDatabase.on(ObservedDataSource.of(login.dataSource(), listener));
    listener.listening = true;
    for (RepositoryCall call : estate.calls("plain")) {
      try {
        call.run(tables, estate.company().scope());
      } catch (RefusedException expected) {
        assertThat(expected.code()).isIn("missing_actor", "illegal_transition");
      }
    }
    assertThat(listener.statements).hasSizeGreaterThan(70);
    assertThat(constants()).containsAll(listener.statements);
  }

  private static Set<String> constants() {
    Set<String> constants = new TreeSet<>();
    SqlConstants.all().forEach(sql -> constants.add(asTheDriverGetsIt(sql)));
    return constants;
  }

  /** A {@link RoundTrip} adds the column it wants back to an insert, where H2 has another way. */
  private static String withoutReturning(String statement) {
    return statement.replaceAll("(?<=nothing\n)returning \\w+$", "").strip();
  }

  /** Named parameters become question marks. */
  private static String asTheDriverGetsIt(String sql) {
    return sql.replaceAll("(?<!:):[a-zA-Z]+", "?").strip();
  }

  private static void doEverything(Kernel kernel, KernelStore store) {
    TenantScope scope = KernelNode.newTenant();
    kernel.register(Tenant.of(scope.tenant(), "slug", "Name"));
    kernel.register(Tenant.of(scope.tenant(), "slug", "Other name"));
    kernel.emit(KernelNode.event(scope));
    var processed = kernel.ingest(KernelNode.event(scope));
    kernel.ingest(KernelNode.event(scope));
    kernel.approve(
        scope, processed.decisions().get(0).actions().get(2).id(), Approval.by("ada", Role.ADMIN));
    kernel.explain(scope, processed.eventId());
    kernel.replay(scope, processed.eventId());
    kernel.control().ownerOf(new EventId(1));
    kernel.control().stats();
    kernel.control().tenants();
    kernel.tenant(scope.tenant());
    store.missingTables(List.of("tasks"));
  }
}
