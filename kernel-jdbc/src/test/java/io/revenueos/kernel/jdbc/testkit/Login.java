package io.revenueos.kernel.jdbc.testkit;

import io.revenueos.kernel.jdbc.Database;
import io.revenueos.kernel.jdbc.JdbcKernelStore;
import io.revenueos.kernel.jdbc.PooledDatabase;
import io.revenueos.kernel.jdbc.SchemaPart;
import io.revenueos.kernel.jdbc.TenantDatabase;
import io.revenueos.kernel.store.KernelStore;
import java.util.EnumMap;
import java.util.Map;
import javax.sql.DataSource;

/**
 * The ways in which a host may be connected, each to a database of its own that all tests of this
 * JVM share: a test works for tenants that it makes. It has the tables of the kernel and of the
 * modules on the class path.
 */
public enum Login {
  H2(Database.H2),
  /** Whom no policy binds. */
  POSTGRES_SUPERUSER(Database.POSTGRESQL),
  /** Who may act as the application role, and as nobody else: a production host. */
  POSTGRES_HOST(Database.POSTGRESQL);

  private static final Map<Login, Opened> OPENED = new EnumMap<>(Login.class);

  private final Database kind;

  Login(Database kind) {
    this.kind = kind;
  }

  private record Opened(PooledDatabase operator, PooledDatabase host, TenantDatabase tables) {
    static Opened of(Login login) {
      String url = TestDatabases.emptyUrl(login.kind);
      TestDatabases.migrate(url, SchemaPart.discover());
      PooledDatabase operator = PooledDatabase.open(url);
      PooledDatabase host =
          login == POSTGRES_HOST
              ? PooledDatabase.open(AppLogin.url(url, Rows.of(operator.dataSource())))
              : operator;
      return new Opened(operator, host, TenantDatabase.on(host.dataSource()));
    }

    void close() {
      host.close();
      operator.close();
    }
  }

  private static synchronized Opened opened(Login login) {
    return OPENED.computeIfAbsent(
        login,
        wanted -> {
          Opened opened = Opened.of(wanted);
          Runtime.getRuntime().addShutdownHook(new Thread(opened::close, "close-" + wanted));
          return opened;
        });
  }

  public Database kind() {
    return kind;
  }

  /** As the host. */
  public DataSource dataSource() {
    return opened(this).host().dataSource();
  }

  public TenantDatabase tables() {
    return opened(this).tables();
  }

  public KernelStore store() {
    return JdbcKernelStore.on(dataSource());
  }

  /** As a user whom nothing binds. */
  public Rows operator() {
    return Rows.of(opened(this).operator().dataSource());
  }
}
