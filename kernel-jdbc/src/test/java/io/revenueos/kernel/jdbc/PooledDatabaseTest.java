package io.revenueos.kernel.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.error.UnavailableException;
import io.revenueos.kernel.jdbc.testkit.ChildJvm;
import io.revenueos.kernel.jdbc.testkit.KernelNode;
import io.revenueos.kernel.jdbc.testkit.Rows;
import io.revenueos.kernel.jdbc.testkit.ShortLivedNode;
import io.revenueos.kernel.jdbc.testkit.TestDatabases;
import io.revenueos.kernel.tenant.TenantScope;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Opening a database: what is refused, what is added to the URL, and what outlives the process. */
class PooledDatabaseTest {
  private static final String SECRET = "hunter2";

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:oracle:thin:@host:1521/x?password=hunter2",
        "postgresql://app:hunter2@host/db",
        "./data/revenue;PASSWORD=hunter2",
        "jdbc:",
        ""
      })
  void aUrlThatNoDriverKnowsIsRefusedWithExamples(String url) {
    assertThatThrownBy(() -> PooledDatabase.open(url))
        .isInstanceOfSatisfying(
            InvalidInputException.class, refused -> assertThat(refused.field()).isEqualTo("db"))
        .hasMessageContaining("jdbc:h2:")
        .hasMessageContaining("jdbc:postgresql:")
        .satisfies(PooledDatabaseTest::keepsTheSecret);
  }

  @Test
  void aPortWhereNobodyListensIsUnavailableWithinTheTimeout() throws IOException {
    String url =
        "jdbc:postgresql://127.0.0.1:%d/db?user=app&password=%s".formatted(closedPort(), SECRET);
    long start = System.nanoTime();
    assertThatThrownBy(() -> PooledDatabase.open(url))
        .isInstanceOf(UnavailableException.class)
        .hasMessageContaining("jdbc:postgresql://127.0.0.1:")
        .hasMessageContaining("refused")
        .satisfies(PooledDatabaseTest::keepsTheSecret);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(11));
  }

  @Test
  void aServerThatTakesTheConnectionAndSaysNothingIsUnavailable() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      String url =
          "jdbc:postgresql://127.0.0.1:%d/db?user=app&loginTimeout=1"
              .formatted(silent.getLocalPort());
      assertThatThrownBy(() -> PooledDatabase.open(url)).isInstanceOf(UnavailableException.class);
    }
  }

  @Test
  void aUrlThatDoesNotSayHowLongToWaitWaitsTenSeconds() throws SQLException {
    try (PooledDatabase database = TestDatabases.open(Database.POSTGRESQL)) {
      HikariDataSource pool = database.dataSource().unwrap(HikariDataSource.class);
      assertThat(pool.getConnectionTimeout()).isEqualTo(10_000);
      assertThat(pool.getDataSourceProperties()).containsEntry("loginTimeout", "10");
    }
  }

  private static int closedPort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  @Test
  void aDatabaseThatDoesNotExistIsNamed() {
    String url =
        TestDatabases.emptyUrl(Database.POSTGRESQL).replaceFirst("/test_\\d+", "/nowhere")
            + "&password="
            + SECRET;
    assertThatThrownBy(() -> PooledDatabase.open(url))
        .isInstanceOf(UnavailableException.class)
        .hasMessageContaining("database \"nowhere\" does not exist")
        .satisfies(PooledDatabaseTest::keepsTheSecret);
  }

  @Test
  void aWrongPasswordIsNotRepeated() {
    String url = TestDatabases.emptyUrl(Database.H2, folder);
    PooledDatabase.open(url).close();
    assertThatThrownBy(() -> PooledDatabase.open(url + ";USER=sa;PASSWORD=" + SECRET))
        .isInstanceOf(UnavailableException.class)
        .satisfies(PooledDatabaseTest::keepsTheSecret);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:h2:mem:x;NO_SUCH_SETTING=1;PASSWORD=hunter2",
        "jdbc:h2:;PASSWORD=hunter2",
        "jdbc:h2:file:/proc/nowhere/db;PASSWORD=hunter2",
        "jdbc:postgresql://127.0.0.1:not_a_port/db?password=hunter2",
        "jdbc:postgresql://127.0.0.1:1/db?password=hunter2&sslmode=what"
      })
  void whatTheDriverCannotUseIsRefusedWithoutItsPassword(String url) {
    assertThatThrownBy(() -> PooledDatabase.open(url))
        .isInstanceOfAny(UnavailableException.class, InvalidInputException.class)
        .satisfies(PooledDatabaseTest::keepsTheSecret);
  }

  @Test
  void anH2FileThatAnotherProcessHasOpenIsSaidToBe() {
    String file = TestDatabases.emptyUrl(Database.H2, folder);
    String url = file + ";WRITE_DELAY=0";
    TenantScope scope = KernelNode.newTenant();
    try (ChildJvm other = node(url, scope, ShortLivedNode.WAIT)) {
      other.awaitLine(ShortLivedNode.COMMITTED);
      assertThatThrownBy(() -> PooledDatabase.open(url))
          .isInstanceOf(UnavailableException.class)
          .hasMessageContaining(file)
          .hasMessageContaining("open in another process");
    }
    // Killed while it had the file open: the next one can use it.
    assertOneOfEach(url, scope);
  }

  @Test
  void withoutADelayWhatWasCommittedOutlivesAProcessThatDies() {
    String url = TestDatabases.emptyUrl(Database.H2, folder) + ";WRITE_DELAY=0";
    TenantScope scope = KernelNode.newTenant();
    try (ChildJvm other = node(url, scope, ShortLivedNode.HALT)) {
      other.awaitLine(ShortLivedNode.COMMITTED);
      assertThat(other.awaitEnd()).isEqualTo(ShortLivedNode.HALTED);
    }
    assertOneOfEach(url, scope);
  }

  private static ChildJvm node(String url, TenantScope scope, String end) {
    return ChildJvm.start(ShortLivedNode.class, url, scope.tenant().toString(), end);
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void whatWasCommittedIsThereAfterReopening(Database kind) {
    String url = TestDatabases.emptyUrl(kind, folder);
    TenantScope scope = KernelNode.newTenant();
    try (PooledDatabase database = PooledDatabase.open(url)) {
      KernelSchema.on(database.dataSource()).migrate();
    }
    try (KernelNode node = KernelNode.on(url)) {
      node.kernel().ingest(KernelNode.event(scope));
    }
    assertOneOfEach(url, scope);
  }

  private static void assertOneOfEach(String url, TenantScope scope) {
    try (KernelNode node = KernelNode.on(url)) {
      assertThat(node.rows().countsOf(scope)).isEqualTo(KernelNode.ONE_OF_EACH);
      assertThat(node.kernel().ingest(KernelNode.event(scope)).duplicate()).isTrue();
    }
  }

  @Test
  void anH2GetsWhatTheKernelNeeds() {
    String url = TestDatabases.emptyUrl(Database.H2, folder);
    try (PooledDatabase database = PooledDatabase.open(url)) {
      assertThat(setting(database, "MODE")).isEqualTo("PostgreSQL");
      assertThat(setting(database, "WRITE_DELAY")).isEqualTo("1");
      assertThat(setting(database, "DATABASE_TO_LOWER")).isEqualToIgnoringCase("true");
    }
  }

  @Test
  void anH2InMemoryOutlivesItsConnections() {
    String url = TestDatabases.emptyUrl(Database.H2);
    try (PooledDatabase database = PooledDatabase.open(url)) {
      Rows.of(database.dataSource()).execute("create table t (n integer); insert into t values 1");
    }
    try (PooledDatabase database = PooledDatabase.open(url)) {
      assertThat(Rows.of(database.dataSource()).lines("select n from t")).containsExactly("1");
    }
  }

  @Test
  void whatTheUrlSaysItselfIsKept() {
    String url =
        TestDatabases.emptyUrl(Database.H2, folder) + ";mode=MySQL;write_delay=250;User=app";
    try (PooledDatabase database = PooledDatabase.open(url)) {
      assertThat(setting(database, "MODE")).isEqualTo("MySQL");
      assertThat(setting(database, "WRITE_DELAY")).isEqualTo("250");
      assertThat(Rows.of(database.dataSource()).lines("select lower(current_user)"))
          .containsExactly("app");
    }
  }

  private static String setting(PooledDatabase database, String name) {
    return Rows.of(database.dataSource())
        .lines(
            "select setting_value from information_schema.settings where setting_name = '%s'"
                .formatted(name))
        .get(0);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "jdbc:postgresql://h:5432/db?user=app&password=hunter2, jdbc:postgresql://h:5432/db",
        "jdbc:postgresql://app:hunter2@h/db, jdbc:postgresql://h/db",
        "jdbc:postgresql://app:hun@ter2@h/db, jdbc:postgresql://h/db",
        "jdbc:postgresql://app:hun/ter2@h/db, jdbc:postgresql://h/db",
        "jdbc:h2:file:./data/revenue;USER=sa;PASSWORD=hunter2, jdbc:h2:file:./data/revenue",
        "jdbc:h2:mem:x, jdbc:h2:mem:x",
        "jdbc:postgresql://h/db?user=ada@example.com, jdbc:postgresql://h/db"
      })
  void aRedactedUrlSaysWhereAndNotHow(String url, String redacted) {
    assertThat(PooledDatabase.redacted(url)).isEqualTo(redacted);
  }

  private static void keepsTheSecret(Throwable thrown) {
    for (Throwable link = thrown; link != null; link = link.getCause()) {
      assertThat(link.toString()).doesNotContain(SECRET);
    }
  }
}
