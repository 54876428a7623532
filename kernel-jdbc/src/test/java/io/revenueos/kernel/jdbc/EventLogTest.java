package io.revenueos.kernel.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.revenueos.kernel.jdbc.testkit.JdbcStoreFixture;
import io.revenueos.kernel.jdbc.testkit.KernelNode;
import io.revenueos.kernel.store.Admission;
import io.revenueos.kernel.store.Wake;
import io.revenueos.kernel.tenant.TenantScope;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** An event in the log is never changed; only retention removes it. */
class EventLogTest {
  private static final Pattern CHANGES_THE_LOG =
      Pattern.compile(
          "(update|delete\\s+from|truncate(\\s+table)?|merge\\s+into|alter\\s+table|drop\\s+table)"
              + "\\s+(only\\s+)?\"?kernel_events\\b",
          Pattern.CASE_INSENSITIVE);
  private static final List<String> CHANGES =
      List.of(
          "update kernel_events set payload = '{}'",
          "update kernel_events set created_at = created_at",
          """
          insert into kernel_events
            (tenant_id, event_type, source, entity_type, entity_id, correlation_id,
             idempotency_key, payload, occurred_at, created_at)
          select tenant_id, event_type, source, entity_type, entity_id, correlation_id,
                 idempotency_key, payload, occurred_at, created_at
          from kernel_events
          on conflict (tenant_id, idempotency_key) where idempotency_key is not null
          do update set source = 'somebody else'
          """);
  private static final String RESTRICT_VIOLATION = "23001";
  private static final String RETENTION =
      "delete from kernel_events where tenant_id = :tenant and id = any(:events)";

  @Test
  void postgresRefusesToChangeAnEventEvenForTheOwner() throws SQLException {
    TenantScope scope = KernelNode.newTenant();
    try (JdbcStoreFixture fixture = JdbcStoreFixture.postgres();
        Connection owner = fixture.dataSource().getConnection();
        Statement statement = owner.createStatement()) {
      fixture
          .store()
          .accept(List.of(KernelNode.event(scope)), Admission.EVERYONE, Instant.now(), Wake.NOBODY);
      for (String change : CHANGES) {
        assertThatThrownBy(() -> statement.execute(change))
            .isInstanceOfSatisfying(
                SQLException.class,
                refused -> assertThat(refused.getSQLState()).isEqualTo(RESTRICT_VIOLATION))
            .hasMessageContaining("append-only");
      }
    }
  }

  @Test
  void noStatementOfTheStoreChangesTheLogButTheOneOfRetention() {
    assertThat(SqlConstants.all())
        .hasSizeGreaterThan(20)
        .anyMatch(sql -> sql.contains("insert into kernel_events"))
        .filteredOn(sql -> CHANGES_THE_LOG.matcher(sql).find())
        .containsExactly(RETENTION);
  }

  @Test
  void noMigrationChangesTheLogOnceItIsThere() {
    for (Database kind : Database.values()) {
      try (JdbcStoreFixture fixture = JdbcStoreFixture.on(kind)) {
        assertThat(KernelSchema.on(fixture.dataSource()).print())
            .contains("create table kernel_events")
            .doesNotContainPattern(CHANGES_THE_LOG);
      }
    }
  }
}
